"""``yixian roads`` as other people's scripts call it: import, table, arcs, pairs, draw."""

from __future__ import annotations

import csv
import gzip
import heapq
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from yixian.cli.main import call
from yixian.cli.roads import HELP

DATA = Path("tests/data/rescue")
REFERENCE = DATA / "reference-guixi"
MINE = ("import", "table", "arcs", "pairs", "draw")


@pytest.fixture(scope="module")
def net(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The roads of Guixi."""
    path = tmp_path_factory.mktemp("roads") / "guixi.npz"
    assert call(["roads", "import", str(DATA / "guixi.osm"), "-o", str(path)]) == 0
    return str(path)


@pytest.fixture(scope="module")
def ends(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """Sources and targets of the reference in files of their own."""
    folder = tmp_path_factory.mktemp("points")
    rows = (REFERENCE / "points.csv").read_text(encoding="utf-8").splitlines()
    for role in ("source", "target"):
        kept = [rows[0], *(row for row in rows[1:] if f",{role}," in row)]
        (folder / f"{role}.csv").write_text("\n".join(kept), encoding="utf-8")
    return str(folder / "source.csv"), str(folder / "target.csv")


def rows_of(path: str | Path) -> list[list[str]]:
    """Return the rows of a CSV file."""
    with Path(path).open(encoding="utf-8") as file:
        return list(csv.reader(file))


def walked(arcs: list[list[str]], start: str) -> dict[str, float]:
    """Return what plain Dijkstra over a list of arcs reaches."""
    out = defaultdict(list)
    for one, other, seconds, _ in arcs:
        out[one].append((other, float(seconds)))
    best: dict[str, float] = {}
    heap = [(0.0, start)]
    while heap:
        so_far, node = heapq.heappop(heap)
        if node not in best:
            best[node] = so_far
            for other, takes in out[node]:
                heapq.heappush(heap, (so_far + takes, other))
    return best


def test_it_works(net: str, ends: tuple[str, str], tmp_path: Path) -> None:
    seconds, metres = tmp_path / "s.csv", tmp_path / "m.csv"
    words = ["--sources", ends[0], "--targets", ends[1], "--by", "car", "--speeds", "osrm-car"]

    assert call(["roads", "table", net, *words, "--seconds", str(seconds), "--metres", str(metres)]) == 0

    theirs = rows_of(REFERENCE / "osrm_car_seconds.csv")
    found = rows_of(seconds)
    assert found[0] == theirs[0]
    assert [row[0] for row in found] == [row[0] for row in theirs]
    near = sorted(
        abs(float(one) / float(other) - 1)
        for mine, his in zip(found[1:], theirs[1:], strict=True)
        for one, other in zip(mine[1:], his[1:], strict=True)
    )
    assert near[len(near) // 2] < 0.01
    assert float(rows_of(metres)[1][1]) > 5000


def test_import_reports_what_it_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, report = tmp_path / "n.npz", tmp_path / "r.json"
    name = str(DATA / "guixi_roads.gpkg")

    assert call(["roads", "import", name, "-o", str(out), "--report", str(report), "--json"]) == 0

    told, found = json.loads(capsys.readouterr().err.splitlines()[-1]), json.loads(report.read_text(encoding="utf-8"))
    assert {"nodes", "edges", "drivable_km", "components", "largest_share", "doubtful"} <= set(found)
    assert (found["nodes"], found["components"]) == (331, 2)
    assert found["largest_share"] >= 0.99
    assert told["doubtful"] == len(found["doubtful"])
    assert {"row", "reason", "message"} <= set(found["doubtful"][0])
    assert "crossing_without_node" in {row["reason"] for row in found["doubtful"]}


def test_import_of_a_workbook_knows_only_ends(tmp_path: Path) -> None:
    report = tmp_path / "r.json"
    words = [str(DATA / "guixi_roads.xlsx"), "-o", str(tmp_path / "n.npz"), "--report", str(report)]

    assert call(["roads", "import", *words]) == 0

    found = json.loads(report.read_text(encoding="utf-8"))
    assert found["edges"] == 170
    assert found["components"] > 50


@pytest.mark.parametrize("packing", ["gz", "plain"])
def test_packed_maps_give_the_same_file(net: str, tmp_path: Path, packing: str) -> None:
    data = (DATA / "guixi.osm").read_bytes()
    source = tmp_path / ("map.osm.gz" if packing == "gz" else "map.osm")
    source.write_bytes(gzip.compress(data) if packing == "gz" else data)

    assert call(["roads", "import", str(source), "-o", str(tmp_path / "n.npz")]) == 0

    assert (tmp_path / "n.npz").read_bytes() == Path(net).read_bytes()


@pytest.mark.parametrize("closed", [[], ["--closures", str(REFERENCE / "closures.json"), "--closure", "c5"]])
@pytest.mark.parametrize("how", [["--by", "car", "--speeds", "osrm-car"], ["--by", "ambulance"], ["--by", "foot"]])
def test_the_table_is_dijkstra_over_the_arcs(
    net: str, ends: tuple[str, str], tmp_path: Path, closed: list[str], how: list[str]
) -> None:
    seconds, arcs = tmp_path / "s.csv", tmp_path / "a.csv"
    words = ["--sources", ends[0], "--targets", ends[1], *how, *closed]

    assert call(["roads", "table", net, *words, "--seconds", str(seconds)]) == 0
    assert call(["roads", "arcs", net, *words, "-o", str(arcs)]) == 0

    header, *listed = rows_of(arcs)
    assert header == ["from", "to", "seconds", "metres"]
    table = rows_of(seconds)
    for row in table[1:]:
        best = walked(listed, row[0])
        for target, cell in zip(table[0][1:], row[1:], strict=True):
            assert (cell == "") == (target not in best)
            if cell:
                assert float(cell) == pytest.approx(best[target], abs=0.01)
    if closed:
        assert any(cell == "" for row in table[1:] for cell in row) == (how[1] != "foot")


def test_points_of_both_roles_are_nodes_under_their_ids(net: str, tmp_path: Path) -> None:
    arcs = tmp_path / "a.csv"

    assert call(["roads", "arcs", net, "--points", str(REFERENCE / "points.csv"), "-o", str(arcs)]) == 0

    listed = rows_of(arcs)[1:]
    assert "s0" in {row[0] for row in listed} - {row[1] for row in listed}
    assert "t0" in {row[1] for row in listed} - {row[0] for row in listed}


def test_ids_that_look_like_nodes_stay_apart(net: str, tmp_path: Path) -> None:
    points, arcs = tmp_path / "p.csv", tmp_path / "a.csv"
    points.write_text("id,lon,lat\nn5,117.2309,28.2960\n", encoding="utf-8")

    assert call(["roads", "arcs", net, "--points", str(points), "-o", str(arcs)]) == 0

    names = {name for row in rows_of(arcs)[1:] for name in row[:2]}
    assert "n5" in names
    assert all(re.fullmatch(r"nn\d+", name) for name in names - {"n5"})


def test_pairs_come_back_with_seconds_and_metres(net: str, tmp_path: Path) -> None:
    trips, out = tmp_path / "t.csv", tmp_path / "o.csv"
    rows = rows_of(REFERENCE / "pedestrian_pairs.csv")[1:41]
    body = [",".join(row[:6]) for row in rows]
    head = "id,from_lon,from_lat,to_lon,to_lat,theirs"
    trips.write_text("\n".join([head, *body]), encoding="utf-8")

    assert call(["roads", "pairs", net, str(trips), "--by", "foot", "-o", str(out)]) == 0

    header, *found = rows_of(out)
    assert header == [*head.split(","), "seconds", "metres"]
    near = [abs(float(row[-2]) / float(row[5]) - 1) < 0.02 for row in found]
    assert len(found) == 40
    assert sum(near) >= 39


def test_phases_end_standard_error(net: str, ends: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["roads", "table", net, "--sources", ends[0], "--targets", ends[1], "--json"]) == 0

    captured = capsys.readouterr()
    phases = json.loads(captured.err.splitlines()[-1])["phases"]
    assert set(phases) == {"load", "snap", "prepare", "table", "write"}
    assert captured.out.startswith(",t0,t1")


def test_phone_coordinates_are_moved(net: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (DATA / "guixi_points_gcj02.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))[:8]
    names = []
    for datum, prefix in (("GCJ-02", "gcj02"), ("WGS-84", "wgs84")):
        path = tmp_path / f"{prefix}.csv"
        lines = [f"{row['id']},{row[f'{prefix}_lon']},{row[f'{prefix}_lat']},{datum}" for row in rows]
        path.write_text("\n".join(["id,lon,lat,datum", *lines]), encoding="utf-8")
        names.append(str(path))
    found = []
    for name in names:
        assert call(["roads", "table", net, "--sources", name, "--targets", names[1], "--by", "foot"]) == 0
        found.append([row.split(",")[1:] for row in capsys.readouterr().out.splitlines()[1:]])

    for one, other in zip(*found, strict=True):
        assert [float(cell or -1) for cell in one] == pytest.approx([float(cell or -1) for cell in other], abs=0.2)


def test_draw_makes_a_picture(net: str, tmp_path: Path) -> None:
    points, out = tmp_path / "p.csv", tmp_path / "reach.svg"
    points.write_text("id,lon,lat\n县医院,117.2309,28.2960\n", encoding="utf-8")

    assert (
        call(["roads", "draw", net, "--points", str(points), "--minutes", "2,5", "-o", str(out), "--lang", "zh"]) == 0
    )

    picture = out.read_text(encoding="utf-8")
    assert "2 分钟内" in picture
    assert "OpenStreetMap" in picture


BAD_IMPORTS: list[tuple[list[str], str]] = [
    ([], "FILE: file: expected at least one file of roads"),
    (["tests"], "tests: file: expected a file of roads, got a folder"),
    (["missing.osm"], "missing.osm: file: expected a readable file"),
    (["README.md"], "README.md: file: expected a name that ends in"),
    ([str(DATA / "guixi.osm"), "--datum", "beijing54"], "--datum: datum: expected one of WGS-84, GCJ-02, BD-09"),
    ([str(DATA / "guixi.osm"), "--datum", "gcj02"], "datum: expected WGS-84"),
]


@pytest.mark.parametrize(("words", "said"), BAD_IMPORTS)
def test_bad_sources_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    out = tmp_path / "n.npz"

    assert call(["roads", "import", *words, "-o", str(out)]) == 2

    assert said in capsys.readouterr().err
    assert not out.exists()


def test_all_bad_files_are_named_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken, empty = tmp_path / "broken.osm.pbf", tmp_path / "empty.gpkg"
    broken.write_bytes(b"no map")
    empty.write_bytes(b"")

    assert call(["roads", "import", str(broken), str(empty), "nothing.shp", "-o", str(tmp_path / "n.npz")]) == 2

    said = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[0] for line in said] == [str(broken), str(empty), "nothing.shp"]


def closures(tmp_path: Path, value: Any) -> str:
    """Write closures to a file."""
    path = tmp_path / "closures.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("value", "words", "said"),
    [
        ([{"id": "a", "ways": [123]}], [], "closures[0].ways[0]: road: expected a road of the network, got 123"),
        ([{"id": "a", "edges": [0]}], ["--closure", "b"], "closure: expected one of a, got 'b'"),
        ({"format": "x"}, [], "overlay: format: expected yixian-overlay/1"),
        ([{"id": "a"}, 7], [], "closures[1]: entry: expected an object, got 7"),
    ],
)
def test_bad_closures_are_refused(
    net: str, ends: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str], value: Any, words: list[str],
    said: str,
) -> None:  # fmt: skip
    out = tmp_path / "s.csv"
    given = ["--closures", closures(tmp_path, value), *words, "--seconds", str(out)]

    assert call(["roads", "table", net, "--sources", ends[0], "--targets", ends[1], *given]) == 2

    assert said in capsys.readouterr().err
    assert not out.exists()


def test_a_closure_without_its_file_is_refused(net: str, ends: tuple[str, str]) -> None:
    assert call(["roads", "table", net, "--sources", ends[0], "--targets", ends[1], "--closure", "c0"]) == 2


def test_points_far_from_every_road_are_refused(net: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    points = tmp_path / "p.csv"
    points.write_text("id,lon,lat\nnear,117.23,28.296\nfar,116.4,39.9\n", encoding="utf-8")

    assert call(["roads", "table", net, "--sources", str(points), "--targets", str(points)]) == 2

    said = capsys.readouterr().err
    assert "far: place: expected a place within 5 km of a road" in said
    assert "near" not in said


@pytest.mark.parametrize("name", ["tests", "missing.npz", "README.md"])
def test_a_network_that_is_none_is_refused(
    name: str, ends: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(["roads", "table", name, "--sources", ends[0], "--targets", ends[1]]) == 2
    assert f"{name}: file: expected" in capsys.readouterr().err


@pytest.mark.parametrize("minutes", ["", "x", "-5", "5,,8", "inf"])
def test_minutes_must_be_numbers(net: str, ends: tuple[str, str], minutes: str) -> None:
    assert call(["roads", "draw", net, "--points", ends[0], f"--minutes={minutes}"]) == 2


def test_standard_input_is_read(
    net: str, ends: tuple[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Path(ends[0]).open(encoding="utf-8") as file:
        monkeypatch.setattr(sys, "stdin", file)
        assert call(["roads", "table", net, "--sources", "-", "--targets", ends[1]]) == 0
    assert capsys.readouterr().out.startswith(",t0")


def test_the_examples_of_the_help_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("guixi.osm", "reference-guixi/points.csv"):
        shutil.copy(DATA / name, tmp_path)
    (tmp_path / "stations.csv").write_text("id,lon,lat\n县医院,117.2309,28.2960\n", encoding="utf-8")
    (tmp_path / "pairs.csv").write_text(
        "from_lon,from_lat,to_lon,to_lat\n117.2405756,28.2828612,117.2362672,28.2828241\n", encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    lines = HELP.splitlines()
    examples = [k for k, line in enumerate(lines) if line.startswith("$ yixian ")]
    ran = []

    for k in examples:
        words = shlex.split(lines[k])
        if words[3] not in MINE:
            continue
        ran.append(words[3])
        assert call(words[2:]) == 0
        captured = capsys.readouterr()
        following = lines[k + 1]
        if following and not following.startswith(("$", "`")):
            assert following in captured.out + captured.err
    assert ran == list(MINE)


@pytest.mark.parametrize("verb", MINE)
def test_every_verb_has_its_help(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["roads", verb, "--help"]) == 0
    assert "Usage" in capsys.readouterr().out
    assert f"$ yixian roads {verb} " in HELP


def test_django_is_not_imported() -> None:
    code = "import sys; from yixian.cli import roads; sys.exit('django' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": "src"}

    assert subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0

"""``yixian roads critical``, ``coverage``, ``site`` and ``check`` as other people's scripts call them."""

from __future__ import annotations

import csv
import json
import shlex
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from yixian.cli import roads
from yixian.cli.main import call

DATA = Path(__file__).parents[1] / "data" / "rescue"
LON, LAT = (117.205, 117.245), (28.288, 28.318)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The roads of Guixi with invented stations and residents, made once."""
    folder = tmp_path_factory.mktemp("guixi")
    assert call(["roads", "import", str(DATA / "guixi.osm"), "-o", str(folder / "guixi.npz")]) == 0
    chance = np.random.default_rng(2)
    for name, n in (("stations", 3), ("residents", 40), ("sites", 9), ("gates", 6)):
        places = zip(chance.uniform(*LON, n).tolist(), chance.uniform(*LAT, n).tolist(), strict=True)
        rows = [(f"{name[0]}{k}", lon, lat, int(chance.integers(1, 90))) for k, (lon, lat) in enumerate(places)]
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("id", "lon", "lat", "residents"), *rows])
    return folder


@pytest.fixture
def town(made: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder to work in, with everything of the town."""
    for file in made.iterdir():
        (tmp_path / file.name).symlink_to(file)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rows_of(name: str) -> list[dict[str, str]]:
    with open(name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def places(name: str, *keys: str) -> list[dict[str, Any]]:
    numbers = {"lon": float, "lat": float, "residents": int}
    return [{key: numbers.get(key, str)(row[key]) for key in ("id", "lon", "lat", *keys)} for row in rows_of(name)]


def ask(question: str, **words: Any) -> None:
    """Write a question of sites."""
    base = {"format": "yixian-sites/1", "question": question, "demand": places("residents.csv", "residents")}
    sites = {"stations": places("stations.csv")} if question == "entrances" else {"sites": places("sites.csv")}
    Path("sites.json").write_text(json.dumps({**base, **sites, **words}), encoding="utf-8")


def gates() -> list[dict[str, Any]]:
    found = places("gates.csv")
    return [{"id": "V1", "entrances": found[:3]}, {"id": "V2", "entrances": found[3:]}]


def done(words: str) -> None:
    assert call(shlex.split(words)) == 0


def test_it_works(town: Path, capsys: pytest.CaptureFixture[str]):
    done("roads critical guixi.npz --stations stations.csv --residents residents.csv -o out.csv --lang en")
    found = rows_of("out.csv")
    assert {"edge", "added_s", "nodes_cut", "added_resident_s", "residents_cut"} <= set(found[0])
    assert sum(float(row["added_s"]) > 0 for row in found) > 50
    assert "each closed alone" in capsys.readouterr().err


def test_every_example_of_the_help_runs(town: Path):
    ask("cover", p=2, minutes=3)
    examples = [line[2:] for line in roads.HELP.splitlines() if line.startswith("$ yixian roads")]
    own = [line for line in examples if line.split()[2] in ("critical", "coverage", "site", "check")]
    assert len(own) == 4
    for line in own:
        done(line.removeprefix("yixian "))


def test_critical_needs_neither_stations_nor_residents(town: Path):
    done("roads critical guixi.npz -o out.csv")
    found = rows_of("out.csv")
    assert "residents_cut" not in found[0]
    assert any(float(row["added_s"]) > 0 for row in found)


def test_critical_is_what_a_closure_does(town: Path):
    done("roads critical guixi.npz --stations stations.csv --residents residents.csv -o out.csv")
    worst = max(rows_of("out.csv"), key=lambda row: float(row["added_resident_s"]))
    closure = [{"id": "C", "edges": [int(worst["edge"])]}]
    Path("c.json").write_text(json.dumps(closure), encoding="utf-8")
    done("roads coverage guixi.npz --stations stations.csv --residents residents.csv --compare c.json -o cov.csv")
    weights = {row["id"]: int(row["residents"]) for row in rows_of("residents.csv")}
    found = rows_of("cov.csv")
    added = sum(weights[row["id"]] * float(row["added_s"]) for row in found if row["added_s"])
    cut = sum(weights[row["id"]] for row in found if row["seconds"] and not row["added_s"])
    assert added == pytest.approx(float(worst["added_resident_s"]), abs=2)
    assert cut == int(worst["residents_cut"])


def test_critical_ends_with_json(town: Path, capsys: pytest.CaptureFixture[str]):
    done("roads critical guixi.npz -o out.csv --json")
    told = json.loads(capsys.readouterr().err.splitlines()[-1])
    assert told["roads"] == len(rows_of("out.csv"))
    assert told["worst"]["added_s"] > 0


def test_coverage_counts_residents(town: Path, capsys: pytest.CaptureFixture[str]):
    line = "roads coverage guixi.npz --stations stations.csv --residents residents.csv --minutes 1,3 -o cov.csv --json"
    done(line)
    told = json.loads(capsys.readouterr().err.splitlines()[-1])
    found = rows_of("cov.csv")
    weights = [int(row["residents"]) for row in rows_of("residents.csv")]
    for limit in (1, 3):
        is_near = [row["seconds"] != "" and float(row["seconds"]) <= 60 * limit for row in found]
        assert [row[f"within_{limit}"] for row in found] == [str(int(one)) for one in is_near]
        reached = next(row["reached"] for row in told["within"] if row["minutes"] == limit)
        assert reached == sum(w for w, one in zip(weights, is_near, strict=True) if one)


def test_coverage_is_the_least_of_the_table(town: Path):
    done("roads coverage guixi.npz --stations stations.csv --residents residents.csv -o cov.csv")
    done("roads table guixi.npz --sources stations.csv --targets residents.csv --seconds s.csv")
    with open("s.csv", encoding="utf-8") as file:
        table = [line.split(",")[1:] for line in file.read().splitlines()[1:]]
    nearest = [min(float(cell) for cell in column if cell) for column in zip(*table, strict=True)]
    assert [float(row["seconds"]) for row in rows_of("cov.csv")] == pytest.approx(nearest, abs=0.01)


def test_coverage_without_residents_counts_junctions(town: Path):
    done("roads coverage guixi.npz --stations stations.csv -o cov.csv")
    assert len(rows_of("cov.csv")) > 300
    assert "station" not in rows_of("cov.csv")[0]


def test_the_difference_has_bands(town: Path, capsys: pytest.CaptureFixture[str]):
    corners = [[LON[0] + 0.015, LAT[0]], [LON[0] + 0.02, LAT[0]], [LON[0] + 0.02, LAT[1]], [LON[0] + 0.015, LAT[1]]]
    Path("c.json").write_text(json.dumps([{"id": "C", "polygon": corners}]), encoding="utf-8")
    line = "roads coverage guixi.npz --stations stations.csv --residents residents.csv --compare c.json -o cov.csv"
    done(f"{line} --json")
    told = json.loads(capsys.readouterr().err.splitlines()[-1])
    total = told["unchanged"] + told["cut"] + sum(band["n"] for band in told["added"])
    assert total == told["all"]
    assert told["unchanged"] < told["all"]
    done(f"{line} --lang zh")
    assert "封闭后" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("cover", {"p": 2, "minutes": 2}),
        ("fewest", {"minutes": 3}),
        ("nearest", {"p": 3}),
        ("busy", {"p": 3, "minutes": 3, "busy": 0.3}),
        ("entrances", {}),
    ],
)
def test_sites_are_chosen_and_proven(
    town: Path, capsys: pytest.CaptureFixture[str], question: str, words: dict[str, Any]
):
    ask(question, **words, **({"villages": gates()} if question == "entrances" else {}))
    done("roads site guixi.npz sites.json -o plan.json --json")
    told = json.loads(capsys.readouterr().err.splitlines()[-1])
    assert told["proven"]
    done("roads check guixi.npz sites.json plan.json -o certificate.json")
    assert json.loads(Path("certificate.json").read_text(encoding="utf-8"))["sound"]


def test_the_same_question_gives_the_same_file(town: Path):
    ask("nearest", p=3)
    for name in ("one.json", "two.json"):
        done(f"roads site guixi.npz sites.json -o {name} --work-limit 40")
    assert Path("one.json").read_bytes() == Path("two.json").read_bytes()


def test_a_tampered_plan_is_refused(town: Path, capsys: pytest.CaptureFixture[str]):
    ask("cover", p=2, minutes=2)
    done("roads site guixi.npz sites.json -o plan.json")
    plan = json.loads(Path("plan.json").read_text(encoding="utf-8"))
    plan["value"] += 1
    Path("plan.json").write_text(json.dumps(plan), encoding="utf-8")
    capsys.readouterr()
    assert call(shlex.split("roads check guixi.npz sites.json plan.json --lang en")) == 3
    assert "the value says" in capsys.readouterr().err


def test_two_entrances_on_one_road_are_refused(town: Path, capsys: pytest.CaptureFixture[str]):
    twice = [gates()[0], {"id": "V2", "entrances": gates()[0]["entrances"]}]
    ask("entrances", villages=twice)
    assert call(shlex.split("roads site guixi.npz sites.json -o plan.json")) == 2
    assert capsys.readouterr().err.count("a road of its own") == 3
    assert not Path("plan.json").exists()


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("roads coverage guixi.npz --stations stations.csv --minutes 8,3", "--minutes: minutes: expected rising"),
        ("roads coverage guixi.npz --stations stations.csv --minutes eight", "--minutes: minutes: expected rising"),
        ("roads coverage guixi.npz --stations stations.csv --minutes 0", "--minutes: minutes: expected rising"),
        ("roads coverage guixi.npz --stations nowhere.csv", "nowhere.csv: file: expected a readable file"),
        ("roads critical stations.csv", "stations.csv: file: expected a road network"),
        ("roads critical .", "file: expected a road network"),
        ("roads critical guixi.npz --residents far.csv", "expected a place within 5 km of a road"),
        ("roads critical guixi.npz --residents empty.csv", "empty.csv"),
        ("roads site guixi.npz stations.csv", "stations.csv:1: json: expected JSON"),
        ("roads site guixi.npz far.json", "sites[0]: S1: expected within 5 km of a road"),
        ("roads coverage guixi.npz --stations stations.csv --compare unknown.json", "a road of the network"),
    ],
)
def test_bad_input_is_named_and_nothing_is_written(
    town: Path, capsys: pytest.CaptureFixture[str], line: str, fault: str
):
    Path("far.csv").write_text("id,lon,lat,residents\nA,116.4,39.9,3\n", encoding="utf-8")
    Path("empty.csv").write_text("", encoding="utf-8")
    Path("unknown.json").write_text(json.dumps([{"id": "C", "edges": [999_999]}]), encoding="utf-8")
    ask("fewest", minutes=3)
    far = json.loads(Path("sites.json").read_text(encoding="utf-8"))
    far["sites"] = [{"id": "S1", "lon": 116.4, "lat": 39.9}]
    Path("far.json").write_text(json.dumps(far), encoding="utf-8")
    assert call([*shlex.split(line), "-o", "out.csv"]) == 2
    assert fault in capsys.readouterr().err
    assert not Path("out.csv").exists()

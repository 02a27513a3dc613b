"""A county's own road table, with shapes and without, as clerks write it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely

from yixian.faults import BadInput
from yixian.planning.roads import flags
from yixian.planning.roads.build import network_of
from yixian.planning.roads.classes import NAMES
from yixian.planning.roads.components import parts
from yixian.planning.roads.datum import from_wgs84
from yixian.planning.roads.drawn import Doubt
from yixian.planning.roads.network import Network
from yixian.planning.roads.sources import ends, vector
from yixian.planning.roads.sources.headings import column_of
from yixian.planning.roads.sources.rows import Rows, kind_of
from yixian.planning.roads.sources.widths import width_cm
from yixian.planning.roads.tables import draw

DATA = Path("tests/data/rescue")
TABLE = str(DATA / "guixi_roads.gpkg")


def network(path: str) -> Network:
    """Return the network of a table with shapes."""
    return network_of(draw(vector.read_rows(path), path))


def written(path: Path, fields: dict[str, list[Any]], shapes: list[Any], crs: str = "EPSG:4326", **how: Any) -> str:
    """Write a table of roads and return its name."""
    pyogrio.raw.write(
        path,
        shapely.to_wkb(np.array(shapes, dtype=object)),
        [np.array(column, dtype=object) for column in fields.values()],
        list(fields),
        geometry_type="Unknown",
        crs=crs,
        **how,
    )
    return str(path)


def test_it_works() -> None:
    found = network(TABLE)

    part = np.bincount(parts(found.n_nodes, found.u, found.v, is_directed=False))
    # The truth has 336 junctions and 475 segments; five pairs of ends lie within 4 m of each other.
    assert (found.n_nodes, found.n_edges) == (331, 472)
    assert len(part) == 2
    assert part.max() / part.sum() >= 0.99
    assert found.metres.sum() / 1000 == pytest.approx(115.6, abs=0.3)


def test_dirty_widths_come_out_as_meant() -> None:
    about, _, _, columns = pyogrio.raw.read(TABLE)
    fields = about["fields"].tolist()
    written_as, truth = columns[fields.index("路面宽度")], columns[fields.index("宽度真值")]
    read = [None if text is None else width_cm(text) for text in written_as]

    gaps = [abs(cm - metres * 100) for cm, metres in zip(read, truth, strict=True) if cm is not None]
    assert max(gaps) < 50.1  # 3 - 3.5 means at least 3
    assert sum(cm is None for cm in read) == sum(text is None for text in written_as)


def test_grades_become_classes() -> None:
    found = network(TABLE)

    assert {NAMES[code] for code in np.unique(found.road_class)} == {
        "primary", "secondary", "tertiary", "unclassified", "residential",
    }  # fmt: skip
    one_way = (found.flags & flags.CAR) == flags.CAR_FORWARD
    assert 0.2 < one_way.mean() < 0.7
    assert found.name_of(0) == "冶金大道"


@pytest.mark.parametrize("encoding", ["UTF-8", "GBK"])
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_shapefile_of_the_same_roads_gives_the_same_network(tmp_path: Path, encoding: str) -> None:
    about, _, shapes, columns = pyogrio.raw.read(TABLE)
    path = tmp_path / "roads.shp"
    pyogrio.raw.write(
        path, shapes, columns, about["fields"], geometry_type="LineString", crs="EPSG:4326", encoding=encoding
    )
    if encoding == "GBK":
        # As many offices send it: nothing says how it is encoded.
        path.with_suffix(".cpg").unlink()

    found, expected = network(str(path)), network(TABLE)

    for name, array in expected.arrays().items():
        np.testing.assert_array_equal(getattr(found, name), array, err_msg=name)


def test_the_sheet_knows_only_ends() -> None:
    rows = [
        ["贵溪城区道路明细表"],
        ["路线编号", "路线名称", "行政等级", "起点经度", "起点纬度", "终点经度", "终点纬度", "里程km", "路面宽度",
         "单行"],
        ["S001", "冶金大道", "省道", 117.23, 28.30, 117.24, 28.30, 1.2, "约7", "是"],
        ["C002", "", "", 117.24, 28.30001, 117.25, 28.31, "", 3.5, ""],
        ["", "", "", "", "", "", "", "", "", ""],
    ]  # fmt: skip
    found = network_of(draw(ends.read_rows("t.xlsx", rows), "t.xlsx"))

    assert (found.n_nodes, found.n_edges) == (3, 2)
    assert found.metres[0] == pytest.approx(1200)
    assert found.width_cm.tolist() == [700, 350]
    assert [NAMES[code] for code in found.road_class] == ["secondary", "residential"]


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        ([], "headings"),
        ([["起点经度", "起点纬度"]], "headings"),
        ([["起点经度", "起点纬度", "终点经度", "终点纬度"]], "rows"),
        ([["起点经度", "起点纬度", "终点经度", "终点纬度"], ["x", 28, 117, 28]], "from_lon"),
        ([["起点经度", "起点纬度", "终点经度", "终点纬度"], [117, 28, 117, ""]], "to_lat"),
        ([["起点经度", "起点纬度", "终点经度", "终点纬度"], [117, 28, 117, float("nan")]], "to_lat"),
        ([["起点经度", "起点纬度", "终点经度", "终点纬度"], [117, 28, 117, float("inf")]], "to_lat"),
    ],
)
def test_a_sheet_without_ends_is_refused(rows: list[list[Any]], field: str) -> None:
    with pytest.raises(BadInput) as bad:
        ends.read_rows("t.xlsx", rows)
    assert bad.value.faults[0].field == field


def test_what_a_clerk_left_open_is_a_doubt() -> None:
    doubts: list[Doubt] = []
    words = {"grade": "高级", "width": "双车道", "oneway": "看情况", "limit": "慢"}

    kind = kind_of(words, "row 7", doubts)

    assert [doubt.code for doubt in doubts] == ["grade_unknown", "width_unread", "limit_unread", "oneway_unread"]
    assert {doubt.place for doubt in doubts} == {"row 7"}
    assert (NAMES[kind.road_class], kind.width_cm, kind.limit_forward_kmh) == ("unclassified", -1, 0.0)


@pytest.mark.parametrize(
    ("words", "name"),
    [({"grade": "县道"}, "tertiary"), ({"code": "G320"}, "primary"), ({"grade": "service"}, "service"),
     ({"grade": "巷"}, "living_street"), ({"code": "y12"}, "unclassified")],
)  # fmt: skip
def test_the_grade_is_found_in_word_or_number(words: dict[str, str], name: str) -> None:
    doubts: list[Doubt] = []

    assert NAMES[kind_of(words, "row 1", doubts).road_class] == name
    assert doubts == []


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("路面宽度", "width"), ("路面宽度(米)", "width"), ("路面宽", "width"), ("起点经", "from_lon"),
        ("终点纬", "to_lat"),
        ("行政等", "grade"), (" Width ", "width"), ("备注", None), ("", None), ("wid", None), ("里程（km）", "km"),
    ],
)  # fmt: skip
def test_headings_also_cut_short(heading: str, field: str | None) -> None:
    assert column_of(heading) == field


LINE = shapely.LineString([(117.2, 28.3), (117.21, 28.3)])


def test_a_table_in_gcj02_is_moved(tmp_path: Path) -> None:
    shifted = shapely.LineString(np.column_stack(from_wgs84(*shapely.get_coordinates(LINE).T, "GCJ-02")))
    path = written(tmp_path / "a.gpkg", {"行政等级": ["县道"]}, [shifted])

    found = network_of(draw(vector.read_rows(path), path, "GCJ-02"))

    np.testing.assert_allclose(np.sort(found.lon), [117.2, 117.21], atol=1e-7)


@pytest.mark.parametrize(
    ("shape", "field"),
    [
        (shapely.Point(117, 28), "geometry"),
        (shapely.Polygon([(117, 28), (117.1, 28), (117, 28.1)]), "geometry"),
        (None, "geometry"),
        (shapely.LineString(), "geometry"),
        (shapely.LineString([(39_000_000, 3_100_000), (39_000_100, 3_100_000)]), "geometry"),
        (shapely.LineString([(28.3, 117.2), (28.3, 117.3)]), "geometry"),
        (shapely.LineString([(np.nan, np.nan), (117.2, 28.3)]), "geometry"),
    ],
)
def test_shapes_that_are_no_roads_are_refused_all_at_once(tmp_path: Path, shape: Any, field: str) -> None:
    path = written(tmp_path / "a.gpkg", {"行政等级": ["县道"] * 3}, [shape, LINE, shape])

    with pytest.raises(BadInput) as bad:
        network(path)

    assert [fault.field for fault in bad.value.faults] == [field] * 2
    assert "row 3" in bad.value.faults[1].place


def test_another_reference_system_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "a.gpkg", {"行政等级": ["县道"]}, [LINE], crs="EPSG:32650")

    with pytest.raises(BadInput, match="EPSG:32650"):
        vector.read_rows(path)


def test_several_lines_in_one_row_are_several_roads(tmp_path: Path) -> None:
    shape = shapely.MultiLineString([LINE, shapely.LineString([(117.21, 28.3), (117.21, 28.31)])])
    path = written(tmp_path / "a.gpkg", {"行政等级": ["县道"], "路面宽度": ["约6"]}, [shape])

    found = network(path)

    assert (found.n_nodes, found.n_edges) == (3, 2)
    assert found.width_cm.tolist() == [600, 600]


@pytest.mark.parametrize("data", [b"", b"no database", b"SQLite format 3\x00" + b"\x00" * 100])
def test_a_broken_file_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(data)

    with pytest.raises(BadInput):
        vector.read_rows(str(path))


def test_a_cut_file_is_refused(tmp_path: Path) -> None:
    path = shutil.copy(TABLE, tmp_path / "a.gpkg")
    Path(path).write_bytes(Path(TABLE).read_bytes()[:50_000])

    with pytest.raises(BadInput):
        network(str(path))


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(BadInput) as bad:
        draw(Rows(), "t.gpkg")
    assert bad.value.faults[0].field == "rows"

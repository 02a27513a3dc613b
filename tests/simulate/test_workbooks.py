"""The county's workbooks: clean ones read without a fault, dirty ones with exactly the planted faults."""

from __future__ import annotations

import json
import time
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from yixian.sheets.reader import read
from yixian.sheets.register import Entry, Register, names
from yixian.sheets.workbook import open_workbook
from yixian.simulate.county import county
from yixian.simulate.workbooks import workbooks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from yixian.sheets.reading import Reading
    from yixian.simulate.facts import County

KINDS = {
    "places": "places",
    "units": "units",
    "posts": "posts",
    "cadres": "cadres",
    "staff_all": "staff",
    "village_staff": "staff",
    "volunteers": "staff",
}
WHOLE = sorted(KINDS)
_READ: dict[Path, Reading] = {}
# Rows of the same thing in a clean and a dirty list meet by these.
KEYS = {"staff": "id_number", "cadres": "id_number", "places": "name", "units": "name", "posts": "number"}


def register_of(made: County) -> Register:
    """The names of a county, as an office has them when the lists come in."""
    places = made.places
    return Register(
        posts=names(Entry(post.name, (post.number,), places[post.town].name) for post in made.posts),
        units=names(Entry(unit.name, (unit.short_name,)) for unit in made.units),
        places=names(
            Entry(place.name, place.aliases, places[place.parent].name if place.parent is not None else "")
            for place in places
        ),
    )


@pytest.fixture(scope="session")
def register(linxi: County) -> Register:
    """The names of 临溪县."""
    return register_of(linxi)


def reading(path: Path, register: Register) -> Reading:
    """A workbook, read once as the office reads it on 20 February 2020."""
    if path not in _READ:
        _READ[path] = _reading(path, register)
    return _READ[path]


def _reading(path: Path, register: Register) -> Reading:
    kind = "staff" if path.parent.name == "staff" else KINDS[path.stem]
    return read(kind, path.read_bytes(), register=register, year=2020, today=date(2020, 2, 20))


def planted(office: Path, which: str = "faults") -> list[dict[str, Any]]:
    """What ``faults.json`` says."""
    found = json.loads((office / "dirty" / "faults.json").read_text(encoding="utf-8"))[which]
    assert isinstance(found, list)
    return found


def unit_lists(office: Path, state: str) -> Iterator[Path]:
    """The sixty lists of the units."""
    return iter(sorted((office / state / "staff").glob("*.xlsx")))


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values without the running number, which a repeated row shares with another."""
    return {name: value for name, value in values.items() if name not in ("number", "note")}


def test_it_works(office: Path) -> None:
    assert len(list(unit_lists(office, "clean"))) == len(list(unit_lists(office, "dirty"))) == 60
    for name in (*KINDS, "households"):
        assert (office / "clean" / f"{name}.xlsx").exists()
        assert (office / "dirty" / f"{name}.xlsx").exists()
    assert len(planted(office)) > 500


@pytest.mark.parametrize("name", WHOLE)
def test_a_clean_list_has_no_fault(name: str, office: Path, register: Register) -> None:
    found = reading(office / "clean" / f"{name}.xlsx", register)

    assert found.errors == found.doubts == ()


def test_the_clean_lists_hold_everybody(office: Path, register: Register) -> None:
    counts = {name: len(reading(office / "clean" / f"{name}.xlsx", register).rows) for name in WHOLE}

    assert counts == {
        "places": 597,
        "units": 378,
        "posts": 800,
        "cadres": 882,
        "staff_all": 882,
        "village_staff": 2000,
        "volunteers": 1000,
    }


def test_a_unit_says_its_name_in_the_title_only(office: Path, register: Register) -> None:
    people = 0
    for path in unit_lists(office, "clean"):
        found = reading(path, register)
        assert found.errors == ()
        assert {row.values["unit"] for row in found.rows} == {path.stem}
        people += len(found.rows)

    assert people == 882


@pytest.mark.parametrize("name", WHOLE)
def test_a_dirty_list_has_the_planted_faults_and_no_other(name: str, office: Path, register: Register) -> None:
    wanted = {(one["row"], one["column"], one["kind"]) for one in planted(office) if one["file"] == f"{name}.xlsx"}

    found = reading(office / "dirty" / f"{name}.xlsx", register)

    assert {(one.row, one.column, one.kind) for one in found.errors} == wanted


def test_the_dirty_unit_lists_have_the_planted_faults_and_no_other(office: Path, register: Register) -> None:
    for path in unit_lists(office, "dirty"):
        file = f"staff/{path.name}"
        wanted = {(one["row"], one["column"], one["kind"]) for one in planted(office) if one["file"] == file}
        found = {(one.row, one.column, one.kind) for one in reading(path, register).errors}
        assert found == wanted != set(), file


@pytest.mark.parametrize("name", WHOLE)
def test_whatever_is_taken_from_a_dirty_list_is_what_the_clean_one_says(
    name: str, office: Path, register: Register
) -> None:
    clean = reading(office / "clean" / f"{name}.xlsx", register)
    key = KEYS[clean.kind]
    right = {row.values[key]: plain(row.values) for row in clean.rows}

    taken = reading(office / "dirty" / f"{name}.xlsx", register).rows

    assert [plain(row.values) for row in taken] == [right[row.values[key]] for row in taken]


def test_another_county_is_soiled_as_well(tmp_path: Path) -> None:
    made = county(seed=5)
    workbooks(made, tmp_path, seed=5)
    register = register_of(made)
    for path in sorted((tmp_path / "dirty").rglob("*.xlsx")):
        if path.stem == "households":
            continue
        file = path.relative_to(tmp_path / "dirty").as_posix()
        wanted = {(one["row"], one["column"], one["kind"]) for one in planted(tmp_path) if one["file"] == file}
        assert {(one.row, one.column, one.kind) for one in reading(path, register).errors} == wanted, file


def test_a_planted_fault_stands_where_the_list_says(office: Path) -> None:
    sheets = {}
    for one in [*planted(office), *planted(office, "harmless")]:
        path = office / "dirty" / one["file"]
        if path not in sheets:
            (sheets[path],) = open_workbook(path.read_bytes())
        cell = sheets[path].cells[one["row"] - 1][ord(one["column"]) - ord("A")]
        assert same(cell, one["now"]), one


def same(cell: object, text: str) -> bool:
    """Whether a cell shows a text; numbers have lost their shape."""
    if isinstance(cell, float):
        return cell == float(text)
    return str(cell) == text


def test_the_habits_of_offices_are_all_there(office: Path) -> None:
    (sheet,) = open_workbook((office / "dirty" / "village_staff.xlsx").read_bytes())
    texts = Counter(str(cell) for row in sheet.cells for cell in row)

    assert texts["同上"] > 500
    assert texts["小计"] == 2000 // 60
    assert texts["合计"] == 1
    assert texts["姓 名"] == 1
    assert sum(not any(str(cell).strip() for cell in row) for row in sheet.cells) == 2000 // 45
    assert len([merge for merge in sheet.merges if merge.bottom > merge.top]) > 100


def test_kinds_of_faults_are_many(office: Path) -> None:
    kinds = Counter(one["kind"] for one in planted(office))

    assert {
        *("id_checksum", "id_float", "id_15", "id_length", "phone_short", "name_blank", "post_unknown"),
        *("unit_unknown", "duty_unknown", "date_bad", "date_future", "place_unknown", "dup_row", "dup_id"),
        *("code_bad", "kind_unknown", "households_bad", "quota_bad", "need_bad", "coordinate_bad"),
        *("shifts_bad", "condition_unknown"),
    } <= set(kinds)
    assert {one["kind"] for one in planted(office, "harmless")} == {
        *("blank_in_name", "blanks_around", "blanks_in_phone", "phone_as_number", "full_width", "small_x"),
        *("alias", "day_spelled"),
    }


def test_a_misprinted_township_never_becomes_a_sixteenth(linxi: County, office: Path) -> None:
    towns = {place.name for place in linxi.townships()}
    misprints = {one["now"] for one in planted(office) if one["kind"] == "place_unknown"}

    assert "双泉镇" in misprints
    assert not misprints & towns


def test_a_man_in_two_units_is_one_row_of_each(linxi: County, office: Path) -> None:
    (sheet,) = open_workbook((office / "dirty" / "staff_all.xlsx").read_bytes())
    twice = [one for one in planted(office) if one["kind"] == "dup_id" and one["file"] == "staff_all.xlsx"]

    assert len(twice) == 1
    rows = [row for row in sheet.cells if twice[0]["was"] in row]
    assert len(rows) == 2
    assert rows[0][6] != rows[1][6]


def test_the_map_has_areas_river_and_roads(linxi: County, office: Path) -> None:
    found = json.loads((office / "clean" / "areas.geojson").read_text(encoding="utf-8"))
    kinds = Counter(feature["properties"]["kind"] for feature in found["features"])
    rings = [one["geometry"]["coordinates"][0] for one in found["features"] if one["geometry"]["type"] == "Polygon"]

    assert kinds == {"area": 15, "river": 1, "road": 4, "lane": 1}
    assert {one["properties"]["name"] for one in found["features"]} >= {town.name for town in linxi.townships()}
    assert all(ring[0] == ring[-1] for ring in rings)


def test_the_same_seed_gives_the_same_files_in_ten_seconds(linxi: County, office: Path, tmp_path: Path) -> None:
    began_s = time.perf_counter()
    workbooks(linxi, tmp_path, seed=1)
    took_s = time.perf_counter() - began_s

    assert took_s < 10
    for path in sorted(office.rglob("*.*")):
        assert path.read_bytes() == (tmp_path / path.relative_to(office)).read_bytes()


def test_another_seed_soils_other_cells(linxi: County, office: Path, tmp_path: Path) -> None:
    workbooks(linxi, tmp_path, seed=2)

    assert planted(tmp_path) != planted(office)

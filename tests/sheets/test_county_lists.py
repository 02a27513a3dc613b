"""The lists of the invented county: clean ones are taken whole, and in dirty ones each planted fault is found."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.sheets.books import TODAY
from yixian.sheets import Entry, Reading, Register, names, read, write_table
from yixian.simulate.county import county
from yixian.simulate.facts import County
from yixian.simulate.workbooks import workbooks

KINDS = {"places": "places", "units": "units", "posts": "posts", "cadres": "cadres"}
NO_KIND_OF_OURS = "households"


def registered(of: County) -> Register:
    """Return the register that the county's lists are looked up in."""
    by_id = {place.id: place.name for place in of.places}
    places = (
        Entry(one.name, one.aliases, by_id.get(one.parent, "") if one.parent is not None else "") for one in of.places
    )
    units = (Entry(one.name, (one.short_name,)) for one in of.units)
    posts = (Entry(one.name, (f"卡点{one.number:04}",)) for one in of.posts)
    return Register(posts=names(posts), units=names(units), places=names(places))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbooks of one county."""
    path = tmp_path_factory.mktemp("county")
    workbooks(county(people=20_000, seed=7), path, seed=7)
    return path


@pytest.fixture(scope="module")
def reading_of() -> Callable[[Path], Reading]:
    """Read a workbook as what its name says."""
    register = registered(county(people=20_000, seed=7))

    def reading(path: Path) -> Reading:
        return read(KINDS.get(path.stem, "staff"), path.read_bytes(), register=register, year=2020, today=TODAY)

    return reading


def lists(folder: Path) -> list[Path]:
    """Return the workbooks of a folder that are of a kind of ours."""
    return [path for path in sorted(folder.rglob("*.xlsx")) if path.stem != NO_KIND_OF_OURS]


def test_it_works(folder: Path, reading_of: Callable[[Path], Reading]) -> None:
    faults = json.loads((folder / "dirty" / "faults.json").read_text(encoding="utf-8"))["faults"]
    planted = {(one["file"], one["row"], one["column"], one["kind"]) for one in faults}
    planted = {one for one in planted if NO_KIND_OF_OURS not in one[0]}

    found = {
        (path.relative_to(folder / "dirty").as_posix(), one.row, one.column, one.kind)
        for path in lists(folder / "dirty")
        for one in reading_of(path).errors
    }

    assert found == planted
    assert len(planted) > 500


def test_a_clean_list_has_no_fault(folder: Path, reading_of: Callable[[Path], Reading]) -> None:
    for path in lists(folder / "clean"):
        reading = reading_of(path)
        assert (reading.errors, reading.doubts, reading.passed) == ((), (), ()), path.name


def test_an_export_is_the_same_list(folder: Path, tmp_path: Path, reading_of: Callable[[Path], Reading]) -> None:
    for path in lists(folder / "clean"):
        before: list[Any] = [row.values for row in reading_of(path).rows]
        copy = tmp_path / path.name
        copy.write_bytes(write_table(KINDS.get(path.stem, "staff"), before))
        assert [row.values for row in reading_of(copy).rows] == before, path.name

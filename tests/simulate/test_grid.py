"""A grid is written as a workbook that other programs open."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from yixian.sheets.workbook import Merge, open_workbook
from yixian.simulate.grid import Grid, letter

if TYPE_CHECKING:
    from pathlib import Path

    from yixian.sheets.workbook import Sheet


def written(grid: Grid, tmp_path: Path) -> Sheet:
    """The only sheet of the workbook that the grid became."""
    path = tmp_path / "deep" / "grid.xlsx"
    grid.save(path)
    (sheet,) = open_workbook(path.read_bytes())
    return sheet


def test_it_works(tmp_path: Path) -> None:
    grid = Grid("名单", [["卡点名册", None], ["编号", "人数"], ["0231", 2]], [(0, 0, 0, 1)])

    sheet = written(grid, tmp_path)

    assert sheet.name == "名单"
    assert [list(row) for row in sheet.cells] == [["卡点名册", ""], ["编号", "人数"], ["0231", 2.0]]
    assert list(sheet.merges) == [Merge(0, 0, 0, 1)]


def test_a_day_stays_a_day(tmp_path: Path) -> None:
    assert written(Grid("x", [[date(2020, 2, 29)]]), tmp_path).cells[0][0] == date(2020, 2, 29)


def test_a_long_number_stays_a_number(tmp_path: Path) -> None:
    assert written(Grid("x", [[419901198103090e3]]), tmp_path).cells[0][0] == 419901198103090e3


@pytest.mark.parametrize("text", ["<b>&\"'", "  两头有空格  ", "王　丽", "=1+1"])
def test_a_text_stays_as_typed(text: str, tmp_path: Path) -> None:
    assert written(Grid("x", [[text]]), tmp_path).cells[0][0] == text


def test_an_empty_row_keeps_its_place(tmp_path: Path) -> None:
    sheet = written(Grid("x", [["a"], [None], ["b"]]), tmp_path)

    assert [row[0] for row in sheet.cells] == ["a", "", "b"]


def test_the_same_grid_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        Grid("x", [["a", 1, date(2020, 2, 13)]]).save(tmp_path / name)

    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_letters() -> None:
    assert [letter(at) for at in (0, 3, 25)] == ["A", "D", "Z"]

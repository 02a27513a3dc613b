"""How many people a roster wants at each post and shift."""

from __future__ import annotations

import pytest

from yixian.sheets.needs import required_per_shift
from yixian.sheets.workbook import Sheet


def sheet(text: str = "") -> Sheet:
    """Return a sheet with one note."""
    return Sheet("值班表", [[text]], [])


def test_it_works() -> None:
    assert required_per_shift(sheet("注：每班2人，夜班由党员带队"), [1, 1, 1]) == 2


@pytest.mark.parametrize(
    ("text", "n"),
    [("每班两人", 2), ("每班次不少于 3 人", 3), ("每个班次安排３名值守人员", 3), ("每班至少二人", 2), ("每班十人", 10)],
)
def test_the_sheet_says_it(text: str, n: int) -> None:
    assert required_per_shift(sheet(text), []) == n


@pytest.mark.parametrize(
    ("counts", "n"), [([2, 2, 1, 0, 0, 0, 0], 2), ([1, 1, 2, 2], 2), ([3, 3, 3, 1], 3), ([0, 0], 2), ([], 2)]
)
def test_else_most_filled_cells_show_it(counts: list[int], n: int) -> None:
    """Empty cells are holes and say nothing; of two equally frequent numbers the larger is wanted."""
    assert required_per_shift(sheet("值班电话：0375-0000000"), counts) == n

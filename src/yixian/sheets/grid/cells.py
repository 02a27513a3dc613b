"""The cells of a grid, with what merged ranges and mends put into them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.sheets.clean import Cell, is_blank, text_of
from yixian.sheets.workbook import Sheet, letter

if TYPE_CHECKING:
    from collections.abc import Mapping


def filled_cells(sheet: Sheet, mends: Mapping[tuple[int, str], str]) -> list[list[Cell]]:
    """The cells of a grid with every merged range filled: one man may stand there all week."""
    cells = [list(row) for row in sheet.cells]
    for merge in sheet.merges:
        for row in range(merge.top, min(merge.bottom + 1, len(cells))):
            for column in range(merge.left, min(merge.right + 1, len(cells[row]))):
                cells[row][column] = sheet.cells[merge.top][merge.left]
    for row in range(len(cells)):
        for column in range(len(cells[row])):
            if (row + 1, letter(column)) in mends:
                cells[row][column] = mends[row + 1, letter(column)]
    return cells


def first_text(cells: list[Cell]) -> str:
    """Return the first text of a row, "" if it is blank."""
    return next((text_of(cell) for cell in cells if not is_blank(cell)), "")

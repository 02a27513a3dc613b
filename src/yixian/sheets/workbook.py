"""A workbook as it lies in the file: sheets of cells and merged ranges; the only reader of .xlsx."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import python_calamine as calamine

from yixian.sheets.clean import Cell, is_blank
from yixian.sheets.limits import Unreadable, refuse_early

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True)
class Merge:
    """A merged range; rows and columns count from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """One sheet: ``cells[row][column]`` from 0, all rows of one length; a merge keeps its text top left."""

    name: str
    cells: Sequence[Sequence[Cell]]
    merges: Sequence[Merge]
    is_visible: bool = True

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.cells[0]) if self.cells else 0


def letter(column: int) -> str:
    """Return the letter of a column that counts from 0: 0 is A, 26 is AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def column_of(letters: str) -> int:
    """Return the number of a column from 0, -1 for what is no column."""
    number = 0
    for sign in letters.strip().upper():
        if not "A" <= sign <= "Z":
            return -1
        number = number * 26 + ord(sign) - 64
    return number - 1


def open_workbook(data: bytes) -> list[Sheet]:
    """Return the sheets that hold anything, visible ones first.

    Raises
    ------
    Unreadable
        If the file is no workbook, is locked, damaged, too large, or empty.
    """
    refuse_early(data)
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            sheets = list(_sheets(book))
    except calamine.PasswordError as error:
        raise Unreadable("file_locked") from error
    except (calamine.CalamineError, ValueError, OSError) as error:
        raise Unreadable("file_damaged") from error
    if not sheets:
        raise Unreadable("sheet_empty")
    return sorted(sheets, key=lambda sheet: not sheet.is_visible)


def _sheets(book: calamine.CalamineWorkbook) -> Iterator[Sheet]:
    for number, about in enumerate(book.sheets_metadata):
        if about.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(number)
        cells = _placed(sheet.to_python(skip_empty_area=True), sheet.start or (0, 0))
        if any(not is_blank(cell) for row in cells for cell in row):
            merges = [Merge(*low, *high) for low, high in sheet.merged_cell_ranges or []]
            yield Sheet(about.name, cells, merges, about.visible == calamine.SheetVisibleEnum.Visible)


def _placed(cells: Sequence[Sequence[Cell]], start: tuple[int, int]) -> Sequence[Sequence[Cell]]:
    """Put the filled area back to where it stands, so that row and column numbers are those of the screen."""
    top, left = start
    if not top and not left:
        return cells
    width = left + (len(cells[0]) if cells else 0)
    above: list[list[Cell]] = [[""] * width for _ in range(top)]
    return above + [[*[""] * left, *row] for row in cells]

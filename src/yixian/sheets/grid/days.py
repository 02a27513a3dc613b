"""The days over the columns of a grid."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yixian.sheets.clean import Cell, is_blank, plain, text_of
from yixian.sheets.reading import Finding
from yixian.sheets.shifts import contradicts, read_days
from yixian.sheets.table import Wrong
from yixian.sheets.workbook import letter

if TYPE_CHECKING:
    from datetime import date

    from yixian.sheets.grid.findings import Findings
    from yixian.sheets.header import Header


class DayReader:
    """Reads heading rows of one grid; its title may say the month that they leave out."""

    def __init__(self, cells: list[list[Cell]], header: Header, year: int, findings: Findings) -> None:
        self._cells, self._year, self._findings = cells, year, findings
        self._free = [column for column in range(len(cells[0])) if column not in header.places.values()]
        self._title = " ".join(
            plain(text_of(cell)) for row in cells[: header.top] for cell in row if not is_blank(cell)
        )

    def read(self, rows: range) -> dict[int, date]:
        """Return the days by column, from the heading row that shows most of them."""
        tries = [(row, read_days([self._cells[row][at] for at in self._free], self._title, self._year)) for row in rows]
        row, days = max(tries, key=lambda one: sum(1 for day in one[1] if day))
        found: dict[int, date] = {}
        for at, day in zip(self._free, days, strict=True):
            cell = self._cells[row][at]
            if day is None:
                if re.search(r"\d", text_of(cell)):
                    self._findings.add(row, at, Wrong("date_bad", {"text": text_of(cell)}))
            elif day in found.values():
                self._findings.add(row, at, Wrong("day_twice", {"day": day}))
            else:
                found[at] = day
                if contradicts(cell, day):
                    self._doubt(row, at, day)
        return found

    def _doubt(self, row: int, at: int, day: date) -> None:
        text = text_of(self._cells[row][at])
        doubt = Finding(row + 1, letter(at), "day", "weekday_differs", {"day": day}, text)
        self._findings.doubts.append(doubt)

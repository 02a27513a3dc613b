"""The way down a grid, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.sheets.clean import Cell, is_blank, text_of, tight
from yixian.sheets.grid.cells import first_text
from yixian.sheets.grid.crews import Crews
from yixian.sheets.grid.days import DayReader
from yixian.sheets.grid.findings import Findings
from yixian.sheets.grid.posts import PostReader
from yixian.sheets.grid.slots import Slot
from yixian.sheets.passed import Passed
from yixian.sheets.shifts import is_weekday_only, read_shift
from yixian.sheets.table import Setting, Table, Wrong

if TYPE_CHECKING:
    from yixian.sheets.header import Header


class Walk:
    """What the rows walked so far hold: ``crews``, ``findings``, and the rows ``passed`` over."""

    def __init__(self, table: Table, header: Header, setting: Setting, cells: list[list[Cell]]) -> None:
        self._cells = cells
        self._post_at, self._shift_at = header.places["post"], header.places["shift"]
        self.passed: list[Passed] = []
        self.findings = Findings(cells, {self._post_at: "post", self._shift_at: "shift"})
        self.crews = Crews(self.findings)
        self._headings = self._texts(header.bottom)
        self._posts = PostReader(self._post_at, table.field("post"), setting, self.findings)
        self._day_reader = DayReader(cells, header, setting.year, self.findings)
        self._days = self._day_reader.read(range(header.top, header.bottom + 1))

    def add(self, at: int) -> None:
        """Read one filled row."""
        cells = self._cells[at]
        if self._texts(at) == self._headings:
            # The next week below the first; a merged heading comes again without days and changes nothing.
            self._days = self._day_reader.read(range(at, at + 1)) or self._days
            self.passed.append(Passed(at + 1, "heading", first_text(cells)))
            return
        crews = {column for column in self._days if not is_blank(cells[column])}
        shift = read_shift(cells[self._shift_at])
        if is_blank(cells[self._shift_at]) or (shift is None and not crews):
            self._without_shift(at, crews)
            return
        if shift is None:
            self.findings.add(at, self._shift_at, Wrong("shift_unknown"))
        post = self._posts.read(at, cells[self._post_at], shift)
        if shift and post:
            for column, day in self._days.items():
                self.crews.read(Slot(post, shift, day, at, column), cells[column])

    def _without_shift(self, at: int, crews: set[int]) -> None:
        cells = self._cells[at]
        texts = {text_of(cell) for cell in cells if not is_blank(cell)}
        if len(texts) == 1 or not crews or all(is_weekday_only(cells[column]) for column in crews):
            self.passed.append(Passed(at + 1, "note", first_text(cells)))
            return
        kind = "shift_blank" if is_blank(cells[self._shift_at]) else "shift_unknown"
        self.findings.add(at, self._shift_at, Wrong(kind))

    def _texts(self, at: int) -> tuple[str, ...]:
        return tuple(tight(text_of(self._cells[at][column])) for column in (self._post_at, self._shift_at))

"""Read a roster: a grid of posts and shifts down, days across, names in the cells; empty cells are holes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yixian.sheets.body import DITTO, Passed, by_letter
from yixian.sheets.clean import Cell, is_blank, plain, text_of, tight
from yixian.sheets.crews import read_crew
from yixian.sheets.needs import required_per_shift
from yixian.sheets.reading import BadRow, Finding, Reading, Row, Slots
from yixian.sheets.shifts import Shift, contradicts, is_weekday_only, read_days, read_shift
from yixian.sheets.table import Setting, Table, Wrong
from yixian.sheets.workbook import Sheet, letter

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from yixian.sheets.header import Header


@dataclass(frozen=True)
class Slot:
    """A post, a shift and a day; the same slot may have several rows, one for each man."""

    post: str
    shift: Shift
    day: date
    row: int = field(compare=False)
    column: int = field(compare=False)


def read_grid(
    table: Table,
    sheet: Sheet,
    header: Header,
    setting: Setting,
    *,
    mends: Mapping[tuple[int, str], str],
    skips: Collection[int],
) -> Reading:
    """Read a sheet whose headings are known; one row of the answer for each person in each cell."""
    cells = filled_cells(sheet, mends)
    grid = _Grid(table, header, setting, cells)
    for at in range(header.bottom + 1, len(cells)):
        if at + 1 in skips:
            grid.passed.append(Passed(at + 1, "skipped", _first(cells[at])))
        elif not all(is_blank(cell) for cell in cells[at]):
            grid.add(at)
    required = required_per_shift(sheet, [len(crew) for crew in grid.crews.values()])
    below = tuple(_named(slot) for slot, crew in grid.crews.items() if len(crew) < required)
    names = {row.values["name"] for row in grid.rows}
    bad = sorted({one.row for one in grid.errors if one.row > header.bottom + 1})
    return Reading(
        kind=table.kind,
        sheet=sheet.name,
        header_rows=(header.top + 1, header.bottom + 1),
        columns=header.columns,
        rows=tuple(grid.rows),
        errors=tuple(grid.errors),
        doubts=tuple(grid.doubts),
        bad_rows=tuple(BadRow(row, by_letter(dict(enumerate(cells[row - 1])))) for row in bad),
        passed=tuple(grid.passed),
        people=len(grid.rows),
        distinct_people=len(names),
        missing=header.missing(table),
        slots=Slots(required, below),
    )


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


class _Grid:
    """The grid as it is walked down, row by row."""

    def __init__(self, table: Table, header: Header, setting: Setting, cells: list[list[Cell]]) -> None:
        self.rows: list[Row] = []
        self.errors: list[Finding] = []
        self.doubts: list[Finding] = []
        self.passed: list[Passed] = []
        self.crews: dict[Slot, set[str]] = {}
        self._table, self._setting, self._cells = table, setting, cells
        self._post_at, self._shift_at = header.places["post"], header.places["shift"]
        self._free = [column for column in range(len(cells[0])) if column not in header.places.values()]
        self._headings = tuple(tight(text_of(cells[header.bottom][at])) for at in (self._post_at, self._shift_at))
        self._title = " ".join(
            plain(text_of(cell)) for row in cells[: header.top] for cell in row if not is_blank(cell)
        )
        self._days = self._read_days(range(header.top, header.bottom + 1))
        self._post: str | None = None
        self._post_text = ""
        self._seen: set[Shift] = set()
        self._where: dict[tuple[str, object], str] = {}

    def add(self, at: int) -> None:
        """Read one filled row."""
        cells = self._cells[at]
        if tuple(tight(text_of(cells[column])) for column in (self._post_at, self._shift_at)) == self._headings:
            # The next week below the first; a merged heading comes again without days and changes nothing.
            self._days = self._read_days(range(at, at + 1)) or self._days
            self.passed.append(Passed(at + 1, "heading", _first(cells)))
            return
        crews = {column for column in self._days if not is_blank(cells[column])}
        shift = read_shift(cells[self._shift_at])
        if is_blank(cells[self._shift_at]) or (shift is None and not crews):
            self._without_shift(at, crews)
            return
        if shift is None:
            self._wrong(at, self._shift_at, Wrong("shift_unknown"))
        if self._find_post(at, shift) and shift and self._post:
            for column, day in self._days.items():
                self._read_slot(Slot(self._post, shift, day, at, column))

    def _without_shift(self, at: int, crews: set[int]) -> None:
        cells = self._cells[at]
        texts = {text_of(cell) for cell in cells if not is_blank(cell)}
        if len(texts) == 1 or not crews or all(is_weekday_only(cells[column]) for column in crews):
            self.passed.append(Passed(at + 1, "note", _first(cells)))
            return
        kind = "shift_blank" if is_blank(cells[self._shift_at]) else "shift_unknown"
        self._wrong(at, self._shift_at, Wrong(kind))

    def _find_post(self, at: int, shift: Shift | None) -> bool:
        cell = self._cells[at][self._post_at]
        text = tight(text_of(cell))
        if text in DITTO or text == self._post_text:
            cell = ""
        if not is_blank(cell):
            self._post_text, self._seen = text, set()
            value = self._table.field("post").judge(cell, {}, self._setting)
            self._post = None if isinstance(value, Wrong) else str(value)
            if isinstance(value, Wrong):
                self._wrong(at, self._post_at, value)
        # A blank below a post goes on with it, until a shift comes a second time.
        elif not self._post_text or (shift in self._seen and not text):
            self._wrong(at, self._post_at, Wrong("post_blank"))
            return False
        elif self._post is None:
            self._wrong(at, self._post_at, Wrong("post_unknown", {"text": self._post_text, "n": 0}))
        if shift:
            self._seen.add(shift)
        return True

    def _read_slot(self, slot: Slot) -> None:
        cell = self._cells[slot.row][slot.column]
        text = text_of(cell)
        if tight(text) in DITTO:
            # The row above is another shift: nobody can tell whether it means the shift or the day before.
            self._wrong(slot.row, slot.column, Wrong("crew_unclear", {"part": text}))
            return
        crew = read_crew(text)
        if crew.unclear:
            # One part that is no name makes the others doubtful too: nobody of the cell is taken.
            self._wrong(slot.row, slot.column, Wrong("crew_unclear", {"part": "、".join(crew.unclear)}))
            return
        here = self.crews.setdefault(slot, set())
        for member in crew.members:
            if member.name in here:
                self._wrong(slot.row, slot.column, Wrong("name_twice", {"name": member.name}))
                continue
            here.add(member.name)
            self._keep(slot, member.name, leads=member.leads)

    def _keep(self, slot: Slot, name: str, *, leads: bool) -> None:
        start, end = slot.shift.on(slot.day)
        flags = ["leads"] if leads else []
        other = self._where.setdefault((name, start), slot.post)
        if other != slot.post:
            flags.append("two_posts_at_once")
            at = letter(slot.column)
            params = {"name": name, "other": other}
            self.doubts.append(Finding(slot.row + 1, at, "name", "two_posts_at_once", params, name))
        values = {
            "column": letter(slot.column),
            "post": slot.post,
            "start": start,
            "end": end,
            "name": name,
            "leads": leads,
        }
        self.rows.append(Row(slot.row + 1, values, tuple(flags)))

    def _read_days(self, rows: range) -> dict[int, date]:
        """The days over the columns, from the heading row that shows most of them."""
        tries = [
            (row, read_days([self._cells[row][at] for at in self._free], self._title, self._setting.year))
            for row in rows
        ]
        row, days = max(tries, key=lambda one: sum(1 for day in one[1] if day))
        found: dict[int, date] = {}
        for at, day in zip(self._free, days, strict=True):
            cell = self._cells[row][at]
            if day is None:
                if re.search(r"\d", text_of(cell)):
                    self._wrong(row, at, Wrong("date_bad", {"text": text_of(cell)}))
            elif day in found.values():
                self._wrong(row, at, Wrong("day_twice", {"day": day}))
            else:
                found[at] = day
                if contradicts(cell, day):
                    params = {"day": day}
                    self.doubts.append(Finding(row + 1, letter(at), "day", "weekday_differs", params, text_of(cell)))
        return found

    def _wrong(self, row: int, column: int, wrong: Wrong) -> None:
        fields = {self._post_at: "post", self._shift_at: "shift"}
        text = text_of(self._cells[row][column])
        name = fields.get(column, "name")
        self.errors.append(Finding(row + 1, letter(column), name, wrong.kind, wrong.params, text, wrong.proposals))


def _named(slot: Slot) -> tuple[str, str, str]:
    start, _ = slot.shift.on(slot.day)
    return slot.post, slot.day.isoformat(), start.strftime("%H:%M")


def _first(cells: list[Cell]) -> str:
    return next((text_of(cell) for cell in cells if not is_blank(cell)), "")

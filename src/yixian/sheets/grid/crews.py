"""The crews of a grid: who stands in each slot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.sheets.clean import text_of, tight
from yixian.sheets.crews import read_crew
from yixian.sheets.dittos import DITTO
from yixian.sheets.reading import Finding, Row
from yixian.sheets.table import Wrong
from yixian.sheets.workbook import letter

if TYPE_CHECKING:
    from yixian.sheets.clean import Cell
    from yixian.sheets.grid.findings import Findings
    from yixian.sheets.grid.slots import Slot


class Crews:
    """The people of all slots read so far: ``rows``, one for each person, and the names ``by_slot``."""

    def __init__(self, findings: Findings) -> None:
        self.rows: list[Row] = []
        self.by_slot: dict[Slot, set[str]] = {}
        self._findings = findings
        self._where: dict[tuple[str, object], str] = {}

    def read(self, slot: Slot, cell: Cell) -> None:
        """Read the names in a slot's cell."""
        text = text_of(cell)
        if tight(text) in DITTO:
            # The row above is another shift: nobody can tell whether it means the shift or the day before.
            self._findings.add(slot.row, slot.column, Wrong("crew_unclear", {"part": text}))
            return
        crew = read_crew(text)
        if crew.unclear:
            # One part that is no name makes the others doubtful too: nobody of the cell is taken.
            self._findings.add(slot.row, slot.column, Wrong("crew_unclear", {"part": "、".join(crew.unclear)}))
            return
        here = self.by_slot.setdefault(slot, set())
        for member in crew.members:
            if member.name in here:
                self._findings.add(slot.row, slot.column, Wrong("name_twice", {"name": member.name}))
                continue
            here.add(member.name)
            self._keep(slot, member.name, leads=member.leads)

    def _keep(self, slot: Slot, name: str, *, leads: bool) -> None:
        start, end = slot.shift.on(slot.day)
        flags = ["leads"] if leads else []
        other = self._where.setdefault((name, start), slot.post)
        at = letter(slot.column)
        if other != slot.post:
            flags.append("two_posts_at_once")
            params = {"name": name, "other": other}
            self._findings.doubts.append(Finding(slot.row + 1, at, "name", "two_posts_at_once", params, name))
        values = {"column": at, "post": slot.post, "start": start, "end": end, "name": name, "leads": leads}
        self.rows.append(Row(slot.row + 1, values, tuple(flags)))

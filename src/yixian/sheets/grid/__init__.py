"""Read a roster: a grid of posts and shifts down, days across, names in the cells; empty cells are holes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.sheets.clean import is_blank
from yixian.sheets.grid.cells import filled_cells, first_text
from yixian.sheets.grid.walk import Walk
from yixian.sheets.needs import required_per_shift
from yixian.sheets.passed import Passed
from yixian.sheets.reading import BadRow, Reading, Slots
from yixian.sheets.records import by_letter

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from yixian.sheets.header import Header
    from yixian.sheets.table import Setting, Table
    from yixian.sheets.workbook import Sheet


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
    walk = Walk(table, header, setting, cells)
    for at in range(header.bottom + 1, len(cells)):
        if at + 1 in skips:
            walk.passed.append(Passed(at + 1, "skipped", first_text(cells[at])))
        elif not all(is_blank(cell) for cell in cells[at]):
            walk.add(at)
    rows, crews, findings = walk.crews.rows, walk.crews.by_slot, walk.findings
    required = required_per_shift(sheet, [len(crew) for crew in crews.values()])
    bad = sorted({one.row for one in findings.errors if one.row > header.bottom + 1})
    return Reading(
        kind=table.kind,
        sheet=sheet.name,
        header_rows=(header.top + 1, header.bottom + 1),
        columns=header.columns,
        rows=tuple(rows),
        errors=tuple(findings.errors),
        doubts=tuple(findings.doubts),
        bad_rows=tuple(BadRow(row, by_letter(dict(enumerate(cells[row - 1])))) for row in bad),
        passed=tuple(walk.passed),
        people=len(rows),
        distinct_people=len({row.values["name"] for row in rows}),
        missing=header.missing(table),
        slots=Slots(required, tuple(slot.named for slot, crew in crews.items() if len(crew) < required)),
    )

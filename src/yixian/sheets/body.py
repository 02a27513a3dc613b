"""The rows under the headings: which are records, and what merged cells put into them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yixian.sheets.clean import Cell, is_blank
from yixian.sheets.passed import Passed, first_text, why_passed
from yixian.sheets.records import Record, record_of
from yixian.sheets.workbook import Sheet, column_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from yixian.sheets.header import Header
    from yixian.sheets.table import Table


@dataclass(frozen=True)
class Body:
    """The records of a sheet in order, and the rows passed over; blank rows are neither."""

    records: tuple[Record, ...]
    passed: tuple[Passed, ...]


def read_body(
    table: Table,
    sheet: Sheet,
    header: Header,
    *,
    mends: Mapping[tuple[int, str], str] | None = None,
    skips: Collection[int] = (),
) -> Body:
    """Walk down the rows below the header; ``mends`` and ``skips`` count rows as the screen does, from 1."""
    mended = _by_row(mends or {})
    fills = _fills(sheet, header.bottom + 1)
    # One text across half the sheet heads a section; it is nobody's name.
    wide = {one.top: one.left for one in sheet.merges if (one.right - one.left + 1) * 2 > len(header.columns)}
    records: list[Record] = []
    passed: list[Passed] = []
    last: dict[int, Cell] = {}
    for at in range(header.bottom + 1, len(sheet.cells)):
        own = dict(enumerate(sheet.cells[at])) | mended.get(at, {})
        if all(is_blank(cell) for cell in own.values()):
            continue
        why = "skipped" if at + 1 in skips else why_passed(table, header, own)
        if not why and at in wide and all(is_blank(cell) for column, cell in own.items() if column != wide[at]):
            why = "note"
        if why:
            passed.append(Passed(at + 1, why, first_text(own)))
            continue
        record = record_of(at, own, fills.get(at, {}), last)
        last |= {column: cell for column, cell in record.cells.items() if column not in record.lone_dittos}
        records.append(record)
    return Body(tuple(records), tuple(passed))


def _by_row(mends: Mapping[tuple[int, str], str]) -> dict[int, dict[int, Cell]]:
    rows: dict[int, dict[int, Cell]] = {}
    for (row, at), text in mends.items():
        rows.setdefault(row - 1, {})[column_of(at)] = text
    return rows


def _fills(sheet: Sheet, first: int) -> dict[int, dict[int, Cell]]:
    """What merged cells put into the rows below their first: ``{row: {column: cell}}``."""
    fills: dict[int, dict[int, Cell]] = {}
    for merge in sheet.merges:
        if merge.top < first or merge.bottom == merge.top or merge.left != merge.right:
            continue
        for row in range(merge.top + 1, merge.bottom + 1):
            fills.setdefault(row, {})[merge.left] = sheet.cells[merge.top][merge.left]
    return fills

"""Read a workbook of a kind: choose the sheet, match the columns, judge the cells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from yixian.sheets.grid import read_grid
from yixian.sheets.header import Column, Header, find_header
from yixian.sheets.judging import read_table
from yixian.sheets.kinds import table_of
from yixian.sheets.limits import Unreadable
from yixian.sheets.memory import Memory
from yixian.sheets.register import Register
from yixian.sheets.table import Setting, Table
from yixian.sheets.workbook import Sheet, open_workbook

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from yixian.sheets.reading import Reading

NOTHING_REGISTERED = Register()


@dataclass(frozen=True)
class Look:
    """How a workbook would be read, for a person to confirm or correct before anything is judged.

    ``lacks`` are headings without which it cannot be read; ``missing`` are fields that no column holds.
    """

    sheet: str
    sheets: tuple[str, ...]
    also_fit: tuple[str, ...]
    header_rows: tuple[int, int] | None
    columns: tuple[Column, ...]
    lacks: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class _Fit:
    sheet: Sheet
    header: Header | None
    also: tuple[str, ...]


def look(kind: str, data: bytes, *, columns: Mapping[str, str] | None = None, sheet: str | None = None) -> Look:
    """Match the columns of a workbook without judging its cells.

    Raises
    ------
    Unreadable
        If the file is no workbook, or is locked, damaged, too large or empty.
    """
    table, sheets = table_of(kind), open_workbook(data)
    fit = _fit(table, sheets, columns, sheet)
    header = fit.header
    return Look(
        sheet=fit.sheet.name,
        sheets=tuple(one.name for one in sheets),
        also_fit=fit.also,
        header_rows=(header.top + 1, header.bottom + 1) if header else None,
        columns=header.columns if header else (),
        lacks=header.lacks(table) if header else tuple(one.heading for one in table.fields if one.is_essential),
        missing=header.missing(table) if header else tuple(one.name for one in table.fields),
    )


def read(
    kind: str,
    data: bytes,
    *,
    register: Register = NOTHING_REGISTERED,
    year: int,
    columns: Mapping[str, str] | None = None,
    mends: Mapping[tuple[int, str], str] | None = None,
    skips: Collection[int] = (),
    today: date,
    sheet: str | None = None,
    memory: Memory | None = None,
) -> Reading:
    """Read a workbook: every row that would be imported, every fault of those that would not.

    Parameters
    ----------
    kind
        One of ``tables()``.
    register
        Names to look posts, units and places up in; where it is empty every name stands.
    year
        Taken where a date leaves it out; dates long before or after it are faults.
    columns
        ``{column letter: field}`` as a person chose, "" for a column not to be used.
    mends
        ``{(row, column letter): text}``, what a person accepted or typed; judged afresh.
    skips
        Rows that a person leaves out.
    today
        Later days than this (for arrivals: a month later) have not been.
    sheet
        The sheet to read; without it the one that fits best.
    memory
        What an earlier reading of the same file for the same register has learnt; filled by this one.

    Raises
    ------
    Unreadable
        If the file is no workbook, or no sheet has the headings of this kind.
    """
    table = table_of(kind)
    memory = memory or Memory()
    fit = _fit(table, memory.sheets(data), columns, sheet)
    lacks = fit.header.lacks(table) if fit.header else ()
    if not fit.header or lacks:
        wanted = lacks or tuple(one.heading for one in table.fields if one.is_essential)
        raise Unreadable("headings_missing", title=table.title, wanted="、".join(wanted), sheet=fit.sheet.name)
    setting = Setting(year, today, register)
    mends, left_out = mends or {}, frozenset(skips)
    if table.is_grid:
        reading = read_grid(table, fit.sheet, fit.header, setting, mends=mends, skips=left_out)
    else:
        reading = read_table(table, fit.sheet, fit.header, setting, mends=mends, skips=left_out, memory=memory)
    return _with_others(reading, fit.also)


def _with_others(reading: Reading, also: tuple[str, ...]) -> Reading:
    return replace(reading, also_fit=also) if also else reading


def _fit(table: Table, sheets: list[Sheet], columns: Mapping[str, str] | None, name: str | None) -> _Fit:
    """The sheet with all essential headings, the most known headings, and the most rows."""
    if name is not None:
        sheets = [one for one in sheets if one.name == name]
        if not sheets:
            raise Unreadable("sheet_unknown", name=name)
    ranked = []
    for number, sheet in enumerate(sheets):
        header = find_header(table, sheet, columns)
        n_rows = len(sheet.cells) - header.bottom if header else 0
        fits = header is not None and not header.lacks(table)
        rank = (fits, sheet.is_visible, n_rows > 1, len(header.places) if header else 0, n_rows, -number)
        ranked.append((rank, sheet, header))
    ranked.sort(key=lambda one: one[0], reverse=True)
    (_, best, header), *others = ranked
    return _Fit(best, header, tuple(sheet.name for rank, sheet, _ in others if rank[0] and rank[2]))

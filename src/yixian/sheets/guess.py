"""Which kind of workbook a file is, by its headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.sheets.header import find_header
from yixian.sheets.kinds import table_of
from yixian.sheets.workbook import open_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yixian.sheets.table import Table
    from yixian.sheets.workbook import Sheet


def guess_kind(data: bytes, kinds: Iterable[str]) -> str | None:
    """Return the kind, out of those asked for, whose headings the file has most of.

    None if no sheet has the essential headings of any, or if two kinds fit equally well: a person says which.

    Raises
    ------
    Unreadable
        If the file is no workbook, or is locked, damaged, too large or empty.
    """
    sheets = open_workbook(data)
    ranked = sorted(((_fit(table_of(kind), sheets), kind) for kind in kinds), reverse=True)
    fits = [one for one in ranked if one[0][0]]
    if not fits or (len(fits) > 1 and fits[0][0] == fits[1][0]):
        return None
    return fits[0][1]


def _fit(table: Table, sheets: Iterable[Sheet]) -> tuple[int, int]:
    """Headings recognised, and those of them written as the table itself writes them."""
    best = (0, 0)
    canonical = {one.heading for one in table.fields}
    for sheet in sheets:
        header = find_header(table, sheet)
        if header is None or header.lacks(table) or table.is_grid:
            continue
        known = [one for one in header.columns if one.field and one.is_sure]
        best = max(best, (len(known), sum(one.heading in canonical for one in known)))
    return best

"""Write workbooks that read back the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yixian.sheets.grid_layout import grid_rows
from yixian.sheets.kinds import table_of
from yixian.sheets.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from yixian.sheets.table import Field, Table


def write_table(kind: str, rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return a workbook that ``read`` turns into the same values.

    Parameters
    ----------
    kind
        One of ``tables()``.
    rows
        Values by field, typed as ``Row.values`` of a reading; fields left out and None are empty cells. For
        ``roster``: ``post, start, end, name, leads``.
    """
    table = table_of(kind)
    if table.is_grid:
        return _write_texts(table, grid_rows(rows))
    texts = [[_shown(one, row.get(one.name)) for one in table.fields] for row in rows]
    return _write_texts(table, [[one.heading for one in table.fields], *texts])


def _shown(field: Field, value: Any) -> str:
    return "" if value is None else field.show(value)


def _write_texts(table: Table, rows: Sequence[Sequence[str]]) -> bytes:
    page = Page(table.title)
    page.title(table.title, len(rows[0]))
    page.text_columns(2, [_width(rows, column) for column in range(len(rows[0]))])
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            page.put(at + 1, column, text, "body" if at else "head")
    return page.done()


def _width(rows: Sequence[Sequence[str]], column: int) -> int:
    longest = max((len(row[column].encode("gbk", "replace")) for row in rows[:200]), default=8)
    return min(max(longest + 2, 8), 40)

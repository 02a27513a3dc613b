"""Plain lists for people to read: a title, heads, rows of text; they are not read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.sheets.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

NARROWEST, WIDEST, SAMPLE = 8, 40, 200


def write_list(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return a workbook of one sheet.

    Parameters
    ----------
    title
        Stands above the heads and names the sheet.
    heads, rows
        Texts; a text that a spreadsheet would compute is made harmless.
    """
    page = Page(title)
    page.title(title, len(heads))
    page.text_columns(2, [_width([heads, *rows[:SAMPLE]], column) for column in range(len(heads))])
    for at, row in enumerate([heads, *rows], start=1):
        for column, text in enumerate(row):
            page.put(at, column, text, "body" if at > 1 else "head")
    return page.done()


def _width(rows: Sequence[Sequence[str]], column: int) -> int:
    # A Han sign is as wide as two letters, as it is two bytes long in GBK.
    longest = max(len(row[column].encode("gbk", "replace")) for row in rows)
    return min(max(longest + 2, NARROWEST), WIDEST)

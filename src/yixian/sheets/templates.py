"""Write the empty workbook of a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.sheets.grid_layout import grid_rows
from yixian.sheets.kinds import table_of
from yixian.sheets.page import Page
from yixian.words import Lang, say

if TYPE_CHECKING:
    from yixian.sheets.table import Field


def template(kind: str, lang: Lang) -> bytes:
    """Return an empty workbook: canonical headings, each with a note that says what belongs there."""
    table = table_of(kind)
    page = Page(table.title)
    headings = grid_rows([])[0] if table.is_grid else [one.heading for one in table.fields]
    page.title(table.title, len(headings))
    page.text_columns(2, [max(len(text) * 2 + 4, 12) for text in headings])
    for column, text in enumerate(headings):
        page.put(1, column, text, "head")
    for column, one in enumerate(() if table.is_grid else table.fields):
        page.sheet.write_comment(1, column, _hint(one, lang))
    return page.done()


def _hint(field: Field, lang: Lang) -> str:
    words = [say("yixian.sheets", "must_be_filled" if field.blank else "may_be_empty", {}, lang)]
    if field.hint:
        words.append(say("yixian.sheets", field.hint, {}, lang))
    if field.example:
        words.append(say("yixian.sheets", "example", {"example": field.example}, lang))
    return "\n".join(words)

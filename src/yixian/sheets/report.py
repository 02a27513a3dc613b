"""Write workbooks that are only read: heads, rows, numbers as numbers."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import xlsxwriter

from yixian.sheets.page import harmless

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEAD = {"bold": True, "bg_color": "#E8EEF4", "border": 1, "text_wrap": True, "valign": "vcenter"}
_CREATED = datetime(2020, 1, 1)
_NARROWEST, _WIDEST, _LOOKED_AT = 8, 40, 200


@dataclass(frozen=True)
class Sheet:
    """One sheet of a report."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str | int | float]]


def write_report(sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook with one sheet for each; the same content gives the same bytes.

    It prints on A4 across, the heads on every page. Numbers stay numbers, so that a clerk can add them up; a text
    that a spreadsheet would take for a formula stays a text.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": _CREATED})
    head = book.add_format(_HEAD)
    for one in sheets:
        _write(one, book.add_worksheet(one.title[:31]), head)
    book.close()
    return buffer.getvalue()


def _write(sheet: Sheet, page: Any, head: Any) -> None:
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.freeze_panes(1, 0)
    for column, text in enumerate(sheet.heads):
        page.set_column(column, column, _width(sheet, column))
        page.write_string(0, column, harmless(text), head)
    for at, row in enumerate(sheet.rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                page.write_string(at, column, harmless(value))
            else:
                page.write_number(at, column, value)


def _width(sheet: Sheet, column: int) -> int:
    texts = [sheet.heads[column], *(str(row[column]) for row in sheet.rows[:_LOOKED_AT])]
    return min(max(_NARROWEST, max(len(text.encode("gbk", "replace")) for text in texts) + 2), _WIDEST)

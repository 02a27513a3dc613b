"""One sheet that is being written, so that it reads back the same."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Sequence

# A spreadsheet computes a text that begins so; a leading ' keeps it a text, and is taken off when read.
_COMPUTED = ("=", "+", "-", "@", "\t", "\r", "'=", "'+", "'-", "'@", "''")
_CREATED = datetime(2020, 1, 1)
_HEAD = {
    "bold": True,
    "bg_color": "#E8EEF4",
    "border": 1,
    "text_wrap": True,
    "valign": "vcenter",
    "num_format": "@",
}
_BODY = {"num_format": "@", "text_wrap": True, "valign": "top"}
_REASON = {"num_format": "@", "text_wrap": True, "valign": "top", "font_color": "#A8071A"}
_TITLE = {"bold": True, "font_size": 14, "align": "center", "num_format": "@"}


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_COMPUTED) else text


class Page:
    """One sheet that is being written, texts only."""

    def __init__(self, title: str) -> None:
        self._buffer = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._buffer, {"in_memory": True, "strings_to_formulas": False})
        # The same content gives the same bytes, whenever it is written.
        self._book.set_properties({"created": _CREATED})
        self.sheet = self._book.add_worksheet(title[:31])
        self._styles = {
            name: self._book.add_format(style)
            for name, style in (("head", _HEAD), ("body", _BODY), ("reason", _REASON), ("title", _TITLE))
        }

    def put(self, row: int, column: int, text: str, style: str = "body") -> None:
        """Write one text, counted from 0."""
        if text:
            self.sheet.write_string(row, column, harmless(text), self._styles[style])

    def title(self, text: str, width: int) -> None:
        """Write the merged title into the first row."""
        if width > 1:
            self.sheet.merge_range(0, 0, 0, width - 1, text, self._styles["title"])
        else:
            self.put(0, 0, text, "title")

    def text_columns(self, first: int, widths: Sequence[int]) -> None:
        """Set the width of columns and the rows below ``first`` to text."""
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width, self._styles["body"])
        self.sheet.freeze_panes(first, 0)

    def done(self) -> bytes:
        """Close the workbook and return it."""
        self._book.close()
        return self._buffer.getvalue()

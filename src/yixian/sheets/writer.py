"""Write workbooks that read back the same: templates, exports, and the bad rows that go back."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

import xlsxwriter

from yixian.sheets.clean import EXACT_BELOW, text_of
from yixian.sheets.grid_layout import grid_rows
from yixian.sheets.kinds import table_of
from yixian.sheets.workbook import column_of
from yixian.words import Lang, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from yixian.sheets.reading import BadRow, Finding, Reading
    from yixian.sheets.table import Field, Table

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


class _Page:
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
    page = _Page(table.title)
    page.title(table.title, len(rows[0]))
    page.text_columns(2, [_width(rows, column) for column in range(len(rows[0]))])
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            page.put(at + 1, column, text, "body" if at else "head")
    return page.done()


def _width(rows: Sequence[Sequence[str]], column: int) -> int:
    longest = max((len(row[column].encode("gbk", "replace")) for row in rows[:200]), default=8)
    return min(max(longest + 2, 8), 40)


def template(kind: str, lang: Lang) -> bytes:
    """Return an empty workbook: canonical headings, each with a note that says what belongs there."""
    table = table_of(kind)
    page = _Page(table.title)
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


def bad_rows_workbook(reading: Reading, lang: Lang) -> bytes:
    """Return the rows that would not be imported, with their own columns and one more for the reasons.

    The file can be corrected and sent in again as it is.
    """
    page = _Page(reading.sheet)
    letters = [one.letter for one in reading.columns]
    letters += sorted({at for row in reading.bad_rows for at in row.cells} - set(letters), key=column_of)
    headings = {one.letter: one.heading.rpartition("/")[2] for one in reading.columns}
    first = [headings.get(at, "") for at in letters]
    page.text_columns(1, [14] * len(letters) + [60])
    for column, text in enumerate([*first, say("yixian.sheets", "reason_heading", {}, lang)]):
        page.put(0, column, text, "head")
    reasons = _reasons(reading, lang)
    for at, bad in enumerate(reading.bad_rows, start=1):
        _put_bad(page, at, letters, bad)
        page.put(at, len(letters), reasons.get(bad.sheet_row, ""), "reason")
    return page.done()


def _put_bad(page: _Page, at: int, letters: Sequence[str], bad: BadRow) -> None:
    for column, name in enumerate(letters):
        cell = bad.cells.get(name)
        # A number stays one: 2.1 as a text would mean 1 February, as a number it may have been 2.10.
        if isinstance(cell, float) and abs(cell) < EXACT_BELOW:
            page.sheet.write_number(at, column, cell)
        else:
            page.put(at, column, text_of(cell))


def _reasons(reading: Reading, lang: Lang) -> dict[int, str]:
    reasons: dict[int, list[str]] = {}
    for one in reading.errors:
        reasons.setdefault(one.row, []).append(_reason(one, lang))
    return {row: "\n".join(texts) for row, texts in reasons.items()}


def _reason(finding: Finding, lang: Lang) -> str:
    place = f"{finding.column}{finding.row} {finding.message(lang)}"
    if not finding.proposals:
        return place
    meant = " / ".join(finding.proposals)
    return f"{place} {say('yixian.sheets', 'may_mean', {'meant': meant}, lang)}"

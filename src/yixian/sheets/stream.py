"""Write a large workbook while it is being sent: rows come and go, nothing of it is kept.

XlsxWriter keeps a file until its end, and takes 25 microseconds a cell; a list of 100,000 rows is to begin at once and
take seconds. What is written here is the little of the format (ECMA-376) that a list of texts needs.
"""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, Any

from yixian.sheets.kinds import table_of
from yixian.sheets.masked import Masked
from yixian.sheets.page import harmless
from yixian.sheets.workbook import letter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from yixian.sheets.table import Field

ROWS_AT_ONCE = 500
# What XML has no room for; a spreadsheet would call the file damaged.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Spreadsheets read _x0041_ as A; the first sign written so itself keeps the others.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MADE_ON = (2020, 1, 1, 0, 0, 0)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD, _BODY, _TITLE = 1, 2, 3


def stream_table(kind: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """Yield a workbook piece by piece that ``read`` turns into the same values.

    Parameters
    ----------
    kind
        One of ``tables()`` that is no grid.
    rows
        Values by field, typed as ``Row.values`` of a reading; None is an empty cell, ``Masked`` stands as it is.
    """
    table = table_of(kind)
    pipe = _Pipe()
    book = zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
    for name, text in _frame(table.title):
        book.writestr(zipfile.ZipInfo(name, _MADE_ON), text)
    about = zipfile.ZipInfo("xl/worksheets/sheet1.xml", _MADE_ON)
    about.compress_type = zipfile.ZIP_DEFLATED
    with book.open(about, "w", force_zip64=True) as sheet:
        for part in _sheet(table.title, table.fields, rows):
            sheet.write(part.encode())
            yield pipe.taken()
    book.close()
    yield pipe.taken()


class _Pipe:
    """Takes what a zip file writes, until it is taken out again; it cannot go back."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        """Keep a part."""
        self._parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Do nothing: what was written waits to be taken."""

    def close(self) -> None:
        """Do nothing: what was written waits to be taken."""

    def taken(self) -> bytes:
        """Return what was written since the last time."""
        parts, self._parts = self._parts, []
        return b"".join(parts)


def _sheet(title: str, fields: tuple[Field, ...], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    letters = [letter(column) for column in range(len(fields))]
    widths = "".join(
        f'<col min="{at}" max="{at}" width="{max(len(one.heading) * 2 + 4, 12)}" style="{_BODY}" customWidth="1"/>'
        for at, one in enumerate(fields, start=1)
    )
    yield (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="2" topLeftCell="A3" '
        f'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>{widths}</cols><sheetData>'
        f'<row r="1">{_cell("A1", title, _TITLE)}</row><row r="2">'
    )
    yield "".join(_cell(f"{at}2", one.heading, _HEAD) for at, one in zip(letters, fields, strict=True)) + "</row>"
    shown = [(one.name, one.show, at) for one, at in zip(fields, letters, strict=True)]
    waiting = []
    for number, row in enumerate(rows, start=3):
        cells = [
            _cell(f"{at}{number}", value.text if isinstance(value, Masked) else show(value), _BODY)
            for name, show, at in shown
            if (value := row.get(name)) is not None
        ]
        waiting.append(f'<row r="{number}">{"".join(cells)}</row>')
        if len(waiting) == ROWS_AT_ONCE:
            yield "".join(waiting)
            waiting = []
    yield "".join(waiting)
    merged = f'<mergeCells count="1"><mergeCell ref="A1:{letters[-1]}1"/></mergeCells>'
    yield f"</sheetData>{merged if len(fields) > 1 else ''}</worksheet>"


def _cell(at: str, text: str, style: int) -> str:
    """Return a cell that is text and nothing else, whatever it looks like."""
    if not text:
        return ""
    text = harmless(text)
    if not text.isalnum():
        text = _ESCAPE.sub("_x005F_", _UNFIT.sub("", text))
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<c r="{at}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _frame(title: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a workbook around its one sheet."""
    types = f'<Types xmlns="{_PACKAGE}/content-types">' + "".join(
        [
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
            '<Default Extension="xml" ContentType="application/xml"/>',
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>',
            f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>',
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
        ]
    )
    yield "[Content_Types].xml", _XML + types
    yield "_rels/.rels", _XML + _relations(("officeDocument", "xl/workbook.xml"))
    yield (
        "xl/_rels/workbook.xml.rels",
        _XML + _relations(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")),
    )
    name = re.sub(r"[\[\]:*?/\\&<>\"']", "", title)[:31]
    yield (
        "xl/workbook.xml",
        (
            f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            f'<sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
    )
    yield "xl/styles.xml", _XML + _STYLES


def _relations(*parts: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(parts, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


# 49 is the format of text: whoever types into such a cell keeps his noughts.
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="14"/><name val="Calibri"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/></patternFill></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="4"><xf xfId="0"/>'
    '<xf xfId="0" numFmtId="49" fontId="1" fillId="2" applyNumberFormat="1" applyFont="1" applyFill="1"/>'
    '<xf xfId="0" numFmtId="49" applyNumberFormat="1"/>'
    '<xf xfId="0" numFmtId="49" fontId="2" applyNumberFormat="1" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)

"""A workbook as any hand may leave it: titles across, merged cells, numbers where text belongs, empty rows.

The writer of ``sheets`` keeps all that out, and a reader is not tried by its own writer's files alone; so
the sheet is written here cell by cell, the same bytes each time.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Cell = str | int | float | date | None

_DAY_ZERO = date(1899, 12, 30)
_DATE_STYLE = 1
_STAMP = (2020, 2, 13, 8, 0, 0)
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    # Style 1 is Excel's own short date, without which a day is only a number.
    "xl/styles.xml": (
        f'<styleSheet {_MAIN}><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
    ),
}


@dataclass
class Grid:
    """One sheet: rows of cells, and merged ranges (top, left, bottom, right), all counted from 0."""

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)

    def save(self, path: Path) -> None:
        """Write the sheet as the only one of a workbook."""
        path.parent.mkdir(parents=True, exist_ok=True)
        book = (
            f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets>'
            f'<sheet name="{escape(self.name)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
        )
        parts = _PARTS | {"xl/workbook.xml": book, "xl/worksheets/sheet1.xml": self._sheet()}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for name, text in parts.items():
                # A fixed stamp: the same county gives the same file.
                file.writestr(zipfile.ZipInfo(name, _STAMP), _HEAD + text, zipfile.ZIP_DEFLATED, 1)

    def _sheet(self) -> str:
        rows = "".join(f'<row r="{at}">{_cells(at, row)}</row>' for at, row in enumerate(self.rows, start=1))
        return f"<worksheet {_MAIN}><sheetData>{rows}</sheetData>{self._merged()}</worksheet>"

    def _merged(self) -> str:
        if not self.merges:
            return ""
        ranges = (f"{letter(left)}{top + 1}:{letter(right)}{bottom + 1}" for top, left, bottom, right in self.merges)
        return "<mergeCells>" + "".join(f'<mergeCell ref="{one}"/>' for one in ranges) + "</mergeCells>"


def letter(column: int) -> str:
    """Return the letter of a column that counts from 0; no list of ours is wider than Z."""
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[column]


def _cells(at: int, row: Iterable[Cell]) -> str:
    return "".join(_cell(f"{letter(column)}{at}", cell) for column, cell in enumerate(row))


def _cell(ref: str, cell: Cell) -> str:
    if cell is None or cell == "":
        return ""
    if isinstance(cell, date):
        return f'<c r="{ref}" s="{_DATE_STYLE}"><v>{(cell - _DAY_ZERO).days}</v></c>'
    if isinstance(cell, str):
        return f'<c r="{ref}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
    return f'<c r="{ref}"><v>{cell!r}</v></c>'

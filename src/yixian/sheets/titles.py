"""A fact that an office writes once, above the headings: the unit of a list of its staff."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yixian.sheets.clean import is_blank, phrase, plain, text_of
from yixian.sheets.reading import TitleValue
from yixian.sheets.workbook import Sheet, letter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.sheets.header import Header
    from yixian.sheets.table import Setting, Table

# Without a register only what ends like an office is taken for one.
_OFFICE = re.compile(
    r"(?:局|委|办|办公室|中心|镇|乡|街道|社区|村|公司|院|校|站|所|队|部|会|处|厂|行|馆|支部|大学|中学|小学|政府)$"
)


def find_title(
    table: Table, sheet: Sheet, header: Header, setting: Setting, *, mends: Mapping[tuple[int, str], str]
) -> TitleValue | None:
    """Return what the rows above the headings say for the whole list; a column of its own wins."""
    if not table.title_field or table.title_field in header.places:
        return None
    for row in range(header.top):
        for column, cell in enumerate(sheet.cells[row]):
            at = (row + 1, letter(column))
            if is_blank(cell) and at not in mends:
                continue
            value = _accepted(table, mends[at], setting) if at in mends else _named_in(table, text_of(cell), setting)
            if value:
                return TitleValue(table.title_field, value, *at)
    return None


def _accepted(table: Table, text: str, setting: Setting) -> str | None:
    value = table.field(table.title_field).judge(text, {}, setting)
    return value if isinstance(value, str) else None


def _named_in(table: Table, title: str, setting: Setting) -> str | None:
    tries = (re.search(table.title_pattern, form) for form in (plain(title), phrase(title)))
    found = next((one for one in tries if one), None)
    text = next((part for part in found.groups() if part), "") if found else ""
    if not text:
        return None
    value = _accepted(table, text, setting)
    return value if value and (setting.register.units.entries or _OFFICE.search(value)) else None

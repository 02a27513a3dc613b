"""Cells as a page shows them: in the words of the workbook, personal numbers masked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from yixian import sheets
from yixian.sheets.header import Column
from yixian.web.access import masks

ON_ONE_LINE = ("id_number", "phone", "leader", "leader_phone", "sex")
PHONES = ("phone", "leader_phone")
# What a change of these holds is said in words already: the name of a unit, the weeks of a pregnancy.
IN_WORDS = ("unit", "place", "post", "town", "condition")


class Cells:
    """Shows the cells of one upload to one person."""

    def __init__(self, kind: str, columns: Sequence[Column], *, may_unmask: bool) -> None:
        self._fields = sheets.table_of(kind).by_name
        self._letters = {one.letter: one.field for one in columns if one.field}
        self._may_unmask = may_unmask
        self.columns = [(one.letter, _short(one.heading)) for one in columns if one.field not in (None, "number")]

    def heading(self, field: str) -> str:
        """Return the heading under which a field stands in this file, else its canonical one."""
        here = {self._letters[letter]: heading for letter, heading in self.columns}
        return here.get(field) or self._fields[field].heading

    def texts(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Return the cells of a good row by letter."""
        return {letter: self._said(field, values.get(field)) for letter, field in self._letters.items()}

    def shown(self, texts: Mapping[str, str], wrong: Collection[str]) -> list[dict[str, Any]]:
        """Return the cells in the order of the columns. The wrong one is seen whole: else nobody could mend it."""
        cells = []
        for letter, heading in self.columns:
            field, text, is_wrong = self._letters[letter], texts.get(letter, ""), letter in wrong
            shown = text if is_wrong and self._may_unmask else masked(field, text)
            cell = {"heading": heading, "text": shown, "is_wrong": is_wrong, "is_short": field in ON_ONE_LINE}
            cells.append(cell | {"is_name": field == "name"})
        return cells

    def text(self, field: str, value: Any) -> str:
        """Return one value of a change, masked."""
        shown = str(value or "") if field in IN_WORDS else self._said(field, value)
        return masked(field, shown)

    def _said(self, field: str, value: Any) -> str:
        return "" if value in (None, "") else self._fields[field].show(value)


def _short(heading: str) -> str:
    """A heading of two rows by its lower one, and without the blanks that stretch it: ``姓  名``."""
    lower = heading.rpartition("/")[2]
    return lower if lower.isascii() else "".join(lower.split())


def masked(field: str, text: str) -> str:
    """Return a cell as somebody sees it who has no reason to see all of it."""
    if field == "id_number" and len(text) > 8:
        return f"{text[:4]}****{text[-4:]}"
    return masks.phone(text) if field in PHONES else text

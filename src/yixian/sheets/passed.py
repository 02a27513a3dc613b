"""Rows under the headings that are passed over: totals, footers, headings that come again, notes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yixian.sheets.clean import Cell, is_blank, text_of, tight
from yixian.sheets.workbook import column_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.sheets.header import Header
    from yixian.sheets.table import Table

_TOTAL = re.compile(
    r"(?:^|.)(?:本页|本组|全部|人员)?(?:小计|合计|总计|共计|累计|总数)(?:[:：(（].*|\d+[人名]?)?$|^共\d+[人名]"
)
_FOOTER = re.compile(
    r"^(?:注|备注|说明|附|附注|填表|填报|制表|审核|审批|审签|复核|经办|报送|上报|统计|填写|单位|部门|负责|主要负责|主管|分管|联系|"
    r"值班电话|电话|日期|时间|年月日|签字|签名|领导)[^:：]{0,8}[:：]"
    r"|^\(?[^:]{0,10}(?:盖章|公章|签字|签章)\)?|^注\d*[.、 ]|^以上"
)
_ID_LIKE = re.compile(r"\d{14,17}[\dXx]")


@dataclass(frozen=True)
class Passed:
    """A row that is no record, and why: ``total``, ``footer``, ``heading``, ``note``, ``skipped``."""

    row: int
    why: str
    text: str


def why_passed(table: Table, header: Header, own: Mapping[int, Cell]) -> str:
    """Return why a filled row is no record, "" if it is one; a row with an identity number always is."""
    places = header.places
    if _has_id(own, places):
        return ""
    texts = [text_of(own[column]) for column in sorted(own) if not is_blank(own[column])]
    if any(_TOTAL.search(tight(text)) for text in texts[:3] if len(text) < 20):
        return "total"
    # A footer begins at the left and says what it is; a note inside a row does not make it one.
    if _FOOTER.search(tight(texts[0])) and not isinstance(own.get(places.get("number", -1)), float):
        return "footer"
    if _repeats_headings(header, own):
        return "heading"
    return "" if _shows_a_record(table, places, own) else "note"


def _has_id(own: Mapping[int, Cell], places: Mapping[str, int]) -> bool:
    cell = own.get(places.get("id_number", -1))
    if isinstance(cell, str):
        return bool(_ID_LIKE.search(tight(cell)))
    return isinstance(cell, float) and cell >= 1e14  # a total may stand in this column too


def _repeats_headings(header: Header, own: Mapping[int, Cell]) -> bool:
    named = [(column_of(one.letter), one.heading.rpartition("/")[2]) for one in header.columns if one.field]
    same = sum(1 for column, heading in named if tight(text_of(own.get(column))) == tight(heading))
    return same >= 2 and same * 2 > len(named)


def _shows_a_record(table: Table, places: Mapping[str, int], own: Mapping[int, Cell]) -> bool:
    filled = {name for name, column in places.items() if not is_blank(own.get(column))} - {"number", "note"}
    return bool(filled & set(table.person)) or len(filled) >= 2


def first_text(own: Mapping[int, Cell]) -> str:
    """Return the first text of a row, "" if it is blank."""
    return next((text_of(own[column]) for column in sorted(own) if not is_blank(own[column])), "")

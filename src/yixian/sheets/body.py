"""The rows under the headings: which are records, and what merged cells and ditto marks stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yixian.sheets.clean import Cell, is_blank, text_of, tight
from yixian.sheets.workbook import Sheet, column_of, letter

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from yixian.sheets.header import Header
    from yixian.sheets.table import Table

DITTO = frozenset(
    (
        "同上",
        "上同",
        "同上。",
        "〃",
        "″",
        "〞",
        '"',
        "“",
        "”",
        "''",
        "′′",
        "々",
        "-〃-",
        "--〃--",
        "ditto",
    )
)
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


@dataclass(frozen=True)
class Record:
    """A row that should be a record; ``cells`` by column from 0, merged cells and ditto marks filled in."""

    row: int
    cells: Mapping[int, Cell]
    lone_dittos: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Body:
    """The records of a sheet in order, and the rows passed over; blank rows are neither."""

    records: tuple[Record, ...]
    passed: tuple[Passed, ...]


def read_body(
    table: Table,
    sheet: Sheet,
    header: Header,
    *,
    mends: Mapping[tuple[int, str], str] | None = None,
    skips: Collection[int] = (),
) -> Body:
    """Walk down the rows below the header; ``mends`` and ``skips`` count rows as the screen does, from 1."""
    mended = _by_row(mends or {})
    fills = _fills(sheet, header.bottom + 1)
    # One text across half the sheet heads a section; it is nobody's name.
    wide = {one.top: one.left for one in sheet.merges if (one.right - one.left + 1) * 2 > len(header.columns)}
    records: list[Record] = []
    passed: list[Passed] = []
    last: dict[int, Cell] = {}
    for at in range(header.bottom + 1, len(sheet.cells)):
        own = dict(enumerate(sheet.cells[at])) | mended.get(at, {})
        if all(is_blank(cell) for cell in own.values()):
            continue
        why = "skipped" if at + 1 in skips else _no_record(table, header, own)
        if (
            not why
            and at in wide
            and all(is_blank(cell) for column, cell in own.items() if column != wide[at])
        ):
            why = "note"
        if why:
            passed.append(Passed(at + 1, why, _first_text(own)))
            continue
        record = _record(at, own, fills.get(at, {}), last)
        last |= {column: cell for column, cell in record.cells.items() if column not in record.lone_dittos}
        records.append(record)
    return Body(tuple(records), tuple(passed))


def _by_row(mends: Mapping[tuple[int, str], str]) -> dict[int, dict[int, Cell]]:
    rows: dict[int, dict[int, Cell]] = {}
    for (row, at), text in mends.items():
        rows.setdefault(row - 1, {})[column_of(at)] = text
    return rows


def _fills(sheet: Sheet, first: int) -> dict[int, dict[int, Cell]]:
    """What merged cells put into the rows below their first: ``{row: {column: cell}}``."""
    fills: dict[int, dict[int, Cell]] = {}
    for merge in sheet.merges:
        if merge.top < first or merge.bottom == merge.top or merge.left != merge.right:
            continue
        for row in range(merge.top + 1, merge.bottom + 1):
            fills.setdefault(row, {})[merge.left] = sheet.cells[merge.top][merge.left]
    return fills


def _record(at: int, own: dict[int, Cell], fill: Mapping[int, Cell], last: Mapping[int, Cell]) -> Record:
    cells = own | {column: cell for column, cell in fill.items() if is_blank(own.get(column))}
    lone = set()
    for column, cell in cells.items():
        if isinstance(cell, str) and len(cell) < 8 and is_ditto(cell):
            cells[column] = last.get(column, "")
            if is_blank(cells[column]):
                cells[column] = cell
                lone.add(column)
    return Record(at + 1, cells, frozenset(lone))


def is_ditto(text: str) -> bool:
    """Whether a text stands for the one above it."""
    return "".join(text.split()).lower() in DITTO


def _no_record(table: Table, header: Header, own: Mapping[int, Cell]) -> str:
    """Why a filled row is no record; "" if it is one. A row with an identity number always is."""
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


def _first_text(own: Mapping[int, Cell]) -> str:
    return next((text_of(own[column]) for column in sorted(own) if not is_blank(own[column])), "")


def by_letter(cells: Mapping[int, Cell]) -> dict[str, Cell]:
    """Return the filled cells of a row, ``{letter: cell}``."""
    return {letter(column): cells[column] for column in sorted(cells) if not is_blank(cells[column])}

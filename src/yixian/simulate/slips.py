"""The slips of clerks: what each does to a cell, which cell it can befall, and what the fault is called.

A slip gives the new cell, or None where it cannot befall this cell. A harmless one changes how a value is
written and nothing else: a reader must take it without a word.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from yixian.simulate.grid import Cell

if TYPE_CHECKING:
    import numpy as np

# R17: a misprinted township is mended on the county's list and never becomes a sixteenth.
MISPRINTS = {
    "双泉乡": "双泉镇",
    "杏湾镇": "杏弯镇",
    "南岗乡": "南岗镇",
    "柳河镇": "柳何镇",
    "凤岭林站": "风岭林站",
}
_FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
_STRANGE_POSTS = ("县城北口临时岗", "高速口检测点", "老车站卡点")
_STRANGE_UNITS = ("县防汛抗旱办", "市驻临工作队", "住建委")
_STRANGE_DUTIES = ("保洁员", "联络员")
_EMPTY = ""

Change = Callable[[str, "np.random.Generator"], Cell]


@dataclass(frozen=True)
class Slip:
    """One way to go wrong: the kind that a reader should report, the headings it befalls, the change."""

    kind: str
    headings: tuple[str, ...]
    change: Change


def _one_of(*texts: str) -> Change:
    return lambda text, rng: texts[int(rng.integers(len(texts)))]


def _bad_check(text: str, rng: np.random.Generator) -> Cell:
    others = [digit for digit in "0123456789" if digit != text[-1]]
    return text[:-1] + others[int(rng.integers(len(others)))]


def _letter_o(text: str, rng: np.random.Generator) -> Cell:
    at = text.find("0", 6)
    return None if at < 0 else f"{text[:at]}O{text[at + 1 :]}"


def _as_float(text: str, rng: np.random.Generator) -> Cell:
    # A spreadsheet keeps 15 digits of a number.
    return float(f"{text[:15]}000") if text.isdigit() else None


def _full_width(text: str, rng: np.random.Generator) -> Cell:
    return text.translate(_FULL_WIDTH)


def _spaced_name(text: str, rng: np.random.Generator) -> Cell:
    return f"{text[0]}　{text[1]}" if len(text) == 2 else None


def _dated(shape: str) -> Change:
    return lambda text, rng: _shaped(date.fromisoformat(text), shape)


def _shaped(day: date, shape: str) -> Cell:
    return shape.format(day=day)


_ID = ("身份证号", "身份证号码")
_PHONE = ("手机号", "电话", "责任人电话", "值守电话")
_POST = ("定点卡点", "派驻点位")
_TOWN = ("乡镇", "所在乡镇")

FAULTS = (
    Slip("id_checksum", _ID, _bad_check),
    Slip("id_checksum", _ID, _letter_o),
    Slip("id_float", _ID, _as_float),
    Slip("id_15", _ID, lambda text, rng: text[:6] + text[8:17]),
    Slip("id_length", _ID, lambda text, rng: text[:9] + text[10:]),
    Slip("phone_short", _PHONE, lambda text, rng: text[:10] if len(text) == 11 else None),
    Slip("name_blank", ("姓名", "名称", "单位名称", "卡点名称"), lambda text, rng: _EMPTY),
    Slip("post_unknown", _POST, _one_of(*_STRANGE_POSTS)),
    Slip("unit_unknown", ("单位",), _one_of(*_STRANGE_UNITS)),
    Slip("duty_unknown", ("岗位职责",), _one_of(*_STRANGE_DUTIES)),
    Slip("date_bad", ("到岗日期",), _one_of("2020-02-30")),
    Slip("date_future", ("到岗日期",), _one_of("2920-02-10")),
    *(Slip("place_unknown", _TOWN, lambda text, rng: MISPRINTS.get(text)) for _ in range(2)),
    Slip("code_bad", ("区划代码",), lambda text, rng: text[:10]),
    Slip("kind_unknown", ("类别", "人员类别"), _one_of("其它", "待定")),
    Slip("households_bad", ("户数",), _one_of("约三百户", "不详")),
    Slip("quota_bad", ("下沉名额",), _one_of("若干", "按需")),
    Slip("need_bad", ("早班人数", "中班人数"), _one_of("视情况", "机动")),
    # Latitude typed where the longitude belongs.
    Slip("coordinate_bad", ("经度",), lambda text, rng: 33.9125),
    Slip("shifts_bad", ("每周可值班次",), _one_of("不定")),
    Slip("condition_unknown", ("特殊情况",), _one_of("身体不适", "见医院证明")),
)
HARMLESS = (
    Slip("blank_in_name", ("姓名",), _spaced_name),
    Slip("blanks_around", ("姓名", *_POST), lambda text, rng: f" {text} "),
    Slip("blanks_in_phone", _PHONE, lambda text, rng: f"{text[:3]} {text[3:7]} {text[7:]}"),
    Slip("phone_as_number", _PHONE, lambda text, rng: int(text)),
    Slip("full_width", (*_ID, *_PHONE), _full_width),
    Slip("small_x", _ID, lambda text, rng: text.lower() if text.endswith("X") else None),
    Slip("alias", ("岗位职责",), lambda text, rng: "摸排员" if text == "排查员" else None),
    Slip("day_spelled", ("到岗日期",), _dated("{day.year}年{day.month}月{day.day}日")),
    Slip("day_spelled", ("到岗日期",), _dated("{day:%Y.%m.%d}")),
    Slip("day_spelled", ("到岗日期",), _dated("{day:%Y%m%d}")),
    Slip("day_spelled", ("到岗日期",), _dated("{day.month}月{day.day}日")),
    Slip("day_spelled", ("到岗日期",), _dated("{day:%Y/%m/%d}")),
)

"""Roads as rows of a table: lines with the words of a clerk beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from yixian.planning.roads import flags
from yixian.planning.roads.classes import CODE, GRADES, N_FOR_CARS, STEPS
from yixian.planning.roads.drawn import Doubt, WayKind
from yixian.planning.roads.sources.headings import column_of
from yixian.planning.roads.sources.widths import width_cm

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yixian.planning.roads.network import FloatArray

YES: Final = frozenset(("是", "yes", "true", "1", "1.0", "√", "单行", "y", "单向", "f", "ft"))
NO: Final = frozenset(("", "否", "no", "false", "0", "0.0", "双向", "n", "none", "b"))
REVERSED: Final = frozenset(("-1", "-1.0", "反向", "逆向", "t", "tf"))
NARROWEST_FOR_TWO_CM: Final = 300
FASTEST_KMH: Final = 140.0


@dataclass
class Rows:
    """Roads of one or more tables, with lines in degrees and in the datum of the table."""

    lines: list[FloatArray] = field(default_factory=list)  # [road] points, [point, (lon, lat)]
    words: list[dict[str, str]] = field(default_factory=list)  # [road] by field of headings.py
    places: list[str] = field(default_factory=list)  # [road] where a person finds it
    has_shapes: bool = True  # False: the lines are only the ends joined


def words_of(columns: Sequence[str], values: Sequence[Any]) -> dict[str, str]:
    """Return the words of a row by field; columns that nobody knows are left out."""
    known = {}
    for heading, value in zip(columns, values, strict=True):
        name = column_of(heading)
        if name is not None and name not in known and (text := text_of(value)):
            known[name] = text
    return known


def text_of(value: Any) -> str:
    """Return a cell as its clerk reads it: no ``.0`` behind whole numbers, nothing for empty."""
    if value is None or (isinstance(value, float | np.floating) and np.isnan(value)):
        return ""
    if isinstance(value, float | np.floating) and float(value).is_integer():
        return str(int(value))
    return str(value).strip()


def kind_of(words: Mapping[str, str], place: str, doubts: list[Doubt]) -> WayKind:
    """Return what a row says of its road; what it leaves open, or says so that nobody understands it, is a doubt."""
    code = _class_of(words, place, doubts)
    wide = -1
    if text := words.get("width", ""):
        found = width_cm(text)
        wide = -1 if found is None else found
        if found is None:
            doubts.append(Doubt(place, "width_unread", {"text": text}))
    kmh = _limit(words.get("limit", ""), place, doubts)
    return WayKind(
        road_class=code,
        flags=_flags(code, wide, _direction(words.get("oneway", ""), place, doubts)),
        width_cm=min(wide, 32_767),
        width_from=2 if wide > 0 else 0,
        limit_forward_kmh=kmh,
        limit_backward_kmh=kmh,
    )


def _class_of(words: Mapping[str, str], place: str, doubts: list[Doubt]) -> int:
    grade = words.get("grade", "")
    name = GRADES.get(grade) or (grade if grade in CODE else None) or GRADES.get(words.get("code", "")[:1].upper())
    if name is None:
        doubts.append(Doubt(place, "grade_unknown", {"text": grade}))
    return CODE[name or "unclassified"]


def _direction(text: str, place: str, doubts: list[Doubt]) -> str:
    form = text.strip().lower()
    if form in YES or form in REVERSED:
        return "forward" if form in YES else "backward"
    if form not in NO:
        doubts.append(Doubt(place, "oneway_unread", {"text": text}))
    return "both"


def _limit(text: str, place: str, doubts: list[Doubt]) -> float:
    digits = text.lower().removesuffix("km/h").removesuffix("公里/小时").strip()
    try:
        kmh = float(digits) if digits else 0.0
    except ValueError:
        kmh = -1.0
    if 0 <= kmh <= FASTEST_KMH:
        return kmh
    doubts.append(Doubt(place, "limit_unread", {"text": text}))
    return 0.0


def _flags(code: int, wide: int, direction: str) -> int:
    ways = {"both": (True, True), "forward": (True, False), "backward": (False, True)}[direction]
    found = flags.FOOT if code != CODE["motorway"] else 0
    found |= flags.STAIRS if code == STEPS else 0
    may_rescue = code < N_FOR_CARS or code in (CODE["pedestrian"], CODE["track"])
    for is_open, car, rescue in zip(ways, (flags.CAR_FORWARD, flags.CAR_BACKWARD),
                                    (flags.RESCUE_FORWARD, flags.RESCUE_BACKWARD), strict=True):  # fmt: skip
        found |= car if is_open and code < N_FOR_CARS else 0
        found |= rescue if is_open and may_rescue else 0
    return found | (flags.SLOW if 0 < wide <= NARROWEST_FOR_TWO_CM else 0)

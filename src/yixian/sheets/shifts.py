"""Shift headings such as ``夜班 22:00－次日6:00``, and the days that head the columns of a roster."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from yixian.sheets.clean import Cell, figures, text_of, tight
from yixian.sheets.dates import day_or_none, read_date

if TYPE_CHECKING:
    from collections.abc import Sequence

# The three shifts of the county, for rosters that give only their names.
COUNTY_SHIFTS = {"早": (6, 14), "中": (14, 22), "夜": (22, 30), "晚": (22, 30)}
_CLOCK = (
    r"(?:次日|第二天|翌日|次晨|隔日)?(?:凌晨|早上|早|上午|中午|下午|傍晚|晚上|晚)?"
    r"\d{1,2}(?:[:时点]\d{0,2}分?)?"
)
_SPAN = re.compile(rf"({_CLOCK})(?:-+|至|到)({_CLOCK})")
_MINUTES = re.compile(r"(\D*)(\d{1,2})(?:[:时点](\d{0,2})分?)?")
_AFTERNOON = ("下午", "傍晚", "晚")
_NEXT_DAY = ("次", "第二天", "翌", "隔")
_POINTED = re.compile(r"(\d{1,2})\.(\d\d)(?!\d)")  # 06.00 for 06:00
_WEEKDAYS = "一二三四五六日"
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天])")
_DAY_ONLY = re.compile(r"(\d{1,2})[日号]?")
_DAY_IN_TITLE = re.compile(r"(?:(\d{4})[年./-])?(\d{1,2})[月./-](\d{1,2})[日号]?")


@dataclass(frozen=True)
class Shift:
    """Minutes from midnight of the day a shift belongs to; ``end`` is beyond 1440 if it ends the next day."""

    start: int
    end: int

    def on(self, day: date) -> tuple[datetime, datetime]:
        """Return the local wall times of the shift that begins on a day."""
        midnight = datetime.combine(day, time())
        return midnight + timedelta(minutes=self.start), midnight + timedelta(minutes=self.end)


def read_shift(cell: Cell) -> Shift | None:
    """Read a shift from its times, else from its county name; None if neither is there."""
    shown = _POINTED.sub(r"\1:\2", tight(text_of(cell))).replace("(次日)", "次日").replace("→", "-")
    span = _SPAN.search(shown)
    if not span:
        names = [hours for name, hours in COUNTY_SHIFTS.items() if name in shown]
        return Shift(names[0][0] * 60, names[0][1] * 60) if len(names) == 1 and not re.search(r"\d", shown) else None
    start, end = _minutes(span[1]), _minutes(span[2])
    if start is None or end is None:
        return None
    if end <= start:
        end += 1440
    return Shift(start, end) if end - start <= 1440 else None


def _minutes(text: str) -> int | None:
    found = _MINUTES.fullmatch(text)
    if not found:
        return None
    hours, minutes = int(found[2]), int(found[3] or 0)
    if hours < 12 and any(word in found[1] for word in _AFTERNOON):
        hours += 12
    if hours > 24 or minutes > 59 or (hours == 24 and minutes):
        return None
    return hours * 60 + minutes + (1440 if found[1].startswith(_NEXT_DAY) else 0)


def read_days(cells: Sequence[Cell], title: str, year: int) -> list[date | None]:
    """Return the day that each heading of a run of columns means, None where none can be told.

    Days follow each other, so a number that has lost its last nought (2.2 for 2.20), a bare weekday or a bare
    day of the month is read from its neighbours and from the days in the title; a year turns at 1 January.
    """
    first = _first_in_title(title, year)
    days: list[date | None] = []
    last: date | None = None
    for cell in cells:
        day = _day(cell, year, last, first)
        if day:
            last = day
        days.append(day)
    return days


def _day(cell: Cell, year: int, last: date | None, first: date | None) -> date | None:
    after = last + timedelta(days=1) if last else first
    read = read_date(_without_weekday(cell), year)
    if read.day is None and after in read.may_mean:
        return after
    if read.day:
        return _in_row(read.day, last)
    shown = figures(text_of(cell))
    if after is None:
        return None
    return _by_weekday(shown, after) or _by_number(shown, after)


def _without_weekday(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    shown = _WEEKDAY.sub("", tight(cell)).replace("()", "")
    return shown.strip("-/") if shown else cell


def _in_row(day: date, last: date | None) -> date:
    if last and day < last and day.month == 1 and last.month == 12:
        return day_or_none(last.year + 1, day.month, day.day) or day
    return day


def _by_weekday(shown: str, after: date) -> date | None:
    found = _WEEKDAY.fullmatch(shown)
    if not found:
        return None
    wanted = _WEEKDAYS.index(found[1].replace("天", "日"))
    return after + timedelta(days=(wanted - after.weekday()) % 7)


def _by_number(shown: str, after: date) -> date | None:
    found = _DAY_ONLY.fullmatch(_WEEKDAY.sub("", shown).replace("()", ""))
    return after if found and int(found[1]) == after.day else None


def _first_in_title(title: str, year: int) -> date | None:
    found = _DAY_IN_TITLE.search(figures(title))
    if not found:
        return None
    return day_or_none(int(found[1] or year), int(found[2]), int(found[3]))


def is_weekday_only(cell: Cell) -> bool:
    """Whether a cell says nothing but the day of the week."""
    return bool(_WEEKDAY.fullmatch(tight(text_of(cell)).strip("()")))


def contradicts(cell: Cell, day: date) -> bool:
    """Whether a heading names another day of the week than the day it gives."""
    found = _WEEKDAY.search(tight(text_of(cell)))
    return found is not None and _WEEKDAYS.index(found[1].replace("天", "日")) != day.weekday()

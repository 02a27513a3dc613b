"""Dates in the spellings of paper and Excel; what is not a day of the calendar has no value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from math import isfinite

from yixian.sheets.clean import Cell, figures, plain, text_of

# Excel counts days from here; the first two months of 1900 are off by one and concern nobody alive.
_EXCEL_ZERO = date(1899, 12, 30)
_SERIALS = range(36_526, 73_051)  # 2000 to 2099
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_HAN_DATE = re.compile(
    r"^(?:([〇○零一二三四五六七八九]{2,4})年)?([正一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]?$"
)
# A time of day is cut off while the blank before it still stands: "2-13 8:00" must not become 2-1, 38:00.
_TIME = re.compile(
    r"(?:\s|T|(?<=[日号]))\s*(?:[上下]午|[AP]M)?\s*\d{1,2}[:时点][\d:分秒.Z]*\s*(?:[AP]M)?$", re.IGNORECASE
)
_WEEKDAY = re.compile(r"\(?(?:周|星期|礼拜)[一二三四五六日天]\)?$")
_COMPACT = re.compile(r"^(\d{4})(\d\d)(\d\d)$")
_FULL = re.compile(r"^(\d{4})[年./\\、,-](\d{1,2})[月./\\、,-](\d{1,2})[日号.]?$")
_SHORT_YEAR = re.compile(r"^'?(\d\d)[年./-](\d{1,2})[月./-](\d{1,2})[日号.]?$")
_NO_YEAR = re.compile(r"^(\d{1,2})[月./-](\d{1,2})[日号.]?$")
_YEAR_LAST = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$")


@dataclass(frozen=True)
class ReadDate:
    """What a cell says of a day: the day if it is certain, else the days it may mean."""

    day: date | None
    may_mean: tuple[date, ...] = ()


@lru_cache(maxsize=50_000, typed=True)
def read_date(cell: Cell, year: int) -> ReadDate:
    """Read a day.

    Parameters
    ----------
    cell
        A date, an Excel serial number, or a text in one of the usual spellings.
    year
        Taken where the spelling leaves the year out.

    Returns
    -------
    ReadDate
        ``day`` is None if the cell is no day of the calendar (30 February) or can mean several
        (``2.1`` as a number may have been 2.1 or 2.10).
    """
    if isinstance(cell, datetime):
        return ReadDate(cell.date())
    if isinstance(cell, date):
        return ReadDate(cell)
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _from_number(float(cell), year)
    return _from_text(text_of(cell), year)


def day_or_none(year: int, month: int, day: int) -> date | None:
    """Return a day of the calendar, or None for what is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _from_number(number: float, year: int) -> ReadDate:
    if not isfinite(number):
        return ReadDate(None)
    if int(number) in _SERIALS:
        return ReadDate(_EXCEL_ZERO + timedelta(days=int(number)))
    if number == int(number):
        return _from_text(str(int(number)), year)
    month, _, digits = repr(number).partition(".")
    if len(month) > 2 or len(digits) > 2:
        return ReadDate(None)
    # A number drops the nought at its end: 2.1 was typed as 2.1 or as 2.10.
    days = {int(digits), int(digits.ljust(2, "0"))}
    found = [day_or_none(year, int(month), day) for day in sorted(days)]
    return _certain([day for day in found if day], is_sure=len(digits) == 2)


def _from_text(text: str, year: int) -> ReadDate:
    text = figures(_TIME.sub("", plain(text))).replace("·", ".").replace("。", ".")
    text = _WEEKDAY.sub("", text)
    for shape in (_COMPACT, _FULL):
        if found := shape.match(text):
            return ReadDate(day_or_none(*map(int, found.groups())))
    if found := _SHORT_YEAR.match(text):
        yy, month, day = map(int, found.groups())
        # Two figures are a year only if they are this one: 12.2.3 may be anything.
        return ReadDate(day_or_none(year, month, day)) if yy == year % 100 else ReadDate(None)
    if found := _NO_YEAR.match(text):
        return ReadDate(day_or_none(year, *map(int, found.groups())))
    if found := _YEAR_LAST.match(text):
        first, second, last = map(int, found.groups())
        both = {day_or_none(last, first, second), day_or_none(last, second, first)} - {None}
        return _certain(sorted(day for day in both if day), is_sure=False)
    if text.isdigit() and len(text) == 5 and int(text) in _SERIALS:
        return ReadDate(_EXCEL_ZERO + timedelta(days=int(text)))
    return _from_han(text, year)


def _from_han(text: str, year: int) -> ReadDate:
    found = _HAN_DATE.match(text)
    if not found:
        return ReadDate(None)
    in_year, month, day = found.groups()
    if in_year and len(in_year) != 4:
        return ReadDate(None)
    chosen = int(in_year.translate(_HAN_DIGITS)) if in_year else year
    # 正月 is a month of the old calendar, so no day of this one.
    return ReadDate(None) if "正" in month else ReadDate(day_or_none(chosen, han_number(month), han_number(day)))


def han_number(text: str) -> int:
    """Return 1 to 99 from Han figures: 十 is 10, 二十三 is 23; 0 for anything else."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int(text.translate(_HAN_DIGITS)) if text and text.translate(_HAN_DIGITS).isdigit() else 0
    parts = [(tens or "一").translate(_HAN_DIGITS), (ones or "〇").translate(_HAN_DIGITS)]
    return int(parts[0]) * 10 + int(parts[1]) if all(len(p) == 1 and p.isdigit() for p in parts) else 0


def _certain(days: list[date], *, is_sure: bool) -> ReadDate:
    return ReadDate(days[0]) if is_sure and len(days) == 1 else ReadDate(None, tuple(days))

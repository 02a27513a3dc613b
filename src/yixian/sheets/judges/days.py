"""Judges of days: a day of the calendar that can be true for what the column says."""

from __future__ import annotations

from datetime import date, timedelta

from yixian.sheets.clean import Cell, text_of
from yixian.sheets.dates import ReadDate, day_or_none, read_date
from yixian.sheets.table import Judge, Setting, Values, Wrong

# Lists name people who arrive in the weeks to come; nobody plans further ahead than a month.
AHEAD = timedelta(days=31)


def day(ahead: timedelta = AHEAD) -> Judge:
    """Return a judge of a day near ``setting.year`` that is at most ``ahead`` from today.

    Kinds: ``date_bad`` (no day of the calendar, or long before), ``date_future``.
    """

    def judge(cell: Cell, row: Values, setting: Setting) -> date | Wrong:
        read = read_date(cell, setting.year)
        if read.day is None:
            return _unreadable(cell, read)
        # A list for 2020 that is read in a later year still holds no day of that later year.
        latest = min(setting.today, date(setting.year, 12, 31)) + ahead
        if read.day > latest:
            return Wrong("date_future", {"day": read.day, "latest": latest}, _one_slip(read.day, latest))
        if read.day.year < setting.year - 1:
            return Wrong("date_bad", {"text": text_of(cell)}, _one_slip(read.day, latest))
        return read.day

    return judge


def _unreadable(cell: Cell, read: ReadDate) -> Wrong:
    return Wrong("date_bad", {"text": text_of(cell)}, tuple(day.isoformat() for day in read.may_mean))


def _one_slip(day: date, latest: date) -> tuple[str, ...]:
    """The same day in the last fitting year, if one figure of the year was mistyped or two were swapped."""
    for year in (latest.year, latest.year - 1):
        meant = day_or_none(year, day.month, day.day)
        typed, right = f"{day.year:04}", f"{year:04}"
        differ = sum(a != b for a, b in zip(typed, right, strict=True))
        is_slip = differ == 1 or (differ == 2 and sorted(typed) == sorted(right))
        if meant and meant <= latest and is_slip:
            return (meant.isoformat(),)
    return ()


def show_day(value: date) -> str:
    """Write a day as every reader of ours understands it."""
    return value.isoformat()

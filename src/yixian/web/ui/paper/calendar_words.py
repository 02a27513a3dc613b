"""Dates and hours as they are written on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.words import Lang, say

if TYPE_CHECKING:
    from datetime import date, datetime, time

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
HAN_WEEKDAYS = "一二三四五六日"


def month_day(on: date, lang: Lang) -> str:
    """Return 2月13日 or 13 Feb."""
    return f"{on.month}月{on.day}日" if lang == "zh" else f"{on.day} {MONTHS[on.month - 1]}"


def full_date(on: date, lang: Lang) -> str:
    """Return 2020年2月13日 or 13 Feb 2020."""
    return f"{on.year}年{month_day(on, lang)}" if lang == "zh" else f"{month_day(on, lang)} {on.year}"


def weekday(on: date, lang: Lang) -> str:
    """Return 周四 or Thu."""
    return f"周{HAN_WEEKDAYS[on.weekday()]}" if lang == "zh" else WEEKDAYS[on.weekday()]


def period(first: date, last: date, lang: Lang) -> str:
    """Return 2020年2月13日至2月19日 or 13 Feb to 19 Feb 2020; the year stands once where it is the same."""
    if first == last:
        return full_date(first, lang)
    has_year_first = lang == "zh" or first.year != last.year
    has_year_last = lang == "en" or first.year != last.year
    start = full_date(first, lang) if has_year_first else month_day(first, lang)
    end = full_date(last, lang) if has_year_last else month_day(last, lang)
    return say(__package__, "period", {"first": start, "last": end}, lang)


def minute(at: datetime, lang: Lang) -> str:
    """Return 2月13日 10:12 or 13 Feb 10:12."""
    return f"{month_day(at.date(), lang)} {at:%H:%M}"


def hour(at: time) -> str:
    """Return 06 for a full hour, else 06:30."""
    return f"{at:%H:%M}" if at.minute else f"{at:%H}"

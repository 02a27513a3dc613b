"""Shift headings, and the days over the columns of a roster."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yixian.sheets.shifts import Shift, read_days, read_shift


def test_it_works() -> None:
    shift = read_shift("夜班 22:00—次日6:00")

    assert shift is not None
    assert shift.on(date(2020, 2, 29)) == (datetime(2020, 2, 29, 22), datetime(2020, 3, 1, 6))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("早班 6:00—14:00", 6, 14),
        ("早班\n06:00～14:00", 6, 14),
        ("早班（6：00-14：00）", 6, 14),
        ("早班：06.00-14.00", 6, 14),
        ("06时—14时", 6, 14),
        ("6点到14点", 6, 14),
        ("早上6点至下午2点", 6, 14),
        ("下午2点-晚上10点", 14, 22),
        ("夜 22:00－次日6:00", 22, 30),
        ("22:00－（次日）06:00", 22, 30),
        ("22：00至次日凌晨6：00", 22, 30),
        ("22:00——06:00", 22, 30),
        ("22:00-24:00", 22, 24),
        ("0:00-8:00", 0, 8),
        ("夜班 次日0:00-次日6:00", 24, 30),
        ("早班", 6, 14),
        ("中 班", 14, 22),
        ("夜班", 22, 30),
    ],
)
def test_spellings(text: str, start: int, end: int) -> None:
    assert read_shift(text) == Shift(start * 60, end * 60)


@pytest.mark.parametrize(
    "text", ["", "白班", "26:00-3:00", "24:30-6:00", "22:60-6:00", "全天", "王秀兰", "早中班", "3班"]
)
def test_what_says_no_times_is_none(text: str) -> None:
    assert read_shift(text) is None


@given(st.integers(0, 23), st.integers(0, 59), st.integers(1, 1440))
def test_every_span_is_read_back(hour: int, minute: int, length: int) -> None:
    start = hour * 60 + minute
    end = (start + length) % 1440

    shift = read_shift(f"{hour:02}:{minute:02}-{end // 60:02}:{end % 60:02}")

    assert shift == Shift(start, start + length)


@given(st.dates(date(2020, 1, 1), date(2020, 12, 1)), st.integers(1, 14))
def test_days_in_a_row_are_read_back_from_numbers(first: date, n: int) -> None:
    days = [date.fromordinal(first.toordinal() + at) for at in range(n)]

    assert (
        read_days(
            [float(f"{day.month}.{day.day:02}") if day.day > 9 else f"{day.month}.{day.day}" for day in days], "", 2020
        )[1:]
        == days[1:]
    )

"""Whether one more shift keeps the rules of rest, week and nights."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.county import DAY, ZONE
from yixian.web.duty.history import Duty
from yixian.web.duty.one_more import against_one_more, most_within, run_around

MONDAY = date(2020, 2, 10)
HOURS = {"early": 6, "late": 14, "night": 22}


def duty(day: int, shift: str = "early") -> Duty:
    start = datetime(2020, 2, 10, HOURS[shift], tzinfo=ZONE) + timedelta(days=day)
    return Duty(start, start + timedelta(hours=8))


def against(done: list[Duty], more: Duty, own_limit: int | None = None) -> str:
    return against_one_more(done, more, own_limit)


def test_it_works() -> None:
    assert against([duty(0), duty(1)], duty(3)) == ""


@pytest.mark.parametrize(
    ("done", "more", "code"),
    [
        ([duty(0)], duty(0), "on_duty_then"),
        ([duty(0)], duty(0, "night"), "one_shift_a_day"),
        ([duty(0, "late")], duty(1), "rest_too_short"),
        ([duty(1)], duty(0, "late"), "rest_too_short"),
        ([duty(0, "night")], duty(1, "late"), "rest_too_short"),
        ([duty(n) for n in range(6)], duty(6), "hours_week"),
        ([duty(n, "early") for n in (4, 5, 7, 8, 9, 10)], duty(6), "days_in_row"),
        ([duty(n, "night") for n in (0, 1, 2)], duty(3, "night"), "nights_in_row"),
        ([duty(n, "night") for n in (0, 1, 3, 5, 8)], duty(10, "night"), "nights_total"),
    ],
)
def test_each_rule_speaks(done: list[Duty], more: Duty, code: str) -> None:
    assert against(done, more) == code


def test_rest_of_exactly_eleven_hours_is_enough() -> None:
    ends = Duty(duty(0).starts_at, duty(1).starts_at - timedelta(hours=11))
    assert against([ends], duty(1)) == ""


def test_what_was_offered_counts_by_week() -> None:
    assert against([duty(0), duty(2)], duty(4), own_limit=2) == "shifts_week"
    assert against([duty(0), duty(2)], duty(7), own_limit=2) == ""


def test_a_night_belongs_to_the_day_it_starts_on() -> None:
    assert against([duty(6, "night")], duty(8), own_limit=1) == ""
    assert duty(3, "night").on == DAY


@given(st.sets(st.integers(0, 30)), st.integers(0, 30))
def test_the_run_is_what_counting_finds(days: set[int], on: int) -> None:
    dates = {MONDAY + timedelta(days=n) for n in days}
    text = "".join("x" if n in days | {on} else "-" for n in range(32))
    left, right = text[:on].split("-")[-1], text[on:].split("-")[0]
    assert run_around(dates, MONDAY + timedelta(days=on)) == len(left) + len(right)


@given(st.sets(st.integers(0, 40)), st.integers(0, 40))
def test_the_fullest_fortnight_holds_the_day(days: set[int], on: int) -> None:
    dates = {MONDAY + timedelta(days=n) for n in days | {on}}
    best = max(sum(first <= n < first + 14 for n in days | {on}) for first in range(on - 13, on + 1))
    assert most_within(dates, MONDAY + timedelta(days=on), 14) == best

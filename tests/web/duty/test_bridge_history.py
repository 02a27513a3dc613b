"""What other duties close: whatever a planner then plans, the rules hold over the edge of its days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.county import DAY, SHIFTS, County
from yixian.web.duty.history import Duty, Past, monday
from yixian.web.duty.models import ShiftKind
from yixian.web.duty.staffing import STAFFING
from yixian.web.duty.window import ONE_DAY, Cell, Window, bounds

KINDS = tuple(
    ShiftKind(code=code, starts=starts, ends=ends, order=order)
    for order, (code, (starts, ends)) in enumerate(SHIFTS.items())
)
WEEK = Window(DAY, 7, KINDS)
shifts = st.sampled_from(KINDS)


def longest(days: set[date]) -> int:
    """Return the length of the longest run without a gap."""
    return max((sum(1 for _ in run) for run in runs(days)), default=0)


def runs(days: set[date]) -> Iterator[list[date]]:
    for day in sorted(days):
        if day - ONE_DAY not in days:
            run = [day]
            while run[-1] + ONE_DAY in days:
                run.append(run[-1] + ONE_DAY)
            yield run


def past(*worked: tuple[int, str]) -> Past:
    """Return duties so many days before the window, by the code of their shift."""
    by_code = {kind.code: kind for kind in KINDS}
    return Past([Duty(*bounds(DAY - days * ONE_DAY, by_code[code])) for days, code in worked])


def test_it_works() -> None:
    closed = Past(past((1, "late")).duties, turn=5).closed(WEEK, None)
    # 22:00 and eleven hours close the early shift; that the seventh day in a row is free closes day 5.
    assert closed == {(0, "early"), (5, "early"), (5, "late"), (5, "night")}


def test_nobody_without_duties_is_closed_anything() -> None:
    assert Past().closed(WEEK, None) == set()
    assert Past().nights_left(WEEK) is None


def test_runs_up_to_the_eve_are_told_instead_of_closed() -> None:
    tired = past((1, "night"), (2, "night"), (3, "early"), (5, "early"))

    assert tired.runs_before(WEEK) == (3, 2)
    assert past((2, "early")).runs_before(WEEK) == (0, 0)
    assert tired.closed_but_runs(WEEK, None) <= tired.closed(WEEK, None)


def test_runs_are_not_told_where_a_duty_lies_ahead() -> None:
    bound = Past([*past((1, "early")).duties, Duty(*bounds(DAY + ONE_DAY, KINDS[0]))])

    assert bound.runs_before(WEEK) is None


def test_own_limit_counts_what_was_given_this_week() -> None:
    # DAY is a Thursday: Monday and Tuesday of the same week were given, three were offered.
    closed = past((3, "early"), (2, "early")).closed(WEEK, 3)
    whole = [day for day in range(4) if set(WEEK.cells(day)) <= closed]
    assert len(whole) == 3


def test_nights_of_the_days_themselves_are_counted_off() -> None:
    inside = Past([Duty(*bounds(DAY, KINDS[2])), Duty(*bounds(DAY + ONE_DAY, KINDS[2]))])
    assert inside.nights_left(WEEK) == STAFFING.rules["max_nights"] - 2


def test_four_weeks_are_carried_and_no_more() -> None:
    assert past((28, "night"), (29, "night")).carried(WEEK) == (1, 0)


@pytest.mark.parametrize(("shift", "is_night"), [("early", False), ("late", False), ("night", True)])
def test_a_night_crosses_midnight(shift: str, is_night: bool) -> None:
    assert past((1, shift)).duties[0].is_night is is_night


@given(st.sets(st.integers(-12, 9)), st.sets(st.integers(0, 6)), st.integers(0, 50))
@settings(max_examples=300)
def test_no_run_of_days_grows_too_long(bound: set[int], wanted: set[int], turn: int) -> None:
    most = STAFFING.rules["max_days_in_row"]
    worked = {DAY + number * ONE_DAY for number in bound}
    assume(longest(worked) <= most)
    duties = Past([Duty(*bounds(on, KINDS[0])) for on in worked], turn)
    closed = duties.closed(WEEK, None)
    planned: set[date] = set()
    for number in sorted(wanted):
        day = DAY + number * ONE_DAY
        # The planner keeps the rule within its own days, and stays out of closed cells.
        is_open = not set(WEEK.cells(number)) <= closed
        if is_open and longest({*planned, day}) <= most:
            planned.add(day)
    assert longest(worked | planned) <= most


@given(st.sets(st.integers(-6, -1)), st.sets(st.integers(0, 6)), st.integers(0, 50))
def test_no_run_of_nights_grows_too_long(before: set[int], wanted: set[int], turn: int) -> None:
    most = STAFFING.rules["max_nights_in_row"]
    worked = {DAY + number * ONE_DAY for number in before}
    assume(longest(worked) <= most)
    closed = Past([Duty(*bounds(on, KINDS[2])) for on in worked], turn).closed(WEEK, None)
    planned: set[date] = set()
    for number in sorted(wanted):
        day = DAY + number * ONE_DAY
        if (number, "night") not in closed and longest({*planned, day}) <= most:
            planned.add(day)
    assert longest(worked | planned) <= most


def test_the_county_is_not_free_on_the_same_day() -> None:
    # Six hundred people who all worked yesterday: their day off falls on different days.
    off = [
        {day for day in range(7) if set(WEEK.cells(day)) <= Past(past((1, "early")).duties, turn).closed(WEEK, None)}
        for turn in range(600)
    ]
    busiest = max(sum(day in days for days in off) for day in range(7))
    assert busiest <= 600 / 6 + 1


@given(st.lists(st.tuples(st.integers(1, 3), st.sampled_from(list(SHIFTS))), max_size=3), st.integers(0, 6), shifts)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_open_cell_breaks_the_rest(worked: list[tuple[int, str]], day: int, kind: ShiftKind) -> None:
    closed = past(*worked).closed(WEEK, None)
    cell: Cell = (day, kind.code)
    if cell in closed:
        return
    starts_at, _ = WEEK.hours[cell]
    rest = timedelta(seconds=STAFFING.rest_s)
    assert all(duty.ends_at + rest <= starts_at for duty in past(*worked).duties)


@given(st.sets(st.integers(1, 3)), st.integers(1, 7))
def test_a_week_never_asks_for_more_than_its_hours(before: set[int], days: int) -> None:
    window = Window(DAY, days, KINDS)
    duties = past(*((day, "early") for day in before))
    closed = duties.closed(window, None)
    this_week = [day for day in range(days) if monday(DAY + day * ONE_DAY) == monday(DAY)]
    open_days = [day for day in this_week if not set(window.cells(day)) <= closed]
    assert 8 * (len(duties.duties) + len(open_days)) <= STAFFING.rules["max_hours_week"] or not before


def test_the_window_of_the_county(county: County) -> None:
    window = Window.of(DAY, 2)
    assert [shift.code for shift in window.shifts] == list(SHIFTS)
    assert window.cell(window.hours[1, "night"][0]) == (1, "night")
    assert window.cell(window.hours[1, "night"][0] + timedelta(minutes=1)) is None

"""Whether one more shift of a person keeps the rules of rest, week and nights; plain functions over duties."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from yixian.web.duty.history import Duty, hours, monday
from yixian.web.duty.staffing import STAFFING

ONE_DAY = timedelta(days=1)
FORTNIGHT = 14


def overlaps(duties: Sequence[Duty], more: Duty) -> bool:
    """Return whether somebody is on duty at the time of one more shift."""
    return any(duty.starts_at < more.ends_at and more.starts_at < duty.ends_at for duty in duties)


def is_unrested(duties: Sequence[Duty], more: Duty) -> bool:
    """Return whether one more shift lies too near another."""
    rest = timedelta(seconds=STAFFING.rest_s)
    return any(duty.starts_at < more.ends_at + rest and more.starts_at < duty.ends_at + rest for duty in duties)


def over_limit(duties: Sequence[Duty], more: Duty) -> str:
    """Return the code of the first limit of hours, days and nights that one more shift exceeds, empty if none."""
    rules = STAFFING.rules
    week = [duty for duty in (*duties, more) if monday(duty.on) == monday(more.on)]
    if sum(map(hours, week)) > rules["max_hours_week"]:
        return "hours_week"
    if run_around({duty.on for duty in duties}, more.on) > rules["max_days_in_row"]:
        return "days_in_row"
    nights = {duty.on for duty in duties if duty.is_night}
    if not more.is_night:
        return ""
    if run_around(nights, more.on) > rules["max_nights_in_row"]:
        return "nights_in_row"
    if most_within(nights | {more.on}, more.on, FORTNIGHT) > rules["max_nights"]:
        return "nights_total"
    return ""


def against_one_more(duties: Sequence[Duty], more: Duty, own_limit: int | None) -> str:
    """Return the code of the first rule that one more shift would break, empty if it breaks none.

    ``own_limit`` is how many shifts a week somebody has offered, None if he has not said.
    """
    if overlaps(duties, more):
        return "on_duty_then"
    if STAFFING.rules["one_shift_per_day"] and any(duty.on == more.on for duty in duties):
        return "one_shift_a_day"
    if is_unrested(duties, more):
        return "rest_too_short"
    exceeded = over_limit(duties, more)
    n_week = sum(monday(duty.on) == monday(more.on) for duty in (*duties, more))
    if own_limit is not None and n_week > own_limit and exceeded != "hours_week":
        return "shifts_week"
    return exceeded


def run_around(days: Collection[date], on: date) -> int:
    """Return how long the run of days in a row is that a day would join, itself counted."""
    length = 1
    for step in (ONE_DAY, -ONE_DAY):
        day = on + step
        while day in days:
            length, day = length + 1, day + step
    return length


def most_within(days: Collection[date], on: date, span: int) -> int:
    """Return the largest number of days that lie in any span of so many days which holds one of them."""
    firsts = [on - n * ONE_DAY for n in range(span)]
    return max(sum(first <= day < first + span * ONE_DAY for day in days) for first in firsts)

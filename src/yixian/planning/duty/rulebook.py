"""The hard rules on one person's time, written from the rules themselves in plain Python.

The checker counts with it, and the explanations ask it why a person may not stand somewhere. It shares nothing
with the search.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yixian.planning.duty.problem import DAY_MIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yixian.planning.duty.problem import Problem

Duty = tuple[int, int]
"""Day and shift, as indices."""

TIME_RULES = (
    "rest", "hours_week", "shifts_week", "days_in_row", "nights_in_row", "nights_total",
)  # fmt: skip


@dataclass(frozen=True)
class Tested:
    """One test of a rule: what was found, and the limit it was held against.

    ``found`` and ``limit`` are minutes for ``rest`` and ``hours_week``, else counts; ``day`` is where it ends.
    """

    rule: str
    day: int
    found: int
    limit: int

    @property
    def holds(self) -> bool:
        """Whether the rule is kept: rest is a least value, all others are most values."""
        return self.found >= self.limit if self.rule == "rest" else self.found <= self.limit

    @property
    def spoken(self) -> dict[str, float]:
        """Figure and limit as people say them: minutes become hours."""
        if self.rule in ("rest", "hours_week"):
            return {"found": round(self.found / 60, 2), "limit": round(self.limit / 60, 2)}
        return {"found": self.found, "limit": self.limit}


@dataclass(frozen=True)
class Terms:
    """The limits of one person, in minutes and counts."""

    rest_min: int
    week_min: int
    week_shifts: int
    days_in_row: int
    nights_in_row: int
    nights: int
    days_before: int
    nights_before: int


class Rulebook:
    """The calendar and everybody's limits as plain lists, read once from a problem."""

    def __init__(self, problem: Problem) -> None:
        self.starts_min: list[int] = problem.starts_min.tolist()
        self.ends_min: list[int] = problem.ends_min.tolist()
        self.is_night: list[bool] = problem.is_night.tolist()
        self.week_of: list[int] = problem.week_of.tolist()
        limits = problem.limits
        columns = (
            limits.rest_min, limits.week_min, limits.week_shifts, limits.days_in_row,
            limits.nights_in_row, limits.nights, limits.days_before, limits.nights_before,
        )  # fmt: skip
        self.terms = [Terms(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]

    def tests(self, person: int, duties: list[Duty]) -> Iterator[Tested]:
        """Yield every test of a person's duties, which are in order of their days, one a day at most."""
        terms = self.terms[person]
        yield from self._rests(terms, duties)
        yield from self._weeks(terms, duties)
        yield from _runs("days_in_row", [day for day, _ in duties], terms.days_in_row, terms.days_before)
        nights = [day for day, shift in duties if self.is_night[shift]]
        yield from _runs("nights_in_row", nights, terms.nights_in_row, terms.nights_before)
        if nights:
            yield Tested("nights_total", nights[-1], len(nights), terms.nights)

    def first_break(self, person: int, duties: list[Duty]) -> Tested | None:
        """Return the first rule that a person's duties break, None if all hold."""
        return next((test for test in self.tests(person, duties) if not test.holds), None)

    def _rests(self, terms: Terms, duties: list[Duty]) -> Iterator[Tested]:
        for i in range(1, len(duties)):
            (day_before, shift_before), (day, shift) = duties[i - 1], duties[i]
            begins = day * DAY_MIN + self.starts_min[shift]
            ended = day_before * DAY_MIN + self.ends_min[shift_before]
            yield Tested("rest", day, begins - ended, terms.rest_min)

    def _weeks(self, terms: Terms, duties: list[Duty]) -> Iterator[Tested]:
        minutes: dict[int, int] = {}
        shifts: dict[int, int] = {}
        last: dict[int, int] = {}
        for day, shift in duties:
            week = self.week_of[day]
            minutes[week] = minutes.get(week, 0) + self.ends_min[shift] - self.starts_min[shift]
            shifts[week] = shifts.get(week, 0) + 1
            last[week] = day
        for week, day in last.items():
            yield Tested("hours_week", day, minutes[week], terms.week_min)
            yield Tested("shifts_week", day, shifts[week], terms.week_shifts)


def _runs(rule: str, days: list[int], limit: int, before: int) -> Iterator[Tested]:
    """Yield the length of each run of days in a row; ``before`` were in a row up to the eve of day 0."""
    length = before
    for i, day in enumerate(days):
        goes_on = days[i - 1] == day - 1 if i else day == 0
        length = length + 1 if goes_on else 1
        if i + 1 == len(days) or days[i + 1] != day + 1:
            yield Tested(rule, day, length, limit)

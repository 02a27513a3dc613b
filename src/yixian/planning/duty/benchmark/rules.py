"""The hard rules of the benchmark on one person's row, in plain Python as its definition words them.

Before the first day and after the last one lie as many shifts, or as many days off, as the least runs ask for; for
the most shifts in a row those days were free. The checker counts with this, explanations ask it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from yixian.planning.duty.benchmark.problem import SATURDAY, SUNDAY
from yixian.planning.duty.problem import OFF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yixian.planning.duty.benchmark.problem import Ward

LEAST = ("least_minutes", "least_in_row", "least_days_off")
WARD_RULES = (
    "day_off", "may_follow", "most_of", "most_minutes", "least_minutes", "most_in_row", "least_in_row",
    "least_days_off", "weekends",
)  # fmt: skip


@dataclass(frozen=True)
class Tested:
    """One test of a rule: what was found, the limit, and the day where it ends."""

    rule: str
    day: int
    found: int
    limit: int

    @property
    def holds(self) -> bool:
        """Whether the rule is kept: some limits are least values, the others most values."""
        return self.found >= self.limit if self.rule in LEAST else self.found <= self.limit


def tests(ward: Ward, person: int, row: list[int]) -> Iterator[Tested]:
    """Yield every test of a person's row of shifts, OFF where free."""
    terms, last = ward.terms, ward.n_days - 1
    worked = [(day, shift) for day, shift in enumerate(row) if shift != OFF]
    for day, shift in worked:
        yield Tested("day_off", day, int(ward.off[person, day]), 0)
        if day and row[day - 1] != OFF:
            yield Tested("may_follow", day, int(not ward.may_follow[row[day - 1], shift]), 0)
    for shift in sorted({shift for _, shift in worked}):
        yield Tested("most_of", last, row.count(shift), int(terms.most_of[person, shift]))
    minutes = sum(int(ward.length_min[shift]) for _, shift in worked)
    yield Tested("most_minutes", last, minutes, int(terms.most_min[person]))
    yield Tested("least_minutes", last, minutes, int(terms.least_min[person]))
    yield from _runs(ward, person, row)
    weekends = {day // 7 for day, _ in worked if day % 7 in (SATURDAY, SUNDAY)}
    yield Tested("weekends", last, len(weekends), int(terms.most_weekends[person]))


def _runs(ward: Ward, person: int, row: list[int]) -> Iterator[Tested]:
    terms = ward.terms
    day = 0
    for is_free, run in groupby(shift == OFF for shift in row):
        length = len(list(run))
        day += length
        touches_an_end = day == length or day == ward.n_days
        if not is_free:
            yield Tested("most_in_row", day - 1, length, int(terms.most_row[person]))
        if not touches_an_end:
            least = terms.least_off if is_free else terms.least_row
            yield Tested("least_days_off" if is_free else "least_in_row", day - 1, length, int(least[person]))


def first_break(ward: Ward, person: int, row: list[int]) -> Tested | None:
    """Return the first rule that a row breaks, None if all hold."""
    return next((test for test in tests(ward, person, row) if not test.holds), None)

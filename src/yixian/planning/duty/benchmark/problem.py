"""Question and answer of the shift scheduling benchmark (schedulingbenchmarks.org) as plain data.

One ward instead of posts: people, days, shifts; every day begins on a Monday's week. What differs from a county's
roster: least minutes, least runs of shifts and of days off, weekends, and covers that may be exceeded at a price.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.duty.problem import OFF

if TYPE_CHECKING:
    from yixian.planning.duty.problem import BoolArray, FloatArray, IntArray

SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True)
class Terms:
    """The hard limits of each person."""

    most_min: IntArray  # [person] minutes in all, at most
    least_min: IntArray  # [person] minutes in all, at least
    most_row: IntArray  # [person] shifts in a row, at most
    least_row: IntArray  # [person] shifts in a row, at least, unless the run touches either end
    least_off: IntArray  # [person] days off in a row, at least, unless the run touches either end
    most_weekends: IntArray  # [person] weekends with a shift on Saturday or Sunday
    most_of: IntArray  # [person, shift] shifts of a kind


@dataclass(frozen=True)
class Ward:
    """Everything a benchmark roster is made from."""

    name: str
    n_days: int
    shift_ids: tuple[str, ...]
    person_ids: tuple[str, ...]
    length_min: IntArray  # [shift]
    may_follow: BoolArray  # [shift, shift] the second may be worked the day after the first
    terms: Terms
    off: BoolArray  # [person, day] must be free
    on_wish: IntArray  # [person, day, shift] price if the shift is not given
    off_wish: IntArray  # [person, day, shift] price if it is
    need: IntArray  # [day, shift] people wanted
    under: IntArray  # [day, shift] price per person too few
    over: IntArray  # [day, shift] price per person too many

    def count(self, shift: IntArray) -> IntArray:
        """Return the people on each slot of a roster, ``[day, shift]``."""
        return np.stack([(shift == s).sum(axis=0) for s in range(len(self.shift_ids))], axis=1)


@dataclass(frozen=True)
class WardPlan:
    """Who works what, its cost, and the prices that prove its bound."""

    shift: IntArray  # [person, day] shift, OFF = free
    cost: int
    bound: int
    pi: FloatArray  # [day, shift] price of a person-shift, from -over to under

    @property
    def is_proven(self) -> bool:
        """Whether the prices prove that no roster costs less."""
        return self.cost <= self.bound


def cost_of(ward: Ward, shift: IntArray) -> int:
    """Return what a roster costs by the benchmark's definition: requests, people too few, people too many."""
    people = ward.count(shift)
    short, spare = np.maximum(ward.need - people, 0), np.maximum(people - ward.need, 0)
    given = shift[:, :, None] == np.arange(len(ward.shift_ids))
    requests = np.where(given, ward.off_wish, ward.on_wish).sum()
    return int(requests + (short * ward.under).sum() + (spare * ward.over).sum())


def nobody(ward: Ward) -> IntArray:
    """Return the roster in which everybody is free."""
    return np.full((len(ward.person_ids), ward.n_days), OFF, dtype=np.int64)

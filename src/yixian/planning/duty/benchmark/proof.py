"""The checker's own bound for the benchmark: everybody's cheapest row at the prices of a plan, counted forwards.

For prices between minus the price of one too many and the price of one too few,

    sum(price x need) + sum over people of (requests - prices of what they work, at least)

is never above the cost of a roster (Lagrange). All rows are counted at once: a table holds the least price of every
way to have worked so far, by last shift, shifts in a row, minutes, weekends and counted shifts. Money is whole
millionths.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.duty.benchmark.problem import SATURDAY, SUNDAY
from yixian.planning.duty.proof import MICRO, NEVER

if TYPE_CHECKING:
    from yixian.planning.duty.benchmark.problem import Ward
    from yixian.planning.duty.problem import FloatArray, IntArray


def bound_of(ward: Ward, pi: FloatArray) -> float:
    """Return the bound that the prices prove, in cost units."""
    micro = np.rint(pi * MICRO).astype(np.int64)
    total = int((micro * ward.need).sum())
    for person in range(len(ward.person_ids)):
        total += Ways(ward, person, micro).least()
    return total / MICRO


class Ways:
    """All ways in which one person may have worked up to a day, each with its least price."""

    def __init__(self, ward: Ward, person: int, micro: IntArray) -> None:
        terms = ward.terms
        self._ward = ward
        wishes = ward.on_wish[person]
        self._free = wishes.sum(axis=1) * MICRO
        self._worked = (wishes.sum(axis=1)[:, None] - wishes + ward.off_wish[person]) * MICRO - micro
        self._worked[ward.off[person]] = NEVER
        self._most_row, self._least_min = int(terms.most_row[person]), int(terms.least_min[person])
        self._least_row = max(1, int(terms.least_row[person]))
        self._least_off = max(1, int(terms.least_off[person]))
        self._unit_min = int(np.gcd.reduce(ward.length_min))
        most = terms.most_of[person]
        self._counted = [int(shift) for shift in np.nonzero(most < ward.n_days)[0]]
        counts = (
            int(terms.most_min[person]) // self._unit_min + 1,
            int(terms.most_weekends[person]) + 1,
            *(int(most[shift]) + 1 for shift in self._counted),
        )
        # Runs that began on the first day and are still short stand behind the others: they owe nothing.
        self._work = np.full((len(ward.shift_ids), self._most_row + self._least_row - 1, *counts), NEVER)
        self._rest = np.full((self._least_off, *counts), NEVER)  # by days off that must still follow

    def least(self) -> int:
        """Return the price of the cheapest lawful row; NEVER or more if there is none."""
        start = np.full(self._rest.shape[1:], NEVER)
        start[(0,) * start.ndim] = 0
        self._rest[0] = start + self._free[0]
        old = self._most_row if self._least_row > 1 else 0
        for shift in range(len(self._work)):
            if self._most_row > 0:
                self._work[shift, old] = self._after(start, 0, shift, is_new=True)
        for day in range(1, self._ward.n_days):
            self._pass(day)
        enough = -(-self._least_min // self._unit_min)
        return int(min(self._work[:, :, enough:].min(initial=NEVER), self._rest[:, enough:].min(initial=NEVER)))

    def _pass(self, day: int) -> None:
        """Go on by one day."""
        work, rest = self._work, self._rest
        settled = work[:, self._least_row - 1 :].min(axis=(0, 1), initial=NEVER)
        new_rest = np.full_like(rest, NEVER)
        new_rest[:-1] = rest[1:]
        new_rest[0] = np.minimum(new_rest[0], rest[0])
        new_rest[-1] = np.minimum(new_rest[-1], settled)
        new_work = np.full_like(work, NEVER)
        for shift in range(len(work)):
            before = work[self._ward.may_follow[:, shift]].min(axis=0, initial=NEVER)
            longer = self._longer(before)
            new_work[shift] = self._after(longer, day, shift, is_new=False)
            if self._most_row > 0:
                begun = self._after(rest[0], day, shift, is_new=True)
                new_work[shift, 0] = np.minimum(new_work[shift, 0], begun)
        self._rest = np.minimum(new_rest + self._free[day], NEVER)
        self._work = new_work

    def _longer(self, before: IntArray) -> IntArray:
        """Return the runs of yesterday with one shift more."""
        most, least = self._most_row, self._least_row
        longer = np.full_like(before, NEVER)
        longer[1:most] = before[: most - 1]
        if least > 1:
            longer[most + 1 :] = before[most:-1]
            if least <= most:  # a run from the first day on is now as long as any must be
                longer[least - 1] = np.minimum(longer[least - 1], before[-1])
        return longer

    def _after(self, ways: IntArray, day: int, shift: int, *, is_new: bool) -> IntArray:
        """Return ways with a shift more: its minutes, its weekend, its count, its price."""
        n_counts = len(self._counted) + 2
        first = ways.ndim - n_counts
        ways = _shifted(ways, first, int(self._ward.length_min[shift]) // self._unit_min)
        if day % 7 == SATURDAY or (day % 7 == SUNDAY and is_new):
            ways = _shifted(ways, first + 1, 1)
        if shift in self._counted:
            ways = _shifted(ways, first + 2 + self._counted.index(shift), 1)
        priced: IntArray = np.minimum(ways + self._worked[day, shift], NEVER)
        return priced


def _shifted(ways: IntArray, axis: int, by: int) -> IntArray:
    """Return a table moved up along an axis; what falls out is barred."""
    moved = np.full_like(ways, NEVER)
    if by < ways.shape[axis]:
        moved.swapaxes(0, axis)[by:] = ways.swapaxes(0, axis)[: ways.shape[axis] - by]
    return moved

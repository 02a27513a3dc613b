"""Prices until no row is missing, and dives from there: rows fixed one by one, the last few chosen at once."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.duty.patterns import DEAR, MILLI

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from yixian.planning.duty.benchmark.columns import Choice
    from yixian.planning.duty.benchmark.patterns import Patterns
    from yixian.planning.duty.benchmark.problem import Ward
    from yixian.planning.duty.problem import FloatArray, IntArray
    from yixian.planning.stop import Stop

CENTRED = 0.6  # how far prices keep to the best ones so far: they swing otherwise
NEAR = 1e-3
LAST_PEOPLE = 4
PASSES = 8  # of new rows after each row that is fixed
SHAKE = 0.3


@dataclass(frozen=True)
class Proven:
    """A bound in thousandths and the prices (thousandths) that prove it."""

    milli: int
    pi: IntArray  # [day, shift]

    @property
    def bound(self) -> int:
        """The least whole cost that the prices allow."""
        return math.ceil(self.milli / MILLI)


class Diver:
    """Prices, rows and dives of one ward."""

    def __init__(self, ward: Ward, patterns: Patterns, choice: Choice) -> None:
        self._ward, self._patterns, self._choice = ward, patterns, choice
        self._row = np.zeros(ward.n_days, dtype=np.int64)
        self._n_people = len(ward.person_ids)
        self.proven = max(
            (self._prove(share * ward.under.astype(np.float64)) for share in (0.0, 0.5, 1.0)), key=lambda one: one.milli
        )

    def prove(self, is_over: Callable[[], bool], tell: Callable[[int], None]) -> bool:
        """Raise the bound until no row is missing or time is over; say whether the prices are the best there are."""
        while not is_over():
            cost, pi, _ = self._choice.relaxed()
            n_known = len(self._choice.rows)
            self._keep(self._prove(CENTRED * self.proven.pi / MILLI + (1 - CENTRED) * pi), tell)
            if len(self._choice.rows) == n_known:
                self._keep(self._prove(pi), tell)
            if cost - self.proven.milli / MILLI < NEAR or len(self._choice.rows) == n_known:
                return True
        return False

    def dive(self, below: int, chance: np.random.Generator, stop: Stop) -> IntArray | None:
        """Return a roster that costs less than ``below``, None if this dive finds none or ``stop`` ends it."""
        left = set(range(self._n_people))
        cost, _, _ = self._choice.relaxed()
        while len(left) > LAST_PEOPLE and cost <= below - 1 + NEAR and not stop.now():
            self._fix_surest(left, chance)
            cost = self._reprice(left)
        is_hopeless = cost > below - 1 + NEAR or stop.now()
        found = None if is_hopeless else self._choice.whole(below - 0.5, _left_s(stop))
        self._choice.free()
        return found

    def _fix_surest(self, left: set[int], chance: np.random.Generator) -> None:
        """Fix the row with the largest share, shaken a little so that no two dives are the same."""
        shares = self._choice.shares()
        ranked = shares * (1.0 + SHAKE * chance.random(len(shares)))
        people = np.array([person for person, _ in self._choice.rows])
        ranked[~np.isin(people, list(left))] = -1.0
        surest = int(ranked.argmax())
        self._choice.fix(surest)
        left.discard(int(people[surest]))

    def _reprice(self, left: Iterable[int]) -> float:
        """Add the rows that those who are left miss now; return the cost."""
        cost = 0.0
        for _ in range(PASSES):
            cost, pi, worth = self._choice.relaxed()
            milli = self._milli(pi)
            n_new = 0
            for person in left:
                own = self._patterns.cheapest(person, milli, self._row)
                n_new += own / MILLI < worth[person] - NEAR and self._choice.add(person, self._row)
            if n_new == 0:
                break
        return cost

    def _milli(self, pi: FloatArray) -> IntArray:
        return np.rint(np.clip(pi, -self._ward.over, self._ward.under) * MILLI).astype(np.int64)

    def _prove(self, pi: FloatArray) -> Proven:
        """Return what prices prove; everybody's cheapest row at them is added to the choice."""
        milli = self._milli(pi)
        total = int((milli * self._ward.need).sum())
        for person in range(self._n_people):
            own = self._patterns.cheapest(person, milli, self._row)
            total += own
            if own < DEAR // 2:
                self._choice.add(person, self._row)
        return Proven(total, milli)

    def _keep(self, proven: Proven, tell: Callable[[int], None]) -> None:
        if proven.milli > self.proven.milli:
            self.proven = proven
            tell(proven.bound)


def _left_s(stop: Stop) -> float | None:
    return None if stop.time_limit_s is None else max(0.1, stop.time_limit_s - stop.spent_s)

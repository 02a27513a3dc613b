"""Which entrances of each village stay open while all others are shut.

To shut one more road never makes a trip shorter. So with some villages decided and the others left open, no way of
deciding the others costs less: that bounds whole branches, and what is left is tried.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.roads.siting.villages import PassagePlan
from yixian.planning.stop import Progress, Stop, silent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from yixian.planning.roads.siting.problem import FloatArray
    from yixian.planning.roads.siting.villages import Choice, Passages
    from yixian.planning.stop import Report

    TimesOf = Callable[[frozenset[int]], FloatArray]

CLOSE = 1e-6


def keep_open(problem: Passages, times_of: TimesOf, stop: Stop, *, report: Report = silent) -> PassagePlan:
    """Return the entrances that are best kept open, all villages together.

    Parameters
    ----------
    times_of
        Gives [demand] seconds from the nearest station with some edges shut; inf = no way.
    stop
        Its work unit is one look at the roads.
    """
    return _Search(problem, times_of, stop, report).plan()


class _Search:
    """A walk through the choices, village by village, the worst ones first."""

    def __init__(self, problem: Passages, times_of: TimesOf, stop: Stop, report: Report) -> None:
        self.problem = problem
        self._times_of = times_of
        self._stop = stop
        self._report = report
        self._known: dict[frozenset[int], float] = {}
        self.leaves: list[tuple[tuple[int, Choice], ...]] = []
        self.open_value = self.cost(())
        self.order = sorted(range(len(problem.villages)), key=self._weight, reverse=True)
        self.best = self._greedy()
        self.value = self.cost(self.best)
        self.bound = self.value

    def cost(self, decided: Sequence[tuple[int, Choice]]) -> float:
        """Return the cost with some villages decided."""
        shut = self.problem.shut(decided)
        if shut not in self._known:
            self._known[shut] = self.problem.cost(self._times_of(shut))
        return self._known[shut]

    def plan(self) -> PassagePlan:
        """Walk through all choices and return the best."""
        self._walk(())
        chosen = dict(self.best)
        choices = tuple(chosen[v] for v in range(len(self.problem.villages)))
        seconds = self._times_of(self.problem.shut(self.best))
        return PassagePlan(
            choices=choices,
            value=self.value,
            bound=min(self.bound, self.value),
            open_value=self.open_value,
            open_cut=int(self.problem.residents[~np.isfinite(self._times_of(frozenset()))].sum()),
            cut_off=tuple(np.flatnonzero(~np.isfinite(seconds)).tolist()),
            leaves=tuple(self.leaves),
        )

    def _weight(self, village: int) -> float:
        """Return how much the decision about a village matters at least."""
        return min(self.cost(((village, choice),)) for choice in self.problem.choices(village))

    def _greedy(self) -> tuple[tuple[int, Choice], ...]:
        decided: tuple[tuple[int, Choice], ...] = ()
        for village in self.order:
            options = [(*decided, (village, choice)) for choice in self.problem.choices(village)]
            decided = min(options, key=self.cost)
        return decided

    def _walk(self, decided: tuple[tuple[int, Choice], ...]) -> None:
        cost = self.cost(decided)
        self._report(Progress("prove", self._stop.share(len(self._known)), best=self.value, bound=self.bound))
        if len(decided) == len(self.order) and cost < self.value:
            self.best, self.value = decided, cost
            self.bound = min(self.bound, cost)
        if len(decided) == len(self.order) or cost >= self.value - CLOSE or self._stop.now(len(self._known)):
            self.bound = min(self.bound, max(cost, 0.0)) if cost < self.value else self.bound
            self.leaves.append(decided)
            return
        village = self.order[len(decided)]
        options = [(*decided, (village, choice)) for choice in self.problem.choices(village)]
        for option in sorted(options, key=self.cost):
            self._walk(option)

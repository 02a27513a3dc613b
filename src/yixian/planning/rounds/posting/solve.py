"""A posting: transport first, then exchanges for units and skills, and prices that prove how good it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.rounds.posting.bound import Climb
from yixian.planning.rounds.posting.clash import require_lawful
from yixian.planning.rounds.posting.problem import HOLE, NOWHERE, PostingPlan
from yixian.planning.rounds.posting.search import Search
from yixian.planning.rounds.posting.start import begin
from yixian.planning.rounds.posting.world import build_cast
from yixian.planning.stop import Progress, silent

if TYPE_CHECKING:
    from yixian.planning.rounds.posting.problem import IntArray, Problem
    from yixian.planning.rounds.posting.start import Start
    from yixian.planning.stop import Report, Stop
    from yixian.words import Lang

FIRST_TRIES_PER_MOVER = 3_000
LONGER = 4
PASSES, FEWEST_PASSES = 120, 60
PASS_TRIES_PER_MOVER = 20
"""One pass of the prices counts as so many tries."""
IDLE_ROUNDS = 2


def solve(problem: Problem, stop: Stop, *, seed: int = 0, report: Report = silent, lang: Lang = "en") -> PostingPlan:
    """Return the best posting found until ``stop`` says so, with prices that prove its bound.

    Parameters
    ----------
    problem
        The question. Where people lack, as few places as possible stay empty.
    stop
        Its work unit is one try of an exchange; with a work limit the plan is always the same.
    seed
        Begins the random numbers of the search.
    report
        Told where the search stands after each round of tries or prices.
    lang
        Language in which clashing pins are named.

    Raises
    ------
    NothingLawful
        If a pinned line breaks the law or asks for more than a compound needs.
    """
    require_lawful(problem, lang)
    cast = build_cast(problem)
    start = begin(cast, seed)
    climb, search = Climb(start), Search(start)
    stop.begin()
    Rounds(climb, search, cast.base).run(stop, report)
    return _plan(problem, start, search, climb)


class Rounds:
    """Search and proof in turn, until the cost is proven least, nothing changes any more, or ``stop`` says so."""

    def __init__(self, climb: Climb, search: Search, base: int) -> None:
        self._climb, self._search, self._base = climb, search, base
        self._spent = 0

    @property
    def _cost(self) -> int:
        return self._search.cost + self._base

    def run(self, stop: Stop, report: Report) -> None:
        """Go round after round, each longer."""
        n_tries, idle = FIRST_TRIES_PER_MOVER * max(1, self._search.n_movers), 0
        while idle < IDLE_ROUNDS and self._climb.bound < self._cost and not stop.now(self._spent):
            before = (self._search.cost, self._climb.bound)
            report(self._standing("search", stop))
            self._spent += self._search.round(stop, self._spent, n_tries)
            self._prove(stop, report)
            idle = idle + 1 if before == (self._search.cost, self._climb.bound) else 0
            n_tries *= LONGER
        self._climb.climb(FEWEST_PASSES - self._climb.n_passes, self._cost)

    def _prove(self, stop: Stop, report: Report) -> None:
        made = 0
        while made < PASSES and self._climb.bound < self._cost and not stop.now(self._spent):
            self._climb.climb(10, self._cost)
            made, self._spent = made + 10, self._spent + 10 * PASS_TRIES_PER_MOVER * self._search.n_movers
            report(self._standing("prove", stop))

    def _standing(self, phase: str, stop: Stop) -> Progress:
        return Progress(phase, stop.share(self._spent), self._cost, self._climb.bound)


def _plan(problem: Problem, start: Start, search: Search, climb: Climb) -> PostingPlan:
    n_real = len(start.cast.movers)
    reserve = len(problem.compound_ids)
    compound = problem.pinned.copy()
    compound[start.cast.movers] = np.where(search.best[:n_real] == reserve, NOWHERE, search.best[:n_real])
    n_holes = int((search.best[n_real:] != reserve).sum())
    prices: IntArray = np.zeros(len(compound), dtype=np.int64)
    prices[start.cast.movers] = climb.best[:n_real]
    return PostingPlan(
        compound=compound,
        cost=search.cost + start.cast.base - HOLE * n_holes,
        bound=climb.bound - HOLE * n_holes,
        prices=prices,
    )

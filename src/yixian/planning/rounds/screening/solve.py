"""A screening round: areas in one piece for all workers, each with its walk, and how light the heaviest can be."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from yixian.faults import NothingLawful
from yixian.planning.rounds.screening.areas import State, Streets
from yixian.planning.rounds.screening.bound import best_prices
from yixian.planning.rounds.screening.moves import try_moves
from yixian.planning.rounds.screening.problem import RoundPlan
from yixian.planning.rounds.screening.start import first_areas, state_of, streets_of
from yixian.planning.stop import Progress, silent
from yixian.words import say

if TYPE_CHECKING:
    from yixian.planning.rounds.screening.problem import Problem
    from yixian.planning.stop import Report, Stop
    from yixian.words import Lang

PACKAGE = "yixian.planning.rounds.screening"
FIRST_TRIES_PER_BUILDING = 1_500
LONGER = 4
IDLE_ROUNDS = 2
CHUNK = 2_000
CHUNK_S = 0.1
WARMEST, COLDEST = (0.03, 0.6), 0.0003
"""Heat as a share of an even load; every second round begins so warm that whole areas change their shape."""


def solve(problem: Problem, stop: Stop, *, seed: int = 0, report: Report = silent, lang: Lang = "en") -> RoundPlan:
    """Return the most even division found until ``stop`` says so, with prices that prove its bound.

    Parameters
    ----------
    problem
        The question.
    stop
        Its work unit is one try of a move; with a work limit the plan is always the same.
    seed
        Begins the random numbers of the search.
    report
        Told where the search stands, ten times a second.
    lang
        Language in which it is said that nothing lawful exists.

    Raises
    ------
    NothingLawful
        If the town falls into more parts than there are workers, so that some area would be in two pieces.
    """
    require_lawful(problem, lang)
    prices, bound_s, fewest = best_prices(problem)
    streets = streets_of(problem, bound_s)
    state = state_of(problem, first_areas(problem, streets, fewest), seed)
    search = Search(streets, state, bound_s)
    stop.begin()
    search.run(stop, report)
    loads = search.best.load_s
    tours = [tuple(search.best.tour[k, : search.best.length[k]].tolist()) for k in range(len(loads))]
    tours += [()] * (len(problem.worker_ids) - len(tours))
    return RoundPlan(tuple(tours), int(loads.max()), bound_s, prices)


def require_lawful(problem: Problem, lang: Lang) -> None:
    """Pass if every part of the town can have a worker of its own.

    Raises
    ------
    NothingLawful
        Else, naming a building of each part.
    """
    part = problem.part_of
    n_parts, n_workers = int(part.max()) + 1, len(problem.worker_ids)
    if n_parts <= n_workers:
        return
    firsts = [problem.building_ids[int((part == k).argmax())] for k in range(n_parts)]
    params = {"parts": n_parts, "workers": n_workers, "more": n_parts - n_workers, "firsts": ", ".join(firsts[:20])}
    raise NothingLawful(say(PACKAGE, "more_parts", params, lang))


class Search:
    """One search under way; ``best`` is the division with the lightest heaviest load so far."""

    def __init__(self, streets: Streets, state: State, bound_s: int) -> None:
        self._streets, self._state, self._bound_s = streets, state, bound_s
        self.best = State._make(field.copy() for field in state)
        self._spent, self._chunk = 0, CHUNK
        try_moves(streets, state, self.best, 0.0, 0)  # compiles, tries nothing

    @property
    def _is_proven(self) -> bool:
        return int(self.best.load_s.max()) <= self._bound_s

    def run(self, stop: Stop, report: Report) -> None:
        """Cool again and again, each time longer, until it is proven, idle, or ``stop`` says so."""
        n_tries, idle, n_round = FIRST_TRIES_PER_BUILDING * len(self._state.area), 0, 0
        while idle < IDLE_ROUNDS and not self._is_proven and not stop.now(self._spent):
            before = self._worth()
            self._round(stop, n_tries, WARMEST[n_round % 2], report)
            idle = idle + 1 if self._worth() == before else 0
            n_tries, n_round = n_tries * LONGER, n_round + 1
            for field, best in zip(self._state[:4], self.best[:4], strict=True):
                field[:] = best

    def _worth(self) -> tuple[int, int]:
        return int(self.best.load_s.max()), int(self.best.load_s.sum())

    def _round(self, stop: Stop, n_tries: int, warmest: float, report: Report) -> None:
        begun, begun_spent, share = stop.share(), self._spent, 0.0
        left = n_tries if stop.work_limit is None else max(1, min(n_tries, stop.work_limit - begun_spent))
        while share < 1.0 and not self._is_proven and not stop.now(self._spent):
            began_s = time.monotonic()
            # Measured by the best so far: where the bound is weak, a load of it is out of everybody's reach.
            even_s = float(max(1, self._bound_s, int(self.best.load_s.max())))
            heat = warmest * (COLDEST / warmest) ** share * even_s
            try_moves(self._streets._replace(even_s=even_s), self._state, self.best, heat, self._chunk)
            self._spent += self._chunk
            share = (self._spent - begun_spent) / left
            if stop.work_limit is None:
                share = max(share, (stop.share() - begun) / max(1.0 - begun, 1e-9))
                wanted = self._chunk * CHUNK_S / max(time.monotonic() - began_s, 1e-4)
                self._chunk = max(500, int(min(wanted, self._chunk * 2.0)))
            report(Progress("divide", stop.share(self._spent), float(np.max(self.best.load_s)), self._bound_s))

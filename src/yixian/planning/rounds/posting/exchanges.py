"""What each exchange of two people would cost in one posting."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.rounds.posting.problem import NOWHERE
from yixian.planning.rounds.posting.proof import own_costs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from yixian.planning.rounds.posting.problem import IntArray, Problem


@dataclass(frozen=True)
class Exchange:
    """Two people exchange their places: what that adds."""

    other: int
    own: int  # minutes, distance and change of the two, in cost units
    pairs: int  # of unit and compound
    missing: int  # people lacking with a skill
    rise: int


class Exchanges:
    """What each exchange would cost in one posting."""

    def __init__(self, problem: Problem, compound: IntArray) -> None:
        self._problem, self._compound = problem, compound
        self._cost, self._idle = own_costs(problem)
        self._teams: dict[int, list[int]] = {}
        for person, at in enumerate(compound.tolist()):
            self._teams.setdefault(at, []).append(person)

    def worth(self, at: int, team: Iterable[int]) -> tuple[int, int, int]:
        """Return own costs, units and people lacking with a skill of a team."""
        people = list(team)
        if at == NOWHERE:
            return int(self._idle[people].sum()), 0, 0
        brings = self._problem.has[people].sum(axis=0)
        missing = int(np.maximum(self._problem.wanted[at] - brings, 0).sum())
        units = Counter(self._problem.unit[people].tolist())
        return int(self._cost[people, at].sum()), len(units), missing

    def all_of(self, person: int) -> Iterator[Exchange]:
        """Yield every lawful exchange of one person with somebody elsewhere."""
        problem, compound = self._problem, self._compound
        at = int(compound[person])
        may = problem.free & (problem.pinned == NOWHERE) & (compound != at)
        if at != NOWHERE:
            may &= ~problem.barred[:, at]
        for other in np.flatnonzero(may).tolist():
            to = int(compound[other])
            if to == NOWHERE or not problem.barred[person, to]:
                yield self._exchange(person, other)

    def _exchange(self, person: int, other: int) -> Exchange:
        a, b = int(self._compound[person]), int(self._compound[other])
        here, there = self._teams[a], self._teams[b]
        if a == NOWHERE:
            here = [one for one in here if self._problem.free[one]]
        if b == NOWHERE:
            there = [one for one in there if self._problem.free[one]]
        new_here = [other if one == person else one for one in here]
        new_there = [person if one == other else one for one in there]
        before = (self.worth(a, here), self.worth(b, there))
        after = (self.worth(a, new_here), self.worth(b, new_there))
        own, pairs, missing = (after[0][k] + after[1][k] - before[0][k] - before[1][k] for k in range(3))
        weights = self._problem.weights
        return Exchange(other, own, pairs, missing, own + weights.split_unit * pairs + weights.missing_skill * missing)

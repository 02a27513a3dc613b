"""The checker's own bound: at the prices of a file, the cheapest team of every compound, nobody left out.

All compounds that want the same skills go through the people together; a table says, for each compound, what the
cheapest choice costs so far, by how many are in and which skills they bring.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.rounds.posting.problem import HOLE, NOWHERE
from yixian.planning.rounds.scale import MILLI

if TYPE_CHECKING:
    from yixian.planning.rounds.posting.problem import BoolArray, IntArray, Problem

NEVER = np.int64(1) << 60


def bound_of(problem: Problem, prices: IntArray) -> int:
    """Return what prices prove, in thousandths of a cost unit, holes included.

    Parameters
    ----------
    problem
        The question.
    prices
        ``[person]`` thousandths, 0 or more; those of people who cannot be moved do not matter.
    """
    cost, idle = own_costs(problem)
    pinned = np.flatnonzero(problem.pinned != NOWHERE)
    movable = np.flatnonzero(problem.free & (problem.pinned == NOWHERE))
    total = MILLI * int(cost[pinned, problem.pinned[pinned]].sum() + idle[movable].sum())
    total -= int(prices[movable].sum())
    joining = MILLI * (cost - idle[:, None]) + prices[:, None]
    joining[problem.barred] = NEVER
    for wanted in np.unique(problem.wanted, axis=0):
        compounds = np.flatnonzero((problem.wanted == wanted).all(axis=1))
        total += Teams(problem, compounds, wanted.tolist()).cheapest(joining, movable)
    return total


def own_costs(problem: Problem) -> tuple[IntArray, IntArray]:
    """Return what each person alone costs at each compound, and unplaced."""
    weights, travel = problem.weights, problem.travel_min
    cost = weights.minute * travel
    cost = cost + weights.too_far * (problem.near_home[:, None] & (travel > problem.near_home_min))
    idle = np.zeros(len(cost), dtype=np.int64)
    if problem.published is not None:
        told = problem.published
        compounds = np.arange(len(problem.compound_ids))
        cost = cost + weights.changed * (told[:, None] != compounds[None, :])
        idle = weights.changed * (told != NOWHERE).astype(np.int64)
    return cost, idle


class Teams:
    """The cheapest teams of compounds that want the same skills."""

    def __init__(self, problem: Problem, compounds: IntArray, wanted: list[int]) -> None:
        self._problem, self._compounds = problem, compounds
        self._mixes = list(product(*(range(number + 1) for number in wanted)))
        self._number = {mix: m for m, mix in enumerate(self._mixes)}
        self._wanted = wanted
        self._lack = np.array(
            [sum(number - have for number, have in zip(wanted, mix, strict=True)) for mix in self._mixes]
        )

    def cheapest(self, joining: IntArray, movable: IntArray) -> int:
        """Return what the cheapest teams cost together, pinned units and lacking skills too."""
        problem, here = self._problem, self._compounds
        split = MILLI * problem.weights.split_unit
        done, paid = self._pinned()
        for unit in np.unique(problem.unit[movable]).tolist():
            price = np.where(paid[:, unit], 0, split)[:, None, None]
            open_ = np.full_like(done, NEVER)
            for person in movable[problem.unit[movable] == unit].tolist():
                base = np.minimum(open_, done + price)
                value = np.minimum(base[:, :-1] + joining[person, here][:, None, None], NEVER)
                for m, after in enumerate(self._after(problem.has[person].tolist())):
                    open_[:, 1:, after] = np.minimum(open_[:, 1:, after], value[:, :, m])
            done = np.minimum(done, open_)
        return int(split * paid.sum()) + self._ends(done)

    def _pinned(self) -> tuple[IntArray, BoolArray]:
        """Return the table in which only pinned people are in, and the units that are there already."""
        problem, most = self._problem, int(self._problem.need[self._compounds].max(initial=0))
        done = np.full((len(self._compounds), most + 1, len(self._mixes)), NEVER, dtype=np.int64)
        paid = np.zeros((len(self._compounds), len(problem.unit_ids)), dtype=np.bool_)
        for row, compound in enumerate(self._compounds.tolist()):
            team = np.flatnonzero(problem.pinned == compound)
            paid[row, problem.unit[team]] = True
            brings = problem.has[team].sum(axis=0).tolist()
            mix = tuple(min(number, have) for number, have in zip(self._wanted, brings, strict=True))
            done[row, len(team), self._number[mix]] = 0
        return done, paid

    def _after(self, brings: list[bool]) -> list[int]:
        """Return, for each mix, the mix with one more person who brings some skills."""
        return [
            self._number[tuple(min(w, have + one) for w, have, one in zip(self._wanted, mix, brings, strict=True))]
            for mix in self._mixes
        ]

    def _ends(self, done: IntArray) -> int:
        need = self._problem.need[self._compounds]
        empty = need[:, None] - np.arange(done.shape[1])[None, :]
        value = done + MILLI * self._problem.weights.missing_skill * self._lack[None, None, :]
        value = value + MILLI * HOLE * np.maximum(empty, 0)[:, :, None]
        value = np.where((empty >= 0)[:, :, None], value, NEVER)
        return int(value.min(axis=(1, 2)).sum())

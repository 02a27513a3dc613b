"""A first choice of sites, one unit after the other, and exchanges that make it better."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.roads.siting.problem import FEWEST, NEAREST
from yixian.planning.roads.siting.value import nearest_s, times_reached, value_of

if TYPE_CHECKING:
    from yixian.planning.roads.siting.problem import FloatArray, IntArray, Siting

MOST_ROUNDS = 20


def first_choice(problem: Siting) -> IntArray:
    """Return units that stand where each, in its turn, helps most."""
    return _fewest(problem) if problem.question == FEWEST else _filled(problem)


def swapped(problem: Siting, units: IntArray) -> IntArray:
    """Return units moved one by one to better sites until no move helps or enough were tried."""
    if problem.question == FEWEST:
        return units
    for _ in range(MOST_ROUNDS):
        better = _moved(problem, units)
        if better is None:
            return units
        units = better
    return units


def _filled(problem: Siting) -> IntArray:
    units = problem.least.copy()
    while units.sum() < problem.p:
        units[_best_site(problem, units)] += 1
    return units


def _fewest(problem: Siting) -> IntArray:
    units = problem.least.copy()
    needed = problem.covers.any(axis=0)
    while True:
        missing = needed & ~(times_reached(problem, units) > 0)
        if not missing.any():
            return units
        units[int(np.argmax(problem.reach[:, missing].sum(axis=1)))] += 1


def _moved(problem: Siting, units: IntArray) -> IntArray | None:
    """Return the choice after the best move of the first unit that has a good one."""
    value = value_of(problem, units)
    for site in np.flatnonzero(units > problem.least).tolist():
        moved = units.copy()
        moved[site] -= 1
        moved[_best_site(problem, moved)] += 1
        found = value_of(problem, moved)
        if (found > value) if problem.is_most else (found < value):
            return moved
    return None


def _best_site(problem: Siting, units: IntArray) -> int:
    """Return the site at which one more unit helps most."""
    gain = _gains(problem, units)
    return int(np.argmax(np.where(units < problem.most, gain, -np.inf)))


def _gains(problem: Siting, units: IntArray) -> FloatArray:
    """Return [site] what one more unit there would be worth."""
    if problem.question == NEAREST:
        sooner = np.maximum(nearest_s(problem, units) - problem.whole_s, 0)
        return np.asarray(sooner @ problem.residents, dtype=np.float64)
    # For ``cover`` nobody is away: 0 ** 0 = 1 for whom nobody covers, 0 for the others.
    gained: FloatArray = problem.reach @ (problem.residents * problem.busy ** times_reached(problem, units))
    return gained

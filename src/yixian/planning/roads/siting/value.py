"""What a choice of sites is worth, and what no choice within limits can be worth at given prices."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.roads.siting.problem import BUSY, COVER, FEWEST, NEAREST

if TYPE_CHECKING:
    from yixian.planning.roads.siting.problem import FloatArray, IntArray, Siting


def value_of(problem: Siting, units: IntArray) -> float:
    """Return residents covered, sites, resident-seconds, or residents expected to be covered."""
    if problem.question == FEWEST:
        return float(units.sum())
    if problem.question == NEAREST:
        return float(nearest_s(problem, units) @ problem.residents)
    reached_by = times_reached(problem, units)
    if problem.question == COVER:
        return float(problem.residents[reached_by > 0].sum())
    return float((1 - problem.busy**reached_by) @ problem.residents)


def times_reached(problem: Siting, units: IntArray) -> FloatArray:
    """Return [demand] how many units come in time."""
    chosen = np.flatnonzero(units)
    reached: FloatArray = units[chosen] @ problem.reach[chosen]
    return reached


def nearest_s(problem: Siting, units: IntArray) -> IntArray:
    """Return [demand] whole seconds from the nearest unit."""
    chosen = problem.whole_s[units > 0]
    nearest: IntArray = chosen.min(axis=0, initial=problem.unreached_s)
    return nearest


def bound_of(problem: Siting, prices: FloatArray, box: tuple[IntArray, IntArray]) -> float:
    """Return what no choice between ``box[0]`` and ``box[1]`` units per site can better.

    ``prices`` [demand] are what it is worth to a demand that one more unit reaches it (for ``nearest``: what a demand
    pays for its trip); any prices give a bound. It is a whole number where values are.
    """
    if problem.question == NEAREST:
        pays = problem.residents[None, :] * problem.whole_s - prices
        gain = -np.minimum(pays, 0).sum(axis=1)
        alone = np.minimum(prices, problem.residents * problem.unreached_s).sum()
        return rounded(problem, float(alone) - _best(gain, box, problem.p))
    worth = problem.reach @ prices
    if problem.question == FEWEST:
        least, most = box
        coverable = problem.covers.any(axis=0)
        own = np.where(worth > 1, most, least) * (1 - worth)
        return rounded(problem, float(prices[coverable].sum() + own.sum()))
    return rounded(problem, float(_left(problem, prices)) + _best(worth, box, problem.p))


def _left(problem: Siting, prices: FloatArray) -> float:
    """Return what demand is worth above its prices; whom no site can cover is worth nothing."""
    coverable = problem.covers.any(axis=0)
    first = (1 - problem.busy) * problem.busy ** np.arange(problem.p if problem.question == BUSY else 1)
    above = np.maximum(problem.residents[coverable, None] * first - prices[coverable, None], 0)
    return float(above.sum())


def _best(worth: FloatArray, box: tuple[IntArray, IntArray], p: int) -> float:
    """Return the most that p units can be worth, each site by itself; -inf if the box has no room for p."""
    least, most = box
    spare = p - int(least.sum())
    room = most - least
    if spare < 0 or room.sum() < spare:
        return -math.inf
    order = np.argsort(-worth, kind="stable")
    taken = np.minimum(np.maximum(spare - np.cumsum(room[order]) + room[order], 0), room[order])
    return float(worth @ least + worth[order] @ taken)


def rounded(problem: Siting, bound: float) -> float:
    """Return the bound as the next whole number that a value can reach, where values are whole."""
    if problem.question == BUSY or math.isinf(bound):
        return bound
    slack = 1e-9 * max(1.0, abs(bound))
    return float(math.floor(bound + slack) if problem.is_most else math.ceil(bound - slack))

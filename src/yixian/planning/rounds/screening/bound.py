"""How light the heaviest load can be: work and least walking shared out evenly, proven by prices of buildings.

A division into m walks is a forest of m trees in which no building has more than two neighbours. At any prices
p >= 0 the cheapest forest with p added at both ends of each line, less 2 x the sum of the prices, is at most the
walking of any such division (Held and Karp's argument). Parts of the town that no way joins share the workers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.compiled import compiled
from yixian.planning.rounds.scale import MILLI

if TYPE_CHECKING:
    from yixian.planning.rounds.screening.problem import IntArray, Problem

PASSES = 400
FIRST_STEP, LAST_STEP = 0.5, 0.002
"""Of a step, in mean seconds between neighbours per branch too many."""


class Town:
    """The parts of a town, and what prices prove about each."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        part = problem.part_of
        self.parts = [np.flatnonzero(part == k) for k in range(int(part.max(initial=-1)) + 1)]
        self._walks = [np.ascontiguousarray(problem.walk_s[np.ix_(nodes, nodes)]) for nodes in self.parts]

    def least_work(self, k: int, price: IntArray) -> IntArray:
        """Return the least work of a part by the number of its areas, ``[areas - 1]``, in thousandths of a second."""
        nodes = self.parts[k]
        lines = forest(self._walks[k], price[nodes])[1]
        saved = np.concatenate([[0], np.cumsum(np.sort(lines)[::-1])])
        doors = MILLI * int(self._problem.visit_s[nodes].sum())
        work: IntArray = doors + int(lines.sum()) - saved - 2 * int(price[nodes].sum())
        return np.maximum(work, doors)

    def share(self, works: list[IntArray], load_s: int) -> list[int] | None:
        """Return the fewest areas of each part with which no load need be heavier, None if there are none."""
        counts = []
        for work in works:
            fits = work <= MILLI * load_s * np.arange(1, len(work) + 1)
            if not fits.any():
                return None
            counts.append(int(fits.argmax()) + 1)
        return counts

    def bound_s(self, price: IntArray) -> tuple[int, list[int]]:
        """Return the bound that prices prove, and with how many areas each part meets it."""
        works = [self.least_work(k, price) for k in range(len(self.parts))]
        visits = np.sort(self._problem.visit_s)[::-1]
        n_workers = len(self._problem.worker_ids)
        low = int(visits[0])
        # One of the workers has two of the heaviest n + 1 buildings.
        if len(visits) > n_workers:
            low = max(low, int(visits[n_workers - 1] + visits[n_workers]))
        high = max(low, int(max(work[0] for work in works)) // MILLI + 1)
        while low < high:
            middle = (low + high) // 2
            counts = self.share(works, middle)
            if counts is not None and sum(counts) <= n_workers:
                high = middle
            else:
                low = middle + 1
        return low, self.share(works, low) or []


def best_prices(problem: Problem) -> tuple[IntArray, int, list[int]]:
    """Return prices, the bound they prove in seconds, and the areas of each part with which it is met."""
    town = Town(problem)
    price = np.zeros(len(problem.building_ids), dtype=np.int64)
    best = (price.copy(), *town.bound_s(price))
    counts = spread(problem, town, best[2])
    for k, nodes in enumerate(town.parts):
        if len(nodes) > 2:
            price[nodes] = climb(np.ascontiguousarray(problem.walk_s[np.ix_(nodes, nodes)]), counts[k])
    bound_s, fewest = town.bound_s(price)
    return (price, bound_s, fewest) if bound_s >= best[1] else best


def spread(problem: Problem, town: Town, fewest: list[int]) -> list[int]:
    """Return areas per part that use all workers: one more, again and again, for the part with most work per area."""
    counts = list(fewest)
    free = np.zeros(len(problem.building_ids), dtype=np.int64)
    works = [town.least_work(k, free) for k in range(len(town.parts))]
    for _ in range(len(problem.worker_ids) - sum(fewest)):
        open_ = [k for k, nodes in enumerate(town.parts) if counts[k] < len(nodes)]
        if not open_:
            break
        counts[max(open_, key=lambda k: int(works[k][counts[k] - 1]) / counts[k])] += 1
    return counts


def climb(walk_s: IntArray, n_areas: int) -> IntArray:
    """Return prices of the buildings of one part under which its cheapest forest branches little."""
    price = np.zeros(len(walk_s), dtype=np.int64)
    best, most = price.copy(), -(1 << 60)
    mean = max(1.0, float(forest(walk_s, price)[1].mean()))
    way = np.zeros(len(walk_s))
    for n in range(PASSES):
        ends, lines = forest(walk_s, price)
        kept = np.argsort(lines, kind="stable")[: max(0, len(lines) - n_areas + 1)]
        value = int(lines[kept].sum()) - 2 * int(price.sum())
        if value > most:
            most, best = value, price.copy()
        degree = np.bincount(ends[kept].ravel(), minlength=len(walk_s))
        way = 0.6 * way + 0.4 * (degree - 2)
        step = mean * FIRST_STEP * (LAST_STEP / FIRST_STEP) ** (n / PASSES)
        price = np.maximum(0, np.rint(price + step * way)).astype(np.int64)
    return best


def forest(walk_s: IntArray, price: IntArray) -> tuple[IntArray, IntArray]:
    """Return the lines of a cheapest spanning tree, ``[line, 2]``, and what each costs in thousandths."""
    n = len(walk_s)
    ends = np.zeros((max(0, n - 1), 2), dtype=np.int64)
    lines = np.zeros(max(0, n - 1), dtype=np.int64)
    grow_tree(walk_s, price, ends, lines)
    return ends, lines


@compiled
def grow_tree(walk_s: IntArray, price: IntArray, ends: IntArray, lines: IntArray) -> None:
    """Grow a tree from the first building, always by the cheapest line (Prim)."""
    n = len(walk_s)
    near = np.zeros(n, dtype=np.int64)
    cost = np.empty(n, dtype=np.int64)
    is_in = np.zeros(n, dtype=np.bool_)
    is_in[0] = True
    for i in range(n):
        cost[i] = MILLI * walk_s[0, i] + price[0] + price[i]
    for line in range(n - 1):
        at = -1
        for i in range(n):
            if not is_in[i] and (at < 0 or cost[i] < cost[at]):
                at = i
        is_in[at] = True
        ends[line, 0], ends[line, 1], lines[line] = near[at], at, cost[at]
        for i in range(n):
            other = MILLI * walk_s[at, i] + price[at] + price[i]
            if not is_in[i] and other < cost[i]:
                cost[i], near[i] = other, at

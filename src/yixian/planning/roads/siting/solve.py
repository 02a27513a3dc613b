"""Choose sites: a quick choice, HiGHS for a better one, then a tree of boxes whose prices prove that none is better."""

from __future__ import annotations

import heapq
import itertools
import sys
import threading
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.roads.siting.greedy import first_choice, swapped
from yixian.planning.roads.siting.model import model_of, relax, whole
from yixian.planning.roads.siting.problem import BUSY, CLOSE, FEWEST, Leaf, SitingPlan
from yixian.planning.roads.siting.value import bound_of, value_of
from yixian.planning.stop import Progress, Stop, silent

if TYPE_CHECKING:
    from yixian.planning.roads.siting.model import Model
    from yixian.planning.roads.siting.problem import FloatArray, IntArray, Siting
    from yixian.planning.stop import Report

    Box = tuple[IntArray, IntArray]

FIRST_BOXES = 20
"""Most questions are proven within so many; HiGHS is asked where they are not."""
HIGHS_SHARE = 0.5
MOST_HIGHS_S = 60.0
NO_LIMIT_S = 600.0
AWAIT_S = 0.2


def solve(problem: Siting, stop: Stop, *, report: Report = silent) -> SitingPlan:
    """Return the best choice of sites and the proof of its bound.

    Parameters
    ----------
    problem
        A question to which some choice exists.
    stop
        Its work unit is one box of the proof; stopped early, the bound stays away from the value.
    report
        Told the best value and the bound after each box.
    """
    tree = Tree(problem, swapped(problem, first_choice(problem)))
    prove(tree, stop, report, most=FIRST_BOXES)
    # What HiGHS finds in some time depends on the time: a work limit asks for the same plan again.
    if stop.work_limit is None and not tree.is_proven and not stop.now():
        for better in _aside(tree, stop):
            tree.offer(better)
    prove(tree, stop, report)
    return tree.plan()


def _aside(tree: Tree, stop: Stop) -> list[IntArray]:
    """Return what HiGHS finds within its share of the time, nothing if the search is to end before."""
    limit_s = min((stop.time_limit_s or NO_LIMIT_S) * HIGHS_SHARE, MOST_HIGHS_S)
    found: list[IntArray] = []

    def work() -> None:
        units = whole(tree.model, tree.problem, limit_s)
        if units is not None:
            found.append(units)

    # Beside this one, which must hear Ctrl-C; nobody waits for it at the end.
    beside = threading.Thread(target=work, daemon=True)
    beside.start()
    while beside.is_alive() and not stop.now(tree.n_boxes):
        beside.join(AWAIT_S)
    return list(found)


def prove(tree: Tree, stop: Stop, report: Report, most: int = sys.maxsize) -> None:
    """Split boxes until nothing better can be in any, or enough were split."""
    sign = -1 if tree.problem.is_most else 1
    while not tree.is_proven and not stop.now(tree.n_boxes) and tree.n_boxes < most:
        tree.split()
        report(Progress("prove", stop.share(tree.n_boxes), best=sign * tree.value, bound=sign * tree.bound))


class Tree:
    """Boxes of choices, the one with the worst bound first, and the best choice so far."""

    def __init__(self, problem: Siting, units: IntArray) -> None:
        self.problem = problem
        self.model: Model = model_of(problem)
        self.units = units
        self.value = value_of(problem, units)
        self.n_boxes = 0
        self._turn = itertools.count()
        self._prices: list[FloatArray] = []
        self._open: list[tuple[float, int, Leaf, FloatArray]] = []
        self._closed: list[tuple[float, Leaf]] = []
        self._add((problem.least, problem.most))

    @property
    def bound(self) -> float:
        """What no choice can better."""
        worst = [self.value, *(bound for bound, _ in self._closed)]
        if self._open:
            worst.append(self._open[0][0] * self._sign)
        return max(worst) if self.problem.is_most else min(worst)

    @property
    def is_proven(self) -> bool:
        """Whether no box may hold a better choice."""
        return not self._open or not self._is_better(self._open[0][0] * self._sign)

    def offer(self, units: IntArray) -> None:
        """Keep a choice if it is better."""
        value = value_of(self.problem, units)
        if self._is_better(value):
            self.units, self.value = units, value

    def split(self) -> None:
        """Cut the most promising box in two at the site that is least whole."""
        bound, _, leaf, units = heapq.heappop(self._open)
        self.n_boxes += 1
        site = int(np.argmax(np.abs(units - np.rint(units))))
        if leaf.least[site] == leaf.most[site] or abs(units[site] - np.rint(units[site])) < CLOSE:
            free = np.flatnonzero(leaf.least < leaf.most)
            if not len(free):
                self._closed.append((bound * self._sign, leaf))
                return
            site = int(free[0])
        at = min(max(int(np.floor(units[site] + CLOSE)), int(leaf.least[site])), int(leaf.most[site]) - 1)
        lower, upper = leaf.most.copy(), leaf.least.copy()
        lower[site], upper[site] = at, at + 1
        self._add((leaf.least, lower), leaf.prices)
        self._add((upper, leaf.most), leaf.prices)

    def plan(self) -> SitingPlan:
        """Return the best choice with all boxes as its proof."""
        leaves = [leaf for _, leaf in self._closed] + [entry[2] for entry in self._open]
        used = sorted({leaf.prices for leaf in leaves})
        place = {old: new for new, old in enumerate(used)}
        kept = tuple(Leaf(leaf.least, leaf.most, place[leaf.prices]) for leaf in leaves)
        prices = np.array([self._prices[old] for old in used])
        return SitingPlan(self.units, self.value, self.bound, prices, kept)

    @property
    def _sign(self) -> int:
        return -1 if self.problem.is_most else 1

    def _is_better(self, value: float) -> bool:
        margin = CLOSE * max(1.0, abs(self.value)) if self.problem.question == BUSY else 0.0
        return value > self.value + margin if self.problem.is_most else value < self.value - margin

    def _add(self, box: Box, known: int = -1) -> None:
        """Bound a box; where the prices of the box around it suffice, nothing is solved."""
        if known >= 0:
            bound = bound_of(self.problem, self._prices[known], box)
            if not self._is_better(bound):
                self._closed.append((bound, Leaf(*box, known)))
                return
        relaxed = relax(self.model, self.problem, box)
        units, prices = relaxed if relaxed is not None else (box[0].astype(np.float64), self._unmet(box))
        if relaxed is not None and np.abs(units - np.rint(units)).max(initial=0.0) < CLOSE:
            self.offer(np.rint(units).astype(np.int64))
        self._prices.append(prices)
        leaf = Leaf(*box, len(self._prices) - 1)
        bound = bound_of(self.problem, prices, box)
        if self._is_better(bound) and relaxed is not None:
            heapq.heappush(self._open, (bound * self._sign, next(self._turn), leaf, units))
            return
        self._closed.append((bound, leaf))

    def _unmet(self, box: Box) -> FloatArray:
        """Return prices for a box without a choice: whom none of its sites covers asks for more than all sites."""
        problem = self.problem
        is_left = problem.covers.any(axis=0) & ~problem.covers[box[1] > 0].any(axis=0)
        prices = np.zeros(len(problem.demand))
        if problem.question == FEWEST and is_left.any():
            prices[int(np.argmax(is_left))] = len(problem.sites) + 1.0
        return prices

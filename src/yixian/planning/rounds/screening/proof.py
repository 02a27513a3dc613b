"""The checker's own bound: the cheapest forests of a town at the prices of a file, by sorting all lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.rounds.scale import MILLI
from yixian.planning.rounds.screening.problem import NO_WAY_S

if TYPE_CHECKING:
    from yixian.planning.rounds.screening.problem import IntArray, Problem


class Least:
    """What prices prove about the work of each part of the town, by the number of its areas."""

    def __init__(self, problem: Problem, prices: IntArray) -> None:
        self._problem, self._prices = problem, prices
        self.works = [self._work(nodes) for nodes in self._parts()]

    def bound_s(self) -> int:
        """Return a load below which the heaviest of any division cannot be, in whole seconds."""
        problem = self._problem
        n_workers = len(problem.worker_ids)
        visits: list[int] = sorted(problem.visit_s.tolist(), reverse=True)
        least = visits[0] if len(visits) <= n_workers else max(visits[0], visits[n_workers - 1] + visits[n_workers])
        most = least + sum(work[0] for work in self.works) // MILLI + 1
        while least < most:
            load_s = (least + most) // 2
            if sum(self.areas(work, load_s) for work in self.works) <= n_workers:
                most = load_s
            else:
                least = load_s + 1
        return least

    def areas(self, work: list[int], load_s: int) -> int:
        """Return the fewest areas of a part with which nobody need have more than a load; too many if none do."""
        for n_areas, needed in enumerate(work, 1):
            if needed <= MILLI * load_s * n_areas:
                return n_areas
        return 1 << 40

    def _parts(self) -> list[list[int]]:
        joined = self._problem.walk_s < NO_WAY_S
        left, parts = set(range(len(joined))), []
        while left:
            part = np.flatnonzero(joined[min(left)]).tolist()
            parts.append(part)
            left -= set(part)
        return parts

    def _work(self, nodes: list[int]) -> list[int]:
        """Return the least work of a part in thousandths of a second: for one area, for two, and so on."""
        doors = MILLI * sum(self._problem.visit_s[nodes].tolist())
        branching = 2 * sum(self._prices[nodes].tolist())
        lines = self._tree(nodes)
        total = sum(lines) - branching
        works = [max(doors, doors + total)]
        for line in reversed(lines):
            total -= line
            works.append(max(doors, doors + total))
        return works

    def _tree(self, nodes: list[int]) -> list[int]:
        """Return the lines of the cheapest tree, cheapest first (Kruskal)."""
        index = np.array(nodes)
        own = self._prices[index]
        a, b = np.triu_indices(len(nodes), 1)
        cost = MILLI * self._problem.walk_s[index[a], index[b]] + own[a] + own[b]
        root = list(range(len(nodes)))
        lines: list[int] = []
        for k in np.argsort(cost, kind="stable").tolist():
            one, other = _root(root, int(a[k])), _root(root, int(b[k]))
            if one != other:
                root[one] = other
                lines.append(int(cost[k]))
            if len(lines) == len(nodes) - 1:
                break
        return lines


def _root(root: list[int], node: int) -> int:
    while root[node] != node:
        root[node] = root[root[node]]
        node = root[node]
    return node

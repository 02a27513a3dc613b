"""Who could change places: read off the shipments, from whoever is rounded down to whoever is up.

One that is down takes a box from a node that reaches it; the node lacks it for one that it supplies, or for what it
keeps, or takes one more from what is kept for it; and so on, until one that is up gives its box away.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.supplies.check_shipments import stock_of

if TYPE_CHECKING:
    from yixian.planning.supplies.problem import Allocation, BoolArray, IntArray, Problem


class Trade:
    """The ways on which boxes could be traded within groups; vertices are nodes, then classes."""

    def __init__(self, problem: Problem, plan: Allocation, groups: tuple[IntArray, IntArray]) -> None:
        """``groups`` tells the group of each class and of each node."""
        self.n_nodes = len(problem.nodes.supply)
        group = np.concatenate([groups[1], groups[0]])
        patterns, ships, n = problem.patterns, plan.shipments, self.n_nodes
        classes = n + np.repeat(np.arange(len(groups[0])), np.diff(patterns.begin))
        is_kept = plan.carried > 0
        early, late = problem.carry.T
        tails = np.concatenate([classes, ships.node, late, early[is_kept]])
        tips = np.concatenate([patterns.node, n + problem.demands.pattern[ships.demand], early, late[is_kept]])
        links = np.stack([tails, tips], axis=1)
        links = np.unique(links[group[links[:, 0]] == group[links[:, 1]]], axis=0)
        self.before: dict[int, list[int]] = defaultdict(list)
        for tail, tip in links.tolist():
            self.before[tip].append(tail)
        gone, there = stock_of(problem, plan)
        self.spare = np.flatnonzero(there - gone >= problem.box[problem.nodes.item]).tolist()

    def unjust(self, rank: IntArray, sides: tuple[BoolArray, BoolArray]) -> tuple[int, int | None] | None:
        """Return a class that is down and one that is up in its place; None where there is no such pair.

        ``rank`` is the order in which classes deserve a box, ``sides`` tells which could have one more and which one
        less. The second of the pair is None where the box is not even given to anybody.
        """
        is_down, is_up = sides
        seen: set[int] = set()
        # From the least deserving on: whoever reaches him first must not deserve more than he does.
        ups = sorted(np.flatnonzero(is_up).tolist(), key=lambda c: -int(rank[c]))
        givers = [(None, self.spare), *((c, [self.n_nodes + c]) for c in ups)]
        for up, heap in givers:
            for v in self._reaching(heap, seen):
                c = v - self.n_nodes
                if c >= 0 and is_down[c] and (up is None or rank[c] < rank[up]):
                    return c, up
        return None

    def _reaching(self, goals: list[int], seen: set[int]) -> list[int]:
        """Return everything from where one of some vertices can be reached and that was not seen before."""
        found = [v for v in goals if v not in seen]
        seen.update(found)
        for v in found:
            new = [u for u in self.before[v] if u not in seen]
            seen.update(new)
            found += new
        return found

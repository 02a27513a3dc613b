"""From the split's bare numbers to groups: who stands on which level, with which stock."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.supplies.problem import Group, Level

if TYPE_CHECKING:
    from yixian.planning.supplies.classes import Classes
    from yixian.planning.supplies.problem import IntArray, Problem

NOBODY = -1


class Grouping:
    """The groups that ``split.split`` returned for some classes, ``[group, 5]``: stage, num, den and two ends."""

    def __init__(self, classes: Classes, rows: IntArray) -> None:
        self.rows = rows
        self.of_node = _numbered(rows[:, 3], classes.order[0], len(classes.links[0]) - 1)
        self.of_class = _numbered(rows[:, 4], classes.order[1], len(classes.tables[0]))

    @property
    def heights(self) -> IntArray:
        """Stage, num and den of the level of each class, ``[class, 3]``."""
        return np.ascontiguousarray(self.rows[self.of_class, :3])

    @property
    def radix(self) -> IntArray:
        """The denominator of what leaves each node, ``[node]``."""
        return np.where(self.of_node == NOBODY, 1, self.rows[self.of_node, 2])

    def settle(self, problem: Problem) -> tuple[Group, ...]:
        """Return the groups by rising level; parts of one kind of goods on the same level are one group."""
        levels = [Level(*row) for row in self.rows[:, :3].tolist()]
        keys = [(level.exact, item) for level, item in zip(levels, self._items(problem), strict=True)]
        in_order = sorted(range(len(keys)), key=keys.__getitem__)
        merged = [list(same) for _, same in groupby(in_order, key=keys.__getitem__)]
        rank: IntArray = np.full(len(keys) + 1, NOBODY, dtype=np.int64)
        for place, same in enumerate(merged):
            rank[same] = place
        demands = _parted(rank[self.of_class[problem.demands.pattern]], len(merged))
        nodes = _parted(rank[self.of_node], len(merged))
        return tuple(
            _group(problem, levels[same[0]], held, reached)
            for same, held, reached in zip(merged, demands, nodes, strict=True)
        )

    def _items(self, problem: Problem) -> list[int]:
        """Return the first item of each group."""
        demands = problem.demands
        item = np.full(len(self.rows), len(problem.items), dtype=np.int64)
        item_of_class = np.zeros(len(self.of_class), dtype=np.int64)
        item_of_class[demands.pattern] = demands.item
        np.minimum.at(item, self.of_class, item_of_class)
        found: list[int] = item.tolist()
        return found


def _group(problem: Problem, level: Level, demands: IntArray, nodes: IntArray) -> Group:
    stock = int(problem.nodes.supply[nodes].sum())
    is_full = level.stage == problem.n_stages
    given = int(problem.demands.room[:, demands].sum()) if is_full else stock
    return Group(level, demands, nodes, given, stock)


def _numbered(ends: IntArray, order: IntArray, count: int) -> IntArray:
    """Return the group of each of ``count`` things, which lie group after group in ``order``; -1 for the others."""
    of = np.full(count, NOBODY, dtype=np.int64)
    of[order] = np.repeat(np.arange(len(ends)), np.diff(ends, prepend=0))
    return of


def _parted(label: IntArray, n_parts: int) -> list[IntArray]:
    """Return the indices that bear each label from 0 on; -1 is left out."""
    # Short labels are sorted by radix, which is many times as quick.
    order = np.argsort(label.astype(np.int16) if n_parts < 1 << 15 else label, kind="stable")
    ends = np.searchsorted(label[order], np.arange(n_parts + 1))
    order = order.astype(np.int32)
    return [order[a:b] for a, b in pairwise(ends)]

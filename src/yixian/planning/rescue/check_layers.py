"""Distances for the checker: both layers as sparse matrices, searched by scipy."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from yixian.planning.rescue.arcs import SHUT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yixian.planning.rescue.arcs import Arcs, IntArray, Layer, LongArray
    from yixian.planning.rescue.ground import Ground

NEVER = 1 << 55
"""Milliseconds of what cannot be reached; sums of several do not overflow."""


@dataclass(frozen=True, eq=False)
class Layers:
    """The two-layer graph of an alarm, for questions of how long."""

    ground: Ground

    @cached_property
    def _matrices(self) -> dict[int, csr_array]:
        return {}

    def walk_from(self, node: int) -> LongArray:
        """Return milliseconds on foot from a node to every node."""
        return _run(self._foot, node)

    def walk_to(self, node: int) -> LongArray:
        """Return milliseconds on foot from every node to a node."""
        return _run(self._foot.T.tocsr(), node)

    def drive_from(self, node: int, need_cm: int) -> LongArray:
        """Return milliseconds from a node to every node for a vehicle that needs so much room."""
        return _run(self._drive(need_cm), node)

    def drive_to(self, node: int, need_cm: int) -> LongArray:
        """Return milliseconds from every node to a node for a vehicle that needs so much room."""
        return _run(self._drive(need_cm).T.tocsr(), node)

    @cached_property
    def _foot(self) -> csr_array:
        arcs = self.ground.foot.arcs
        return _matrix(arcs, arcs.ms, self.ground.n_nodes)

    def _drive(self, need_cm: int) -> csr_array:
        if need_cm not in self._matrices:
            arcs = self.ground.drive.arcs
            ms = np.where(self.ground.clear_cm >= need_cm, arcs.ms, SHUT)
            self._matrices[need_cm] = _matrix(arcs, ms, self.ground.n_nodes)
        return self._matrices[need_cm]


def arcs_along(layer: Layer, ms: LongArray, way: Sequence[int]) -> IntArray | None:
    """Return the quickest arc between each node of a way and the next, the first of equal ones; None: a gap."""
    found = []
    for tail, head in pairwise(way):
        here = layer.out.arc[layer.out.first[tail] : layer.out.first[tail + 1]]
        here = here[(layer.arcs.head[here] == head) & (ms[here] < SHUT)]
        if not len(here):
            return None
        found.append(min((int(ms[arc]), int(arc)) for arc in here)[1])
    return np.array(found, dtype=np.int32)


def _matrix(arcs: Arcs, ms: LongArray, n_nodes: int) -> csr_array:
    """Return open arcs as a matrix; of parallel arcs the quickest."""
    is_open = ms < SHUT
    tail, head, value = arcs.tail[is_open], arcs.head[is_open], ms[is_open]
    order = np.lexsort((value, head, tail))
    tail, head, value = tail[order], head[order], value[order]
    is_first = np.ones(len(tail), dtype=bool)
    is_first[1:] = (tail[1:] != tail[:-1]) | (head[1:] != head[:-1])
    entries = (value[is_first].astype(np.float64), (tail[is_first], head[is_first]))
    return csr_array(entries, shape=(n_nodes, n_nodes))


def _run(matrix: csr_array, node: int) -> LongArray:
    found = dijkstra(matrix, indices=np.array(node))
    return np.where(np.isfinite(found), found, NEVER).astype(np.int64)

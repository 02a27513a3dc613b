"""The plain exact search that everything else is measured against: one run of Dijkstra per start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from yixian.planning.roads.attach import Ends
    from yixian.planning.roads.graph import Graph
    from yixian.planning.roads.network import FloatArray, IntArray

    Tell = Callable[[float], None]

AT_ONCE = 64
"""Starts searched together; bounds the memory to 64 numbers per node."""


def search(
    graph: Graph, starts: Ends, goals: Ends, *, with_metres: bool = True, tell: Tell = lambda share: None
) -> tuple[FloatArray, FloatArray]:
    """Return the least seconds between all starts and goals and the metres along such ways, ``[start, goal]``.

    Both are inf where there is no way; the metres are empty, ``[start, 0]``, unless asked for. Ways that stay on one
    road between two points are not looked at: ``travel.table`` does that.
    """
    wide = with_starts(graph, starts)
    seconds = np.full((starts.n, goals.n), np.inf)
    metres = np.full((starts.n, goals.n if with_metres else 0), np.inf)
    if not len(goals.node):
        return seconds, metres
    for low in range(0, starts.n, AT_ONCE):
        rows = np.arange(low, min(low + AT_ONCE, starts.n))
        reached, before = trees(wide, graph.n_nodes + rows)
        best, link = nearest_link(reached, goals)
        seconds[rows] = best
        if with_metres:
            walked = along(wide, before, goals.node[np.maximum(link, 0)])
            ends = np.append(goals.metres, 0.0)[link]
            metres[rows] = np.where(np.isfinite(best), walked + ends, np.inf)
        tell(float(rows[-1] + 1) / starts.n)
    return seconds, metres


@dataclass(frozen=True)
class Wide:
    """A graph with one more node per start, and the best arc between any two nodes that have one."""

    matrix: csr_matrix
    pairs: NDArray[np.int64]  # [pair] tail x nodes + head, sorted
    metres: FloatArray  # [pair] along the quickest arc of the pair
    arc: IntArray  # [pair] that arc; for links from starts the arc of which they are a part

    @property
    def n_nodes(self) -> int:
        """Nodes and starts together."""
        return int(self.matrix.shape[0])

    def pair(self, tail: NDArray[np.integer], head: NDArray[np.integer]) -> NDArray[np.int64]:
        """Return the place in ``pairs`` of arcs that exist."""
        return np.searchsorted(self.pairs, tail.astype(np.int64) * self.n_nodes + head)


def with_starts(graph: Graph, starts: Ends) -> Wide:
    """Return a graph with its starts as nodes behind its own, open arcs only."""
    size = graph.n_nodes + starts.n
    open_arcs = np.flatnonzero(np.isfinite(graph.seconds))
    tail = np.concatenate((graph.tail[open_arcs].astype(np.int64), graph.n_nodes + starts.point.astype(np.int64)))
    head = np.concatenate((graph.head[open_arcs], starts.node))
    seconds = np.concatenate((graph.seconds[open_arcs], starts.seconds))
    metres = np.concatenate((graph.metres[open_arcs], starts.metres))
    arc = np.concatenate((open_arcs.astype(np.int32), starts.arc))
    keys = tail * size + head
    order = np.lexsort((metres, seconds, keys))
    pairs, first = np.unique(keys[order], return_index=True)
    best = order[first]
    counts = np.bincount(pairs // size, minlength=size)
    indptr = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
    matrix = csr_matrix((seconds[best], (pairs % size).astype(np.int32), indptr), shape=(size, size))
    return Wide(matrix, pairs, metres[best], arc[best])


def trees(wide: Wide, roots: NDArray[np.integer]) -> tuple[FloatArray, IntArray]:
    """Return the seconds to every node from some roots, ``[root, node]``, and the node before (negative = none)."""
    reached, before = dijkstra(wide.matrix, indices=roots, return_predecessors=True)
    return np.asarray(reached), np.asarray(before)


def nearest_link(reached: FloatArray, goals: Ends) -> tuple[FloatArray, NDArray[np.int64]]:
    """Return the least seconds to each goal, ``[start, goal]``, and the link that gives them (-1 = none)."""
    over = reached[:, goals.node] + goals.seconds
    best = np.full((len(reached), goals.n), np.inf)
    link = np.full((len(reached), goals.n), -1, dtype=np.int64)
    counts = np.diff(goals.first)
    for k in range(int(counts.max(initial=0))):
        has = np.flatnonzero(counts > k)
        at = goals.first[has] + k
        is_less = over[:, at] < best[:, has]
        best[:, has] = np.where(is_less, over[:, at], best[:, has])
        link[:, has] = np.where(is_less, at, link[:, has])
    return best, link


def along(wide: Wide, before: IntArray, ends: NDArray[np.integer]) -> FloatArray:
    """Return the metres along the trees to some nodes, ``[start, end]``, by going back step by step."""
    row = np.repeat(np.arange(len(before)), ends.shape[1])
    node = ends.ravel().astype(np.int64)
    walked = np.zeros(len(node))
    going = np.arange(len(node))
    while len(going):
        last = before[row[going], node[going]]
        going, last = going[last >= 0], last[last >= 0]
        walked[going] += wide.metres[wide.pair(last, node[going])]
        node[going] = last
    return walked.reshape(ends.shape)

"""The same tables by plain searches: where nothing can be compiled, for few starts, and to test the hierarchy by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from yixian.planning.roads.engine.keys import FAR, METRE_BITS, METRE_MASK, keys_of, metres_of, seconds_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from yixian.planning.roads.attach import Ends
    from yixian.planning.roads.engine.keys import KeyArray
    from yixian.planning.roads.graph import FloatArray, Graph

    Tell = Callable[[float], None]
    Arcs = tuple[KeyArray, KeyArray, KeyArray]


def search(
    graph: Graph, starts: Ends, goals: Ends, *, with_metres: bool = True, tell: Tell = lambda share: None
) -> tuple[FloatArray, FloatArray]:
    """Return seconds and metres between all starts and goals, ``[start, goal]``, as ``tables.search`` does."""
    arcs = _with_starts(graph, starts)
    size = graph.n_nodes + starts.n
    quick = csr_matrix((_time(arcs[2]), arcs[:2]), shape=(size, size))
    goal_key = keys_of(goals.seconds, goals.metres, least=0)
    seconds = np.full((starts.n, goals.n), np.inf)
    metres = np.full((starts.n, goals.n if with_metres else 0), np.inf)
    for start in range(starts.n):
        keys = _row(arcs, quick, graph.n_nodes + start)
        best = np.full(goals.n, FAR, dtype=np.int64)
        np.minimum.at(best, goals.point, np.minimum(keys[goals.node] + goal_key, FAR))
        seconds[start] = seconds_of(best)
        if with_metres:
            metres[start] = metres_of(best)
        tell((start + 1) / starts.n)
    return seconds, metres


def _time(keys: KeyArray) -> FloatArray:
    return (keys >> METRE_BITS).astype(np.float64)


def _with_starts(graph: Graph, starts: Ends) -> Arcs:
    """Return tail, head and least key of all pairs of nodes that an open arc or a start's link joins."""
    size = graph.n_nodes + starts.n
    tail = np.concatenate([graph.tail, graph.n_nodes + starts.point]).astype(np.int64)
    head = np.concatenate([graph.head, starts.node]).astype(np.int64)
    keys = np.concatenate([keys_of(graph.seconds, graph.metres), keys_of(starts.seconds, starts.metres, least=0)])
    order = np.lexsort((keys, tail * size + head))
    order = order[keys[order] < FAR]
    _, once = np.unique((tail * size + head)[order], return_index=True)
    kept = order[once]
    return tail[kept], head[kept], keys[kept]


def _row(arcs: Arcs, quick: csr_matrix, root: int) -> KeyArray:
    """Return the keys from a root to all nodes: first the time, then the shortest of the ways that take no longer."""
    tail, head, keys = arcs
    units = np.asarray(dijkstra(quick, indices=np.array([root]))[0])
    is_tight = units[tail] + _time(keys) == units[head]
    is_tight &= np.isfinite(units[head])
    length = (keys & METRE_MASK)[is_tight].astype(np.float64)
    short = csr_matrix((length, (tail[is_tight], head[is_tight])), shape=quick.shape)
    far = np.asarray(dijkstra(short, indices=np.array([root]))[0])
    is_there = np.isfinite(units)
    whole = np.where(is_there, units, 0).astype(np.int64) << METRE_BITS
    found = np.full(len(units), FAR, dtype=np.int64)
    found[is_there] = whole[is_there] + far[is_there].astype(np.int64)
    return found

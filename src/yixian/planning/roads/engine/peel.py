"""Dead ends and chains go first: a node with at most two neighbours leaves no tangle behind.

Each round takes nodes that are not neighbours of each other, so that a chain of k nodes becomes a tree of depth log k.
"""

from __future__ import annotations

import numpy as np

from yixian.planning.roads.engine.compiled import compiled
from yixian.planning.roads.graph import IntArray

GONE = -1


@compiled
def peel(first: IntArray, head: IntArray, degree: IntArray) -> IntArray:
    """Return the nodes that go first, in order; ``head`` and ``degree`` become those of what is left.

    Parameters
    ----------
    first, head
        An undirected graph without loops and parallel arcs; the neighbours of v fill its first ``degree[v]`` places.
    degree
        [node] how many neighbours are left; -1 for the nodes that are taken.
    """
    n_nodes = len(first) - 1
    taken = np.empty(n_nodes, dtype=np.int32)
    touched = np.full(n_nodes, -1, dtype=np.int32)
    count, before, turn = 0, -1, 0
    while count > before:
        before = count
        for v in range(n_nodes):
            if not 0 <= degree[v] <= 2 or touched[v] == turn:
                continue
            for u in head[first[v] : first[v] + degree[v]]:
                touched[u] = turn
            _take(first, head, degree, v)
            taken[count] = v
            count += 1
        turn += 1
    return taken[:count]


@compiled
def _take(first: IntArray, head: IntArray, degree: IntArray, v: int) -> None:
    """Remove a node; its two neighbours become neighbours of each other."""
    left, right = head[first[v]], head[first[v] + degree[v] - 1]
    n_left = degree[v]
    degree[v] = GONE
    if n_left == 0:
        return
    if n_left == 1:
        _swap(first, head, degree, left, v, -1)
        return
    is_joined = False
    for k in range(first[left], first[left] + degree[left]):
        is_joined = is_joined or head[k] == right
    _swap(first, head, degree, left, v, -1 if is_joined else right)
    _swap(first, head, degree, right, v, -1 if is_joined else left)


@compiled
def _swap(first: IntArray, head: IntArray, degree: IntArray, v: int, old: int, new: int) -> None:
    """Put another neighbour of v in the place of one; -1 leaves the place out."""
    last = first[v] + degree[v] - 1
    for k in range(first[v], last + 1):
        if head[k] == old:
            head[k] = head[last] if new < 0 else new
            break
    if new < 0:
        degree[v] -= 1

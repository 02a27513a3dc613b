"""The tree in which nodes go, and the arcs that their going leaves among those that stay."""

from __future__ import annotations

import numpy as np

from yixian.planning.roads.engine.compiled import compiled
from yixian.planning.roads.graph import IntArray

ROOT = -1


@compiled
def parents(first: IntArray, head: IntArray) -> IntArray:
    """Return the elimination tree of an undirected graph whose nodes go in order of number: [node] parent or -1."""
    n_nodes = len(first) - 1
    parent = np.full(n_nodes, ROOT, dtype=np.int32)
    oldest = np.full(n_nodes, ROOT, dtype=np.int32)
    for v in range(n_nodes):
        for k in range(first[v], first[v + 1]):
            u = head[k]
            if u >= v:
                continue
            # Climb from the neighbour to its oldest known ancestor, and let all on the way know a nearer way.
            while oldest[u] != ROOT and oldest[u] != v:
                oldest[u], u = v, oldest[u]
            if oldest[u] == ROOT:
                oldest[u] = v
                parent[u] = v
    return parent


@compiled
def postorder(parent: IntArray) -> IntArray:
    """Return the nodes so that each subtree stands together, its root last; parents have larger numbers."""
    n_nodes = len(parent)
    size = np.ones(n_nodes, dtype=np.int32)
    for v in range(n_nodes):
        if parent[v] != ROOT:
            size[parent[v]] += size[v]
    order = np.empty(n_nodes, dtype=np.int32)
    # Where the last place of a subtree is; children fill it from its end, a root the whole from the end.
    last = np.empty(n_nodes, dtype=np.int32)
    free = np.empty(n_nodes, dtype=np.int32)
    end = n_nodes - 1
    for v in range(n_nodes - 1, -1, -1):
        p = parent[v]
        if p == ROOT:
            last[v] = end
            end -= size[v]
        else:
            last[v] = free[p]
            free[p] -= size[v]
        free[v] = last[v] - 1
        order[last[v]] = v
    return order


@compiled
def complete(first: IntArray, head: IntArray, parent: IntArray) -> tuple[IntArray, IntArray]:
    """Return for each node the later nodes that it is joined to when it goes, as ``first`` and sorted ``head``."""
    n_nodes = len(parent)
    starts = np.zeros(n_nodes + 1, dtype=np.int32)
    heads = np.empty(2 * len(head) + n_nodes, dtype=np.int32)
    seen = np.full(n_nodes, -1, dtype=np.int32)
    child = np.full(n_nodes, -1, dtype=np.int32)
    sibling = np.full(n_nodes, -1, dtype=np.int32)
    count = 0
    for v in range(n_nodes):
        if count + n_nodes > len(heads):
            longer = np.empty(2 * (count + n_nodes), dtype=np.int32)
            longer[:count] = heads[:count]
            heads = longer
        starts[v] = count
        seen[v] = v
        count = _join(head[first[v] : first[v + 1]], v, seen, heads, count)
        own = child[v]
        while own >= 0:
            count = _join(heads[starts[own] : starts[own + 1]], v, seen, heads, count)
            own = sibling[own]
        heads[starts[v] : count] = np.sort(heads[starts[v] : count])
        starts[v + 1] = count
        if parent[v] != ROOT:
            sibling[v], child[parent[v]] = child[parent[v]], v
    return starts, heads[:count].copy()


@compiled
def _join(more: IntArray, v: int, seen: IntArray, heads: IntArray, count: int) -> int:
    for u in more:
        if u > v and seen[u] != v:
            seen[u] = v
            heads[count] = u
            count += 1
    return count

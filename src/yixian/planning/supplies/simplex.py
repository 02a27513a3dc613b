"""The cheapest flow through a network by the primal network simplex, in whole numbers; compiled.

Trees are kept strongly feasible (Cunningham 1976), so that it ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numba
import numpy as np

from yixian.planning.supplies.tree import regraft, reprice, star

if TYPE_CHECKING:
    from yixian.planning.supplies.problem import IntArray
    from yixian.planning.supplies.tree import Edges, Tree

LOWER, IN_TREE, UPPER = 1, 0, -1


@numba.njit(cache=True)
def entering(edges: Edges, state: IntArray, price: IntArray, at: IntArray) -> int:
    """Return the edge that saves most per piece among the next block with any saving; -1 if none saves."""
    tail, tip, _, cost, _ = edges
    n_edges, block = at[1], at[2]
    best, saving, e = -1, 0, at[0]
    for seen in range(1, n_edges + 1):
        here = -state[e] * (cost[e] + price[tail[e]] - price[tip[e]])
        if here > saving:
            best, saving = e, here
        e += 1
        if e == n_edges:
            e = 0
        if best >= 0 and seen % block == 0:
            break
    at[0] = e
    return best


@numba.njit(cache=True)
def meet(tree: Tree, u: int, v: int) -> int:
    """Return where the ways of two vertices to the root join."""
    parent, depth = tree[0], tree[5]
    while u != v:
        if depth[u] >= depth[v]:
            u = parent[u]
        else:
            v = parent[v]
    return u


@numba.njit(cache=True)
def narrowest(edges: Edges, tree: Tree, ends: tuple[int, int], join: int, most: int) -> tuple[int, int, int]:
    """Return how much can go around the cycle from ``ends[0]`` over the entering edge to ``ends[1]`` and back.

    Also the vertex whose tree edge is filled first (-1: the entering edge itself), and on which side it lies. Of
    equals the last one along the cycle from the join is taken: that keeps the tree strongly feasible.
    """
    tail, tip, cap, _, flow = edges
    parent, edge = tree[0], tree[1]
    leaving, side = -1, 0
    u = ends[0]
    while u != join:
        e = edge[u]
        room = cap[e] - flow[e] if tip[e] == u else flow[e]
        if room < most:
            most, leaving, side = room, u, 0
        u = parent[u]
    u = ends[1]
    while u != join:
        e = edge[u]
        room = cap[e] - flow[e] if tail[e] == u else flow[e]
        if room <= most:
            most, leaving, side = room, u, 1
        u = parent[u]
    return most, leaving, side


@numba.njit(cache=True)
def send(edges: Edges, tree: Tree, ends: tuple[int, int], join: int, amount: int) -> None:
    """Send an amount around the cycle, along the edges of the tree."""
    tail, tip, _, _, flow = edges
    parent, edge = tree[0], tree[1]
    u = ends[0]
    while u != join:
        flow[edge[u]] += amount if tip[edge[u]] == u else -amount
        u = parent[u]
    u = ends[1]
    while u != join:
        flow[edge[u]] += amount if tail[edge[u]] == u else -amount
        u = parent[u]


@numba.njit(cache=True)
def pivot(edges: Edges, state: IntArray, tree: Tree, e: int) -> None:
    """Bring an edge into the tree, or move it from one bound to the other."""
    tail, tip, cap, _, flow = edges
    is_up = state[e] == LOWER
    ends = (tail[e], tip[e]) if is_up else (tip[e], tail[e])
    join = meet(tree, ends[0], ends[1])
    amount, leaving, side = narrowest(edges, tree, ends, join, cap[e])
    send(edges, tree, ends, join, amount)
    flow[e] += amount if is_up else -amount
    if leaving < 0:
        state[e] = -state[e]
        return
    out = tree[1][leaving]
    state[out] = LOWER if flow[out] == 0 else UPPER
    state[e] = IN_TREE
    regraft(tree, leaving, ends[side], ends[1 - side], e)
    reprice(tree, edges, ends[side])


@numba.njit(cache=True)
def cheapest(edges: Edges, n_edges: int, excess: IntArray) -> int:
    """Write the cheapest flow that takes every vertex's excess to where it lacks; return what cannot be taken.

    Parameters
    ----------
    edges
        Arrays with room for one more edge per vertex and the root; the first ``n_edges`` are the network.
    excess
        ``[vertex]`` pieces to be sent away, negative = wanted; they sum up to 0.
    """
    tail, tip, cap, cost, flow = edges
    root = len(excess)
    dear = 1 + np.abs(cost[:n_edges]).max() * (root + 1) if n_edges > 0 else 1
    for v in range(root):
        e = n_edges + v
        tail[e], tip[e] = (v, root) if excess[v] >= 0 else (root, v)
        cap[e], cost[e], flow[e] = 1 << 60, dear, abs(excess[v])
    flow[:n_edges] = 0
    tree = star(root + 1, root, n_edges)
    state = np.full(n_edges + root, LOWER, np.int64)
    state[n_edges:] = IN_TREE
    for v in range(root):
        tree[6][v] = cost[n_edges + v] if tip[n_edges + v] == v else -cost[n_edges + v]
    at = np.array([0, n_edges, max(20, int(np.sqrt(n_edges)))])
    while n_edges > 0:
        e = entering(edges, state, tree[6], at)
        if e < 0:
            break
        pivot(edges, state, tree, e)
    return int(flow[n_edges : n_edges + root].sum())

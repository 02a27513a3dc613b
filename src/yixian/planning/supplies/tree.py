"""The spanning tree of a network simplex: who hangs on whom, and at what price; compiled.

Arrays of a tree, one entry per vertex: parent, the edge to it, first child, next and previous sibling, depth, and the
price (potential): the cost of a piece at this vertex, as the edges of the tree tell it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numba
import numpy as np

if TYPE_CHECKING:
    from yixian.planning.supplies.problem import IntArray

    Tree = tuple[IntArray, IntArray, IntArray, IntArray, IntArray, IntArray, IntArray]
    Edges = tuple[IntArray, IntArray, IntArray, IntArray, IntArray]  # tail, tip, cap, cost, flow


@numba.njit(cache=True)
def star(n_vertices: int, root: int, first_edge: int) -> Tree:
    """Return a tree in which every vertex but the root hangs on it, by edges in order from the first."""
    parent = np.full(n_vertices, root, np.int64)
    edge = np.arange(first_edge, first_edge + n_vertices)
    child = np.full(n_vertices, -1, np.int64)
    after = np.arange(1, n_vertices + 1)
    before = np.arange(-1, n_vertices - 1)
    after[n_vertices - 2 :] = -1
    child[root] = 0 if n_vertices > 1 else -1
    parent[root], edge[root] = -1, -1
    depth = np.ones(n_vertices, np.int64)
    depth[root] = 0
    return parent, edge, child, after, before, depth, np.zeros(n_vertices, np.int64)


@numba.njit(cache=True)
def cut_off(tree: Tree, v: int) -> None:
    """Take a vertex out of the children of its parent."""
    parent, _, child, after, before, _, _ = tree
    if before[v] >= 0:
        after[before[v]] = after[v]
    else:
        child[parent[v]] = after[v]
    if after[v] >= 0:
        before[after[v]] = before[v]


@numba.njit(cache=True)
def hang(tree: Tree, v: int, on: int, by: int) -> None:
    """Make a vertex a child of another by an edge."""
    parent, edge, child, after, before, _, _ = tree
    parent[v], edge[v] = on, by
    before[v], after[v] = -1, child[on]
    if child[on] >= 0:
        before[child[on]] = v
    child[on] = v


@numba.njit(cache=True)
def regraft(tree: Tree, cut: int, v: int, on: int, by: int) -> None:
    """Cut the branch below ``cut`` off its parent and hang it by its vertex ``v`` on another vertex."""
    parent, edge = tree[0], tree[1]
    while True:
        next_v, next_edge = parent[v], edge[v]
        cut_off(tree, v)
        hang(tree, v, on, by)
        if v == cut:
            return
        v, on, by = next_v, v, next_edge


@numba.njit(cache=True)
def reprice(tree: Tree, edges: Edges, top: int) -> None:
    """Work out depth and price of a branch anew, from the parent of its top."""
    parent, edge, child, after, _, depth, price = tree
    v = top
    while True:
        e = edge[v]
        up = parent[v]
        depth[v] = depth[up] + 1
        price[v] = price[up] + (edges[3][e] if edges[1][e] == v else -edges[3][e])
        if child[v] >= 0:
            v = child[v]
            continue
        while v != top and after[v] < 0:
            v = parent[v]
        if v == top:
            return
        v = after[v]

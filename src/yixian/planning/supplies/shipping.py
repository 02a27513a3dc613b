"""From levels to lorries: which stock goes to which class, in whole boxes and cheapest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numba
import numpy as np

from yixian.planning.supplies.nets import count_links
from yixian.planning.supplies.simplex import cheapest

if TYPE_CHECKING:
    from yixian.planning.supplies.nets import Links, Part
    from yixian.planning.supplies.problem import IntArray

    Goods = tuple[IntArray, IntArray, IntArray, IntArray]  # stock, cost, bounds, reward

ENDLESS = 1 << 60


@numba.njit(cache=True)
def lay_edges(links: Links, cost: IntArray, part: Part, local: IntArray, edges: IntArray) -> int:
    """Write the arcs inside a group as edges; return how many. ``edges``: tail, tip, cap, cost, flow, arc."""
    nodes = part[0]
    begin, tip_of = links
    count = 0
    for i in range(len(nodes)):
        for arc in range(begin[nodes[i]], begin[nodes[i] + 1]):
            v = local[tip_of[arc]]
            if v < 0:
                continue
            edges[0][count], edges[1][count] = i, v
            edges[2][count], edges[3][count], edges[5][count] = ENDLESS, cost[arc], arc
            count += 1
    return count


@numba.njit(cache=True)
def lay_ends(part: Part, goods: Goods, spare: int, edges: IntArray) -> IntArray:
    """Add the edges to the sink after those in place and return each vertex's excess, the sink's last.

    ``edges[5][-1]`` counts the edges; ``spare`` is what a node may keep.
    """
    nodes, classes = part
    stock, _, bounds, reward = goods
    count, n_nodes, n = edges[5][-1], len(nodes), len(nodes) + len(classes)
    excess = np.zeros(n + 1, np.int64)
    for i in range(n):
        edges[0][count], edges[1][count] = i, n
        if i < n_nodes:
            excess[i] = stock[nodes[i]]
            edges[2][count], edges[3][count] = spare, 0
        else:
            least, most = bounds[classes[i - n_nodes]]
            excess[i] = -least
            edges[2][count], edges[3][count] = most - least, -reward[classes[i - n_nodes]]
        count += 1
    excess[n] = -excess[:n].sum()
    edges[5][-1] = count
    return excess


@numba.njit(cache=True)
def ship(links: Links, goods: Goods, groups: IntArray, order: Part) -> tuple[IntArray, int]:
    """Return the cheapest whole flow on each arc, and what did not fit (0 unless bounds contradict).

    Parameters
    ----------
    links
        Arcs between nodes and from nodes to classes.
    goods
        Boxes at each node, price of a box on each arc, lower and upper bound of each class in boxes, and what a box
        above the lower bound earns.
    groups
        As ``split.split`` returns them.
    order
        Nodes and classes, group after group.
    """
    stock, cost, bounds, _ = goods
    flow = np.zeros(len(cost), np.int64)
    local = np.full(len(stock) + len(bounds), -1, np.int64)
    a, c, missing = 0, 0, 0
    for g in range(len(groups)):
        part = order[0][a : groups[g, 3]], order[1][c : groups[g, 4]]
        missing += ship_group(links, goods, part, ENDLESS if groups[g, 1] == 0 else 0, (local, flow))
        a, c = groups[g, 3], groups[g, 4]
    return flow, missing


@numba.njit(cache=True)
def ship_group(links: Links, goods: Goods, part: Part, spare: int, work: Part) -> int:
    """Write the cheapest whole flow of one group; return what did not fit."""
    stock, cost, _, _ = goods
    local, flow = work
    nodes, classes = part
    n = len(nodes) + len(classes)
    most = count_links(links, part, local) + 2 * n + 2
    edges = np.empty((6, most), np.int64)
    edges[5][-1] = n_arcs = lay_edges(links, cost, part, local, edges)
    excess = lay_ends(part, goods, spare, edges)
    missing = cheapest((edges[0], edges[1], edges[2], edges[3], edges[4]), edges[5][-1], excess)
    for e in range(n_arcs):
        flow[edges[5][e]] = edges[4][e]
    for v in nodes:
        local[v] = -1
    for c in classes:
        local[len(stock) + c] = -1
    return missing

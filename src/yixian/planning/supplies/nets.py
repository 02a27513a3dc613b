"""The network of a part of the split: nodes, classes, source and sink, and who starves in it; compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numba
import numpy as np

from yixian.planning.supplies.flow import ENDLESS, add_edge

if TYPE_CHECKING:
    from yixian.planning.supplies.flow import Net, Pair
    from yixian.planning.supplies.problem import BoolArray, IntArray

    Links = tuple[IntArray, IntArray]  # first arc of each node; tip of each arc: a node, or n_nodes + class
    Part = tuple[IntArray, IntArray]  # nodes and classes
    Flow = tuple[IntArray, IntArray]  # whole and fraction of the flow on each arc


@numba.njit(cache=True)
def empty_net(n_vertices: int, n_edges: int) -> Net:
    """Return room for a network."""
    head = np.full(n_vertices, -1, np.int64)
    following, to = np.empty(2 * n_edges, np.int64), np.empty(2 * n_edges, np.int64)
    return head, following, to, np.empty(2 * n_edges, np.int64), np.empty(2 * n_edges, np.int64)


@numba.njit(cache=True)
def count_links(links: Links, part: Part, local: IntArray) -> int:
    """Give nodes and classes of a part their vertex numbers; return how many arcs could lie between them."""
    nodes, classes = part
    begin = links[0]
    n_nodes, count = len(begin) - 1, 0
    for i in range(len(nodes)):
        local[nodes[i]] = i
        count += begin[nodes[i] + 1] - begin[nodes[i]]
    for i in range(len(classes)):
        local[n_nodes + classes[i]] = len(nodes) + i
    return count


@numba.njit(cache=True)
def lay_net(links: Links, part: Part, supply: IntArray, local: IntArray) -> tuple[Net, IntArray]:
    """Return the network of a part without its sink's edges, and the arc behind each pair of edges (-1 = none).

    Vertices: nodes, classes, source, sink. Edges to other parts are left out.
    """
    nodes, classes = part
    begin, tip = links
    n_nodes, n = len(begin) - 1, len(nodes) + len(classes)
    most = count_links(links, part, local) + n
    net = empty_net(n + 2, most)
    arc_of = np.full(most, -1, np.int64)
    count = 0
    for i in range(len(nodes)):
        count = add_edge(net, count, (n, i), (supply[nodes[i]], 0))
        for arc in range(begin[nodes[i]], begin[nodes[i] + 1]):
            v = local[tip[arc]]
            is_inside = 0 <= v < n and (nodes[v] == tip[arc] if v < len(nodes) else True)
            if is_inside and (v < len(nodes) or classes[v - len(nodes)] == tip[arc] - n_nodes):
                arc_of[count >> 1] = arc
                count = add_edge(net, count, (i, v), (ENDLESS, 0))
    return net, arc_of[: count >> 1]


@numba.njit(cache=True)
def add_takes(net: Net, count: int, takes: Flow, n_nodes: int, radix: int) -> Pair:
    """Add an edge from each class to the sink for what it takes; return the sum."""
    n = len(net[0]) - 2
    want_hi, want_lo = 0, 0
    for c in range(n - n_nodes):
        count = add_edge(net, count, (n_nodes + c, n + 1), (takes[0][c], takes[1][c]))
        want_hi += takes[0][c]
        want_lo += takes[1][c]
        if want_lo >= radix:
            want_lo -= radix
            want_hi += 1
    return want_hi, want_lo


@numba.njit(cache=True)
def mark_starved(net: Net, rank: IntArray, n_nodes: int) -> BoolArray:
    """Return which vertices starve: classes on the sink's side of the cut and every node that reaches one."""
    head, following, to, _, _ = net
    n = len(head) - 2
    starved = np.zeros(n + 2, np.bool_)
    queue, end = np.empty(n, np.int64), 0
    for v in range(n_nodes, n):
        if rank[v] < 0:
            starved[v] = True
            queue[end] = v
            end += 1
    begin = 0
    while begin < end:
        e = head[queue[begin]]
        begin += 1
        while e >= 0:
            # An odd edge leads back to where stock comes from.
            if e & 1 and to[e] < n_nodes and not starved[to[e]]:
                starved[to[e]] = True
                queue[end] = to[e]
                end += 1
            e = following[e]
    return starved


@numba.njit(cache=True)
def put_first(entries: IntArray, is_first: BoolArray) -> int:
    """Reorder entries in place so that the marked ones come first; return how many they are."""
    marked, others = entries[is_first].copy(), entries[~is_first].copy()
    entries[: len(marked)] = marked
    entries[len(marked) :] = others
    return len(marked)

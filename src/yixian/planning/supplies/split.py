"""Divide and conquer on smallest cuts: who starves, who does not, until everybody in a part stands on one level.

The amounts that the stock can serve form a polymatroid (Megiddo 1977; Fujishige, Submodular Functions, ch. 9): put
all classes of a part on the level that uses its stock up; if the network cannot do that, the smallest cut names the
starved classes, whose level is lower, and the rest, whose level is higher, and each is a part of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numba
import numpy as np

from yixian.planning.supplies.flow import ENDLESS, add_edge, max_flow
from yixian.planning.supplies.water import height_of, take_of

if TYPE_CHECKING:
    from yixian.planning.supplies.flow import Net, Pair
    from yixian.planning.supplies.problem import BoolArray, IntArray
    from yixian.planning.supplies.water import Bent, Height, Tables

    Links = tuple[IntArray, IntArray]  # first arc of each node; tip of each arc: a node, or n_nodes + class
    Part = tuple[IntArray, IntArray]  # nodes and classes
    Flow = tuple[IntArray, IntArray]  # whole and fraction of the flow on each arc
    Work = tuple[IntArray, IntArray, IntArray]  # the flow, and the vertex number of each node and class


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


@numba.njit(cache=True)
def level_part(
    links: Links, supply: IntArray, takers: tuple[Tables, Bent], part: Part, work: Work
) -> tuple[Height, int, int]:
    """Put a part on one level.

    Returns the level and how many classes and nodes
    starve on it: 0 classes means that the level stands and its flow is written.
    """
    nodes, classes = part
    tables, bent = takers
    flow_hi, flow_lo, local = work
    height = height_of(tables, bent, classes, supply[nodes].sum())
    net, arc_of = lay_net(links, part, supply, local)
    takes = np.empty(len(classes), np.int64), np.empty(len(classes), np.int64)
    for i in range(len(classes)):
        takes[0][i], takes[1][i] = take_of(tables, bent, classes[i], height)
    want = add_takes(net, 2 * len(arc_of), takes, len(nodes), height[2])
    n = len(net[0]) - 2
    rank = np.empty(n + 2, np.int64)
    sent = max_flow(net, n, n + 1, rank, height[2])
    if sent[0] != want[0] or sent[1] != want[1]:
        starved = mark_starved(net, rank, len(nodes))
        return height, put_first(classes, starved[len(nodes) : n]), put_first(nodes, starved[: len(nodes)])
    for pair in range(len(arc_of)):
        if arc_of[pair] >= 0:
            flow_hi[arc_of[pair]] = net[3][2 * pair + 1]
            flow_lo[arc_of[pair]] = net[4][2 * pair + 1]
    return height, 0, 0


@numba.njit(cache=True)
def split(
    links: Links, supply: IntArray, takers: tuple[Tables, Bent], order: Part, ends: IntArray
) -> tuple[IntArray, Flow]:
    """Return the groups of all components with their levels and the flow that serves them.

    Parameters
    ----------
    links
        Arcs between nodes and from nodes to classes.
    supply
        Pieces at each node.
    takers
        What classes take at a level, see ``water``.
    order
        Nodes and classes, component after component; every node reaches a class of its component. Reordered in
        place so that groups lie together.
    ends
        ``[component, 2]`` where the nodes and the classes of each component end.

    Returns
    -------
    groups
        ``[group, 5]`` stage, num, den of its level, and where its nodes and classes end in ``order``; levels rise
        within a component.
    flow
        Whole and fraction (over the group's den) of the flow on each arc.
    """
    nodes, classes = order
    n_arcs = len(links[1])
    work = np.zeros(n_arcs, np.int64), np.zeros(n_arcs, np.int64), np.empty(len(supply) + len(takers[0][0]), np.int64)
    groups = np.empty((len(classes), 5), np.int64)
    stack = np.empty((len(classes) + 1, 2), np.int64)
    n_groups, a, c = 0, 0, 0
    for component in range(len(ends)):
        stack[0] = ends[component]
        depth = 1
        while depth > 0:
            node_end, class_end = stack[depth - 1]
            part = nodes[a:node_end], classes[c:class_end]
            height, n_classes, n_nodes = level_part(links, supply, takers, part, work)
            if n_classes > 0:
                stack[depth] = a + n_nodes, c + n_classes
                depth += 1
                continue
            groups[n_groups] = height[0], height[1], height[2], node_end, class_end
            n_groups += 1
            depth -= 1
            a, c = node_end, class_end
    return groups[:n_groups], (work[0], work[1])

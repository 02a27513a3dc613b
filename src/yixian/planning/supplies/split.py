"""Divide and conquer on smallest cuts: who starves, who does not, until everybody in a part stands on one level.

The amounts that the stock can serve form a polymatroid (Megiddo 1977; Fujishige, Submodular Functions, ch. 9): put
all classes of a part on the level that uses its stock up; if the network cannot do that, the smallest cut names the
starved classes, whose level is lower, and the rest, whose level is higher, and each is a part of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numba
import numpy as np

from yixian.planning.supplies.flow import max_flow
from yixian.planning.supplies.nets import add_takes, lay_net, mark_starved, put_first
from yixian.planning.supplies.water import height_of, take_of

if TYPE_CHECKING:
    from yixian.planning.supplies.nets import Flow, Links, Part
    from yixian.planning.supplies.problem import IntArray
    from yixian.planning.supplies.water import Bent, Height, Tables

    Work = tuple[IntArray, IntArray, IntArray]  # the flow, and the vertex number of each node and class


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

"""The quickest ways from one node to all others, as a tree whose subtrees are runs of numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.roads.engine.chordal import postorder
from yixian.planning.roads.engine.compiled import compiled
from yixian.planning.roads.engine.heap import drop_least, push
from yixian.planning.roads.engine.keys import FAR, METRE_BITS, PER_SECOND, KeyArray, keys_of
from yixian.planning.roads.graph import FloatArray, IntArray

if TYPE_CHECKING:
    from yixian.planning.roads.graph import Graph

NO_ARC = -1


@dataclass(frozen=True, eq=False)
class Tree:
    """A tree of quickest ways; its members are numbered so that each stands before everything behind it.

    The slack of an arc is what a trip takes longer that goes along it instead of the quickest way to its end; times
    and slacks are in units of ``1 / PER_SECOND`` seconds, and whole. Arcs of the tree have no slack; the others are
    kept by both of their ends.
    """

    node: IntArray  # [member] node of the graph
    member: IntArray  # [node] its number; -1 = cannot be reached
    units: KeyArray  # [member] time from the root
    size: IntArray  # [member] how many stand in its subtree, itself included
    edge: IntArray  # [member] edge of the arc that leads to it; -1 at the root
    out_first: IntArray  # [member + 1]
    out_head: IntArray  # [arc not of the tree] member that it leads to
    out_slack: KeyArray
    out_edge: IntArray
    in_first: IntArray  # [member + 1]
    in_tail: IntArray  # [arc not of the tree] member that it comes from
    in_slack: KeyArray
    in_edge: IntArray

    @property
    def n(self) -> int:
        """Number of members: nodes that are reached."""
        return len(self.node)

    def seconds(self, n_nodes: int) -> FloatArray:
        """Return [node] seconds from the root, inf for nodes that are not reached."""
        found = np.full(n_nodes, np.inf)
        found[self.node] = self.units / PER_SECOND
        return found


def tree_of(graph: Graph, root: int) -> Tree:
    """Return the tree of quickest ways from a node."""
    keys = keys_of(graph.seconds, np.zeros(graph.n_arcs), least=0)
    steps = np.where(keys < FAR, keys >> METRE_BITS, FAR)
    units, via, order = quickest(graph.first, graph.head, steps, root)
    tail, head = graph.tail, graph.head
    # Where no arc leads (-1) the last place is read: nobody.
    before, edge = np.append(tail, NO_ARC), np.append(graph.edge, NO_ARC)
    above = before[via[order]]
    # Numbered from the last reached, so that who is reached later comes before its parent.
    place = np.empty(graph.n_nodes, dtype=np.int32)
    place[order] = np.arange(len(order) - 1, -1, -1, dtype=np.int32)
    parent = np.where(above >= 0, place[above], -1)[::-1].astype(np.int32)
    node = order[::-1][postorder(parent)][::-1]
    member = np.full(graph.n_nodes, -1, dtype=np.int32)
    member[node] = np.arange(len(node), dtype=np.int32)
    is_kept = (steps < FAR) & (member[tail] >= 0) & (tail != head)
    is_kept[via[order[1:]]] = False
    arcs = np.flatnonzero(is_kept)
    ends = member[tail[arcs]], member[head[arcs]]
    slack = units[tail[arcs]] + steps[arcs] - units[head[arcs]]
    edges = graph.edge[arcs]
    by_tail, by_head = np.lexsort((ends[1], ends[0])), np.lexsort((ends[0], ends[1]))
    return Tree(
        node=node,
        member=member,
        units=units[node],
        size=_sizes(np.append(member, NO_ARC)[before[via[node]]].astype(np.int32)),
        edge=edge[via[node]].astype(np.int32),
        out_first=_starts(ends[0], len(node)),
        out_head=ends[1][by_tail],
        out_slack=slack[by_tail],
        out_edge=edges[by_tail],
        in_first=_starts(ends[1], len(node)),
        in_tail=ends[0][by_head],
        in_slack=slack[by_head],
        in_edge=edges[by_head],
    )


@compiled
def quickest(first: IntArray, head: IntArray, steps: KeyArray, root: int) -> tuple[KeyArray, IntArray, IntArray]:
    """Return [node] units of time from the root, [node] arc that leads there, and the nodes as they are reached."""
    n_nodes = len(first) - 1
    units = np.full(n_nodes, FAR, dtype=np.int64)
    via = np.full(n_nodes, NO_ARC, dtype=np.int32)
    is_done = np.zeros(n_nodes, dtype=np.bool_)
    order = np.empty(n_nodes, dtype=np.int32)
    keys, nodes = np.empty(len(head) + 1, dtype=np.int64), np.empty(len(head) + 1, dtype=np.int32)
    units[root] = 0
    n_done, count = 0, push(keys, nodes, 0, 0, root)
    while count:
        x = nodes[0]
        count = drop_least(keys, nodes, count)
        if is_done[x]:
            continue
        is_done[x] = True
        order[n_done] = x
        n_done += 1
        for arc in range(first[x], first[x + 1]):
            y, there = head[arc], units[x] + steps[arc]
            if there < units[y] and steps[arc] < FAR:
                units[y], via[y] = there, arc
                count = push(keys, nodes, count, there, y)
    return units, via, order[:n_done]


@compiled
def _sizes(parent: IntArray) -> IntArray:
    """Return the sizes of subtrees where parents stand before their children."""
    size = np.ones(len(parent), dtype=np.int32)
    for v in range(len(parent) - 1, 0, -1):
        size[parent[v]] += size[v]
    return size


def _starts(numbers: IntArray, count: int) -> IntArray:
    return np.concatenate([[0], np.cumsum(np.bincount(numbers, minlength=count))]).astype(np.int32)

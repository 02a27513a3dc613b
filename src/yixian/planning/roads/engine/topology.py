"""What of a graph never changes while its roads are closed and opened: the order of its nodes and all shortcuts."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.roads.engine.chordal import ROOT, complete, parents, postorder
from yixian.planning.roads.engine.dissect import dissect
from yixian.planning.roads.engine.peel import peel

if TYPE_CHECKING:
    from yixian.planning.roads.graph import FloatArray, Graph, IntArray

MOST_KEPT = 4


@dataclass(frozen=True, eq=False)
class Topology:
    """A hierarchy without weights. Nodes are numbered by their rank: the lowest goes first.

    When a node goes, its later neighbours are joined to each other; an arc of the hierarchy stands for both directions
    between two nodes that are joined. Every shortest way climbs, then descends, along such arcs.
    """

    rank: IntArray  # [node of the graph] its number here
    parent: IntArray  # [node] the first of its later neighbours; -1 = none
    first: IntArray  # [node + 1] arcs of a node to its later neighbours
    tail: IntArray  # [arc] its earlier node
    head: IntArray  # [arc] its later node; sorted for each tail
    below: IntArray  # [node + 1] places in ``arc_below`` of the arcs to a node's earlier neighbours
    arc_below: IntArray  # arcs sorted by head, then by tail
    slot: IntArray  # [arc of the graph] 2 x arc, + 1 if it leads from the later node to the earlier; -1 = loop

    @property
    def n_nodes(self) -> int:
        """Number of nodes."""
        return len(self.rank)

    @property
    def n_arcs(self) -> int:
        """Number of arcs of the hierarchy."""
        return len(self.head)


_kept: OrderedDict[tuple[int, int], tuple[Graph, Topology]] = OrderedDict()


def topology_of(graph: Graph) -> Topology:
    """Return the topology of a graph, kept for the next graph with the same arrays ``first`` and ``head``."""
    key = id(graph.first), id(graph.head)
    # The graph is kept with it: as long as it lives its arrays keep their ids.
    if key not in _kept:
        _kept[key] = graph, build(graph)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    _kept.move_to_end(key)
    return _kept[key][1]


def is_kept(graph: Graph) -> bool:
    """Whether ``topology_of`` would answer at once."""
    return (id(graph.first), id(graph.head)) in _kept


def build(graph: Graph) -> Topology:
    """Return the topology of a graph: a third of a second for 65,000 nodes."""
    joined = undirected(graph.tail, graph.head, graph.n_nodes)
    order = _order(*joined, _plane(graph))
    # Any order that lets children go before parents leaves the same shortcuts; this one keeps kin together.
    order = order[postorder(parents(*_renumbered(*joined, order)))]
    first, head = _renumbered(*joined, order)
    parent = parents(first, head)
    first, head = complete(first, head, parent)
    require_one_root(parent, joined)
    rank = np.empty(graph.n_nodes, dtype=np.int32)
    rank[order] = np.arange(graph.n_nodes, dtype=np.int32)
    tail = np.repeat(np.arange(graph.n_nodes, dtype=np.int32), np.diff(first))
    arc_below = np.argsort(head, kind="stable").astype(np.int32)
    below = _starts(head, graph.n_nodes)
    return Topology(rank, parent, first, tail, head, below, arc_below, _slots(graph, rank, (tail, head)))


def undirected(tail: IntArray, head: IntArray, n_nodes: int) -> tuple[IntArray, IntArray]:
    """Return who is a neighbour of whom, without loops, each once."""
    ends = np.concatenate([tail, head]).astype(np.int64), np.concatenate([head, tail]).astype(np.int64)
    pairs = np.unique((ends[0] * n_nodes + ends[1])[ends[0] != ends[1]])
    size = max(n_nodes, 1)
    return _starts(pairs // size, n_nodes), (pairs % size).astype(np.int32)


def _starts(numbers: IntArray, n_nodes: int) -> IntArray:
    counts = np.bincount(numbers, minlength=n_nodes)
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)


def _plane(graph: Graph) -> FloatArray:
    shrink = np.cos(np.radians(graph.lat.mean())) if graph.n_nodes else 1.0
    return np.stack([graph.lon * shrink, graph.lat])


def _order(first: IntArray, head: IntArray, places: FloatArray) -> IntArray:
    """Return the nodes in the order in which they go."""
    heads, degree = head.copy(), np.diff(first).astype(np.int32)
    peeled = peel(first, heads, degree)
    core = np.flatnonzero(degree >= 0).astype(np.int32)
    return np.concatenate([peeled, dissect(first, heads, degree, places, core)])


def _renumbered(first: IntArray, head: IntArray, order: IntArray) -> tuple[IntArray, IntArray]:
    n_nodes = len(order)
    rank = np.empty(n_nodes, dtype=np.int32)
    rank[order] = np.arange(n_nodes, dtype=np.int32)
    tails = np.repeat(rank, np.diff(first))
    by_tail = np.argsort(tails, kind="stable")
    return _starts(tails, n_nodes), rank[head][by_tail]


def require_one_root(parent: IntArray, joined: tuple[IntArray, IntArray]) -> None:
    """A second root in one part of the graph would mean wrong ways without a word."""
    first, head = joined
    label = np.arange(len(parent))
    tail = np.repeat(label, np.diff(first))
    while True:
        least = label.copy()
        np.minimum.at(least, tail, label[head])
        least = np.minimum(least, least[least])
        if np.array_equal(least, label):
            break
        label = least
    n_parts = len(np.unique(label))
    assert int((parent == ROOT).sum()) == n_parts, "the hierarchy has a root too many or too few"


def _slots(graph: Graph, rank: IntArray, arcs: tuple[IntArray, IntArray]) -> IntArray:
    n_nodes = graph.n_nodes
    tail, head = rank[graph.tail].astype(np.int64), rank[graph.head].astype(np.int64)
    known = arcs[0].astype(np.int64) * n_nodes + arcs[1]
    place = np.searchsorted(known, np.minimum(tail, head) * n_nodes + np.maximum(tail, head))
    return np.where(tail == head, -1, 2 * place + (tail > head)).astype(np.int32)

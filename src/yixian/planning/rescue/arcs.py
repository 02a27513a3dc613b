"""Arcs of one way of moving, and how they hang together; new places can be put in without sorting again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from yixian.planning.roads.graph import Graph

IntArray = NDArray[np.int32]
LongArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

SHUT: Final = 1 << 50
"""Milliseconds of an arc that may not be used; above every sum of times, and sums of it do not overflow."""


@dataclass(frozen=True)
class Arcs:
    """Directed arcs, each with its number."""

    tail: IntArray  # [arc]
    head: IntArray  # [arc]
    ms: LongArray  # [arc] milliseconds, at least 1; SHUT = may not be used
    metres: FloatArray  # [arc]
    edge: IntArray  # [arc] road segment, -1 = a footpath of ours from a door to the road

    def joined(self, other: Arcs) -> Arcs:
        """Return these arcs and then the others."""
        pairs = ((getattr(self, name), getattr(other, name)) for name in self.__dataclass_fields__)
        return Arcs(*(np.concatenate(pair) for pair in pairs))


@dataclass(frozen=True)
class Web:
    """Numbers of arcs grouped by one of their ends."""

    first: IntArray  # [node + 1] arcs of node n stand at first[n] .. first[n + 1] - 1
    arc: IntArray  # [place] number of the arc

    def grown(self, ends: IntArray, n_nodes: int, next_arc: int) -> Web:
        """Return the web with new arcs, numbered from ``next_arc``, and new nodes behind the old ones.

        ``ends`` holds, for each new arc, the end by which this web groups.
        """
        order = np.argsort(ends, kind="stable").astype(np.int32)
        n_old = len(self.first) - 1
        first = np.concatenate((self.first, np.full(n_nodes - n_old, self.first[-1], dtype=np.int32)))
        arc = np.insert(self.arc, first[ends[order] + 1], next_arc + order)
        first[1:] += np.cumsum(np.bincount(ends, minlength=n_nodes), dtype=np.int32)
        return Web(first=first, arc=arc)


@dataclass(frozen=True)
class Layer:
    """One way of moving: its arcs, grouped by where they leave and by where they arrive."""

    arcs: Arcs
    bare_ms: LongArray  # [arc] milliseconds without any closure
    out: Web
    into: Web

    def grown(self, arcs: Arcs, bare_ms: LongArray, n_nodes: int) -> Layer:
        """Return the layer with more arcs and nodes behind the old ones."""
        n_old = len(self.bare_ms)
        return Layer(
            arcs=self.arcs.joined(arcs),
            bare_ms=np.concatenate((self.bare_ms, bare_ms)),
            out=self.out.grown(arcs.tail, n_nodes, n_old),
            into=self.into.grown(arcs.head, n_nodes, n_old),
        )


def layer_of(graph: Graph) -> Layer:
    """Return a graph as a layer without closures."""
    arcs, n_nodes = arcs_of(graph), graph.n_nodes
    return Layer(arcs=arcs, bare_ms=arcs.ms, out=web_by(arcs.tail, n_nodes), into=web_by(arcs.head, n_nodes))


def arcs_of(graph: Graph) -> Arcs:
    """Return a graph's arcs in whole milliseconds."""
    seconds = np.where(np.isfinite(graph.seconds), graph.seconds, 0)
    ms = np.maximum(np.rint(seconds * 1000), 1).astype(np.int64)
    return Arcs(
        tail=graph.tail,
        head=graph.head,
        ms=np.where(np.isfinite(graph.seconds), ms, SHUT),
        metres=graph.metres,
        edge=graph.edge,
    )


def web_by(ends: IntArray, n_nodes: int) -> Web:
    """Return arcs grouped by one of their ends."""
    first = np.zeros(n_nodes + 1, dtype=np.int32)
    np.cumsum(np.bincount(ends, minlength=n_nodes), out=first[1:])
    return Web(first=first, arc=np.argsort(ends, kind="stable").astype(np.int32))

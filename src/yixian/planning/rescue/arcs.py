"""Arcs of one way of moving, and how they hang together; places of an alarm are added without sorting again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

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


@dataclass(frozen=True, eq=False)
class Layer:
    """One way of moving: its arcs, and how they hang together."""

    arcs: Arcs
    bare_ms: LongArray  # [arc] milliseconds without any closure
    n_nodes: int

    @cached_property
    def out(self) -> Web:
        """Arcs by the node they leave."""
        return web_by(self.arcs.tail, self.n_nodes)

    @cached_property
    def into(self) -> Web:
        """Arcs by the node they lead to."""
        return web_by(self.arcs.head, self.n_nodes)


@dataclass(frozen=True)
class Side:
    """Arcs as a search meets them: grouped by the end it comes from, other end and time in the same order."""

    web: Web
    other: IntArray  # [place]
    ms: LongArray  # [place]


@dataclass(frozen=True, eq=False)
class Ways:
    """What a search runs on: the arcs of the roads, and behind them the few that places of an alarm add."""

    old: Side
    new: Side
    n_old: int  # arcs of the roads; a new arc's number comes behind them


@dataclass(frozen=True)
class Stack:
    """Two arrays that are read as one, the second behind the first."""

    old: NDArray[Any]
    new: NDArray[Any]

    def at(self, i: int) -> int:
        """Return one entry."""
        return int(self.old[i] if i < len(self.old) else self.new[i - len(self.old)])

    def pick(self, rows: Sequence[int]) -> NDArray[Any]:
        """Return some entries."""
        chosen = np.asarray(rows, dtype=np.int64)
        is_new = chosen >= len(self.old)
        found = np.empty(len(chosen), dtype=self.old.dtype)
        found[~is_new], found[is_new] = self.old[chosen[~is_new]], self.new[chosen[is_new] - len(self.old)]
        return found


def side_of(layer: Layer, *, is_out: bool, ms: LongArray) -> Side:
    """Return a layer's arcs for a search along (``is_out``) or against their direction."""
    web = layer.out if is_out else layer.into
    other = layer.arcs.head if is_out else layer.arcs.tail
    return Side(web, other[web.arc], ms[web.arc])


def layer_of(graph: Graph) -> Layer:
    """Return a graph as a layer without closures."""
    arcs = arcs_of(graph)
    return Layer(arcs=arcs, bare_ms=arcs.ms, n_nodes=graph.n_nodes)


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

"""One graph for one question: stations in front, roads, and behind them everybody who waits to be reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.roads.graph import Graph

if TYPE_CHECKING:
    from yixian.planning.roads.attach import Direct, Ends
    from yixian.planning.roads.graph import FloatArray, IntArray

NO_EDGE = -1


@dataclass(frozen=True, eq=False)
class Rooted:
    """A graph with a root before all stations and a node for each goal; ways to and from points are arcs of it.

    The way to a goal belongs to the edge on which it lies: closed, nobody comes there. The way from a station belongs
    to no edge: whoever stands on a closed road may drive off it.
    """

    graph: Graph
    root: int
    station: IntArray  # [station] its node
    goal: IntArray  # [goal] its node
    place: IntArray  # [node of the network] the node that is reached when it is


def rooted(graph: Graph, origin: IntArray, *, starts: Ends, goals: Ends, direct: Direct) -> Rooted:
    """Return the graph of a question.

    Parameters
    ----------
    graph
        The roads, as somebody moves on them.
    origin
        [node] node of the network; several are one place that is reached by different roads.
    starts, goals, direct
        Stations and who waits, and ways between them that need no node.
    """
    root = graph.n_nodes
    station = root + 1 + np.arange(starts.n)
    goal = root + 1 + starts.n + np.arange(goals.n)
    place, doubles = _places(origin, root + 1 + starts.n + goals.n)
    size = root + 1 + starts.n + goals.n + len(np.unique(doubles[1]))
    nothing = np.zeros(starts.n), np.zeros(starts.n), np.full(starts.n, NO_EDGE)
    free = np.zeros(len(doubles[0])), np.zeros(len(doubles[0])), np.full(len(doubles[0]), NO_EDGE)
    parts = (
        (graph.tail, graph.head, graph.seconds, graph.metres, graph.edge),
        (np.full(starts.n, root), station, *nothing),
        (station[starts.point], starts.node, starts.seconds, starts.metres, np.full(len(starts.node), NO_EDGE)),
        (goals.node, goal[goals.point], goals.seconds, goals.metres, _edge(graph, goals.arc)),
        (station[direct.start], goal[direct.goal], direct.seconds, direct.metres, _edge(graph, direct.arc)),
        (*doubles, *free),
    )
    whole = _graph(size, tuple(np.concatenate(column) for column in zip(*parts, strict=True)))
    return Rooted(whole, root, station.astype(np.int32), goal.astype(np.int32), place)


def _places(origin: IntArray, next_free: int) -> tuple[IntArray, tuple[IntArray, IntArray]]:
    """Return the node of each place, and the arcs by which the doubles of a place lead to one node for it."""
    counts = np.bincount(origin) if len(origin) else np.zeros(0, dtype=np.int64)
    place = np.full(len(counts), NO_EDGE, dtype=np.int32)
    place[origin] = np.arange(len(origin), dtype=np.int32)
    many = np.flatnonzero(counts > 1)
    place[many] = next_free + np.arange(len(many), dtype=np.int32)
    tail = np.flatnonzero(counts[origin] > 1).astype(np.int32)
    return place, (tail, place[origin[tail]])


def _edge(graph: Graph, arc: IntArray) -> IntArray:
    return np.append(graph.edge, NO_EDGE)[arc].astype(np.int32)


def _graph(size: int, columns: tuple[FloatArray, ...]) -> Graph:
    tail, head, seconds, metres, edge = columns
    order = np.argsort(tail, kind="stable")
    nowhere = np.zeros(size)
    return Graph(
        first=np.searchsorted(tail[order], np.arange(size + 1)).astype(np.int32),
        head=head[order].astype(np.int32),
        seconds=seconds[order],
        metres=metres[order],
        edge=edge[order].astype(np.int32),
        lon=nowhere,
        lat=nowhere,
    )

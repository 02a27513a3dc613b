"""Travel tables by the hierarchy: the seam to ``travel.table``, and tables between nodes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.roads.attach import Ends
from yixian.planning.roads.engine import plain
from yixian.planning.roads.engine.compiled import IS_COMPILED
from yixian.planning.roads.engine.keys import FAR, keys_of
from yixian.planning.roads.engine.metric import Metric, metric_of
from yixian.planning.roads.engine.sweep import LANES, ancestors, arrive, climb, descend
from yixian.planning.roads.engine.topology import is_kept

if TYPE_CHECKING:
    from collections.abc import Callable

    from yixian.planning.roads.engine.keys import KeyArray
    from yixian.planning.roads.graph import FloatArray, Graph, IntArray

    Tell = Callable[[float], None]

FEW_STARTS = 48
"""Below this many starts a plain search is done before a hierarchy is built."""


def search(
    graph: Graph, starts: Ends, goals: Ends, *, with_metres: bool = True, tell: Tell = lambda share: None
) -> tuple[FloatArray, FloatArray]:
    """Return the least seconds between all starts and goals and the metres along such ways, ``[start, goal]``.

    Both are inf where there is no way; the metres are empty, ``[start, 0]``, unless asked for. A plain search gives
    the same figures to the last bit; it is taken where it is quicker or where nothing can be compiled.
    """
    is_small = starts.n < FEW_STARTS and not is_kept(graph)
    if is_small or not IS_COMPILED:
        return plain.search(graph, starts, goals, with_metres=with_metres, tell=tell)
    return sweep(metric_of(graph), starts, goals, with_metres=with_metres, tell=tell)


def tables(graph: Graph, sources: IntArray, targets: IntArray) -> tuple[FloatArray, FloatArray]:
    """Return seconds and metres between nodes, ``[source, target]``; inf = no way."""
    return search(graph, at_nodes(sources), at_nodes(targets))


def at_nodes(nodes: IntArray) -> Ends:
    """Return points that are nodes."""
    nothing = np.zeros(len(nodes))
    nowhere = np.full(len(nodes), -1, dtype=np.int32)
    return Ends(np.arange(len(nodes) + 1, dtype=np.int32), np.asarray(nodes, np.int32), nothing, nothing, nowhere)


@dataclass(frozen=True, eq=False)
class _Land:
    """The nodes above all goals, each with a row, and the steps down between them."""

    row: IntArray  # [node] its row; -1 = not above any goal
    n_rows: int
    starts: IntArray
    above: IntArray
    down: KeyArray


def sweep(
    metric: Metric, starts: Ends, goals: Ends, *, with_metres: bool = True, tell: Tell = lambda share: None
) -> tuple[FloatArray, FloatArray]:
    """Return what ``search`` returns, by the hierarchy."""
    top = metric.topology
    seconds = np.full((starts.n, goals.n), np.inf)
    metres = np.full((starts.n, goals.n if with_metres else 0), np.inf)
    seen = np.zeros(top.n_nodes, dtype=np.int32)
    land = _land(metric, ancestors(top.parent, top.rank[goals.node], seen, 1))
    goal_row, goal_key = land.row[top.rank[goals.node]], keys_of(goals.seconds, goals.metres, least=0)
    begins, start_key = top.rank[starts.node], keys_of(starts.seconds, starts.metres, least=0)
    # Starts near each other share the most ancestors.
    nearest = np.full(starts.n, top.n_nodes, dtype=np.int64)
    np.minimum.at(nearest, starts.point, begins)
    order = np.argsort(nearest, kind="stable").astype(np.int32)
    rows = np.empty((top.n_nodes, LANES), dtype=np.int64)
    row = land.row.copy()
    for group, low in enumerate(range(0, starts.n, LANES)):
        start = order[low : low + LANES]
        lane, link = _links(starts, start)
        path = ancestors(top.parent, begins[link], seen, group + 2)
        extra = path[land.row[path] < 0]
        row[extra] = land.n_rows + np.arange(len(extra))
        rows[: land.n_rows + len(extra)] = FAR
        np.minimum.at(rows, (row[begins[link]], lane), start_key[link])
        climb(top.first, top.head, metric.up, path, row, rows)
        descend(land.starts, land.above, land.down, rows)
        arrive(rows, goals.first, goal_row, goal_key, start, seconds, metres)
        tell(min(1.0, (low + LANES) / starts.n))
    return seconds, metres


def _land(metric: Metric, nodes: IntArray) -> _Land:
    top = metric.topology
    row = np.full(top.n_nodes, -1, dtype=np.int32)
    row[nodes] = np.arange(len(nodes), dtype=np.int32)
    counts = top.first[nodes + 1] - top.first[nodes]
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    arcs = np.repeat(top.first[nodes] - starts[:-1], counts) + np.arange(starts[-1], dtype=np.int32)
    return _Land(row, len(nodes), starts, row[top.head[arcs]], metric.down[arcs])


def _links(starts: Ends, points: IntArray) -> tuple[IntArray, IntArray]:
    """Return the links of some starts, and the lane of each."""
    counts = starts.first[points + 1] - starts.first[points]
    lane = np.repeat(np.arange(len(points), dtype=np.int32), counts)
    before = np.cumsum(counts) - counts
    return lane, (np.repeat(starts.first[points] - before, counts) + np.arange(counts.sum())).astype(np.int32)

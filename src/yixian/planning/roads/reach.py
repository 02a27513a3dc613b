"""How far somebody comes: the time to every node, and the parts of roads that are reached in so many minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse.csgraph import dijkstra

from yixian.planning.roads.attach import starts_of
from yixian.planning.roads.dijkstra import with_starts
from yixian.planning.roads.geo import spans

if TYPE_CHECKING:
    from yixian.planning.roads.network import FloatArray, IntArray
    from yixian.planning.roads.snap import Snapped
    from yixian.planning.roads.views import View


@dataclass(frozen=True)
class Parts:
    """Parts of roads, ``[part]``: from one share of an edge's length to another, counted from its u."""

    edge: IntArray
    begin: FloatArray
    end: FloatArray


def node_seconds(view: View, starts: Snapped) -> FloatArray:
    """Return the seconds from the nearest of some points to each node of the view; inf = no way."""
    wide = with_starts(view, starts_of(view, starts))
    roots = view.n_nodes + np.arange(starts.n)
    reached = dijkstra(wide.matrix, indices=roots, min_only=True)
    return np.asarray(reached[: view.n_nodes])


def isochrone(view: View, starts: Snapped, limit_s: float) -> Parts:
    """Return the parts of roads that are reached within a limit; the same road may come in several parts."""
    reached = node_seconds(view, starts)
    left_s = limit_s - (reached[view.tail] + np.maximum(view.seconds - view.travel_s - view.wait_s, 0.0))
    arc = np.flatnonzero((left_s > 0) & np.isfinite(view.travel_s))
    share = np.clip(left_s[arc] / view.travel_s[arc], 0.0, 1.0)
    edge, is_back = [view.edge[arc]], [view.back[arc] == 1]
    begin, end = [np.zeros(len(arc))], [share]
    # From the points themselves: from where they stand to the end of their road.
    for back in (0, 1):
        number = 2 * starts.edge.astype(np.int64) + back
        counts = np.minimum(np.diff(view.copies_first)[number], 1)
        own = view.copies[spans(view.copies_first[number], counts)]
        point = np.flatnonzero(counts)
        at = starts.share[point] if back == 0 else 1 - starts.share[point]
        edge.append(view.edge[own])
        is_back.append(np.full(len(own), back == 1))
        begin.append(at)
        end.append(np.minimum(1.0, at + limit_s / view.leave_s[own]))
    turned = np.concatenate(is_back)
    low, high = np.concatenate(begin), np.concatenate(end)
    return Parts(np.concatenate(edge), np.where(turned, 1 - high, low), np.where(turned, 1 - low, high))

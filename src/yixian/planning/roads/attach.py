"""Points in the middle of roads as the ends of a search: which nodes they lead to and are reached from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.roads.geo import spans

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yixian.planning.roads.network import FloatArray, IntArray
    from yixian.planning.roads.snap import Snapped
    from yixian.planning.roads.views import View


@dataclass(frozen=True)
class Ends:
    """Links between points and nodes of a graph, sorted by point.

    For starts they lead from the point to the node, for goals from the node to the point. Several links of a point may
    name the same node. A point without links can not be left, or not be reached.
    """

    first: IntArray  # [point + 1] links of a point
    node: IntArray  # [link]
    seconds: FloatArray  # [link] finite
    metres: FloatArray  # [link]
    arc: IntArray  # [link] arc of the graph of which it is a part

    @property
    def n(self) -> int:
        """Number of points."""
        return len(self.first) - 1

    @property
    def point(self) -> IntArray:
        """[link] its point."""
        return np.repeat(np.arange(self.n, dtype=np.int32), np.diff(self.first))


@dataclass(frozen=True)
class Direct:
    """Ways between two points on one road that leave it nowhere, ``[way]``; finite seconds only."""

    start: IntArray
    goal: IntArray
    seconds: FloatArray
    metres: FloatArray
    arc: IntArray


def starts_of(view: View, points: Snapped) -> Ends:
    """Return how points on roads are left: whoever stands on a closed road may drive off it."""
    point, arc, share = _arcs_at(view, points, view.leave_s)
    # Doubles of an arc differ only in where they begin: one is enough.
    _, kept = np.unique(point * np.int64(2) + view.back[arc], return_index=True)
    kept.sort()
    point, arc, rest = point[kept], arc[kept], 1 - share[kept]
    seconds = rest * view.leave_s[arc] + view.wait_s[arc]
    return _ends(points.n, point, (view.head[arc], seconds, rest * view.metres[arc], arc))


def goals_of(view: View, points: Snapped) -> Ends:
    """Return how points on roads are reached: none on a closed road is."""
    point, arc, share = _arcs_at(view, points, view.travel_s)
    before = view.seconds[arc] - view.travel_s[arc] - view.wait_s[arc]
    seconds = np.maximum(before, 0.0) + share * view.travel_s[arc]
    return _ends(points.n, point, (view.tail[arc], seconds, share * view.metres[arc], arc))


def direct(view: View, starts: Snapped, goals: Snapped) -> Direct:
    """Return the ways along one road between points that lie on it."""
    order = np.argsort(goals.edge, kind="stable")
    low = np.searchsorted(goals.edge[order], starts.edge, side="left")
    high = np.searchsorted(goals.edge[order], starts.edge, side="right")
    one = np.repeat(np.arange(starts.n), high - low)
    other = order[spans(low, high - low)]
    found = []
    for back in (0, 1):
        number = 2 * starts.edge[one].astype(np.int64) + back
        ahead = (goals.share[other] - starts.share[one]) * (1 - 2 * back)
        is_there = (starts.edge[one] >= 0) & (ahead >= 0)
        is_there[is_there] = np.diff(view.copies_first)[number[is_there]] > 0
        arc = view.copies[view.copies_first[number[is_there]]]
        rows = np.flatnonzero(is_there)[np.isfinite(view.travel_s[arc])]
        arc = arc[np.isfinite(view.travel_s[arc])]
        found.append((one[rows], other[rows], ahead[rows] * view.travel_s[arc], ahead[rows] * view.metres[arc], arc))
    return Direct(*(np.concatenate(column) for column in zip(*found, strict=True)))


def _arcs_at(view: View, points: Snapped, travel_s: FloatArray) -> tuple[NDArray[np.int64], IntArray, FloatArray]:
    """All arcs of finite time on which each point lies, and which share of each lies before the point."""
    row = np.flatnonzero(points.edge >= 0)
    number = (2 * points.edge[row].astype(np.int64)[:, None] + np.array([0, 1])).ravel()
    counts = np.diff(view.copies_first)[number]
    arc = view.copies[spans(view.copies_first[number], counts)]
    point = np.repeat(np.repeat(row, 2), counts)
    is_open = np.isfinite(travel_s[arc])
    point, arc = point[is_open], arc[is_open]
    share = np.where(view.back[arc] == 1, 1 - points.share[point], points.share[point])
    return point, arc, share


def _ends(n: int, point: NDArray[np.int64], columns: tuple[IntArray, FloatArray, FloatArray, IntArray]) -> Ends:
    order = np.argsort(point, kind="stable")
    first = np.concatenate(([0], np.cumsum(np.bincount(point, minlength=n))))
    node, seconds, metres, arc = columns
    return Ends(first.astype(np.int32), node[order], seconds[order], metres[order], arc[order])

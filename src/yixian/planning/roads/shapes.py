"""Parts of roads as lines on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.roads.geo import distance_m

if TYPE_CHECKING:
    from yixian.planning.roads.network import FloatArray, Network


def part_of(network: Network, edge: int, begin: float, end: float) -> FloatArray:
    """Return the shape of an edge between two shares of its length from u, ``[point, (lon, lat)]``.

    It runs from ``begin`` to ``end``, against the drawing if ``end`` is the smaller one.
    """
    points = network.points_of(edge)
    steps = distance_m(points[:-1, 0], points[:-1, 1], points[1:, 0], points[1:, 1])
    along = np.concatenate(([0.0], np.cumsum(steps)))
    share = along / along[-1] if along[-1] > 0 else np.linspace(0.0, 1.0, len(along))
    low, high = min(begin, end), max(begin, end)
    inside = (share > low) & (share < high)
    places = np.concatenate(([low], share[inside], [high]))
    line = np.column_stack([np.interp(places, share, points[:, axis]) for axis in (0, 1)])
    return np.asarray(line if begin <= end else line[::-1])

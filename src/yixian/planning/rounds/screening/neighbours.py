"""Which buildings are neighbours, and how long the walk between any two is.

Where nobody says which buildings are neighbours, two are if no other lies in the circle that has them at the ends
of a diameter (Gabriel's graph): it joins everything and no two lines cross.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from yixian.planning.compiled import compiled
from yixian.planning.rounds.screening.problem import NO_WAY_S

if TYPE_CHECKING:
    from yixian.planning.rounds.screening.problem import BoolArray, FloatArray, IntArray

DETOUR = 1.3
"""Metres on the way per metre as the crow flies."""


def neighbours_of(place_m: FloatArray) -> IntArray:
    """Return Gabriel's graph, ``[edge, 2]``, lower index first."""
    is_edge = np.zeros((len(place_m), len(place_m)), dtype=np.bool_)
    note_neighbours(np.ascontiguousarray(place_m), is_edge)
    return np.argwhere(is_edge).astype(np.int64)


@compiled
def note_neighbours(place_m: FloatArray, is_edge: BoolArray) -> None:
    """Mark every pair whose circle is empty."""
    for i in range(len(place_m)):
        for j in range(i + 1, len(place_m)):
            is_edge[i, j] = is_empty_between(place_m, i, j)


@compiled
def is_empty_between(place_m: FloatArray, i: int, j: int) -> bool:
    """Whether no other building lies in the circle that has two at the ends of a diameter."""
    x, y = (place_m[i, 0] + place_m[j, 0]) / 2, (place_m[i, 1] + place_m[j, 1]) / 2
    reach = (place_m[i, 0] - x) ** 2 + (place_m[i, 1] - y) ** 2
    for k in range(len(place_m)):
        is_inside = (place_m[k, 0] - x) ** 2 + (place_m[k, 1] - y) ** 2 < reach * (1 - 1e-9)
        if is_inside and k not in (i, j):
            return False
    return True


def edge_seconds(place_m: FloatArray, edges: IntArray, walk_m_per_min: float) -> IntArray:
    """Return whole seconds on each edge, begun ones counted."""
    apart = place_m[edges[:, 0]] - place_m[edges[:, 1]]
    metres = np.sqrt((apart**2).sum(axis=1))
    seconds: IntArray = np.ceil(DETOUR * metres * 60 / walk_m_per_min).astype(np.int64)
    return seconds


def shortest_ways(n_buildings: int, edges: IntArray, edge_s: IntArray) -> IntArray:
    """Return the seconds of the shortest way between any two buildings."""
    # A matrix takes a stored zero for no edge, so each second counts as 4096 and each edge 1 more: fewer than 4096
    # edges never add up to a second, and among ways of one length that with the fewest edges is kept.
    weights = (edge_s * 4096 + 1).astype(np.float64)
    graph = coo_array((weights, (edges[:, 0], edges[:, 1])), shape=(n_buildings, n_buildings))
    ways = dijkstra(graph.tocsr(), directed=False)
    found: IntArray = np.where(np.isfinite(ways), ways, 4096.0 * NO_WAY_S).astype(np.int64) // 4096
    return found

"""Which road segments a closure or a width speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.faults import BadInput, Fault
from yixian.planning.roads.areas import edges_in
from yixian.planning.roads.snap import snap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yixian.planning.rescue.arcs import IntArray
    from yixian.planning.rescue.problem import Closure, Spot, Where, Width
    from yixian.planning.roads.network import Network

NEAR_M = 30.0
"""A place that names a road lies at most so far from it."""


def edges_of(network: Network, rows: Sequence[Closure | Width], key: str) -> list[IntArray]:
    """Return the road segments of each closure or width.

    Parameters
    ----------
    network
        The roads.
    rows
        Closures or widths.
    key
        Where they stand in the case, for the faults.

    Raises
    ------
    BadInput
        With a fault for each row that names no road.
    """
    found, faults = [], []
    for i, row in enumerate(rows):
        edges, expected = _edges(network, row.where)
        found.append(edges)
        if not len(edges):
            faults.append(Fault(f"{key}[{i}]", "where", expected, row.id))
    if faults:
        raise BadInput(faults)
    return found


def _edges(network: Network, where: Where) -> tuple[IntArray, str]:
    """Return segments, and what would have been expected where there is none."""
    if where.edge is not None:
        is_known = where.edge < network.n_edges
        edges = np.array([where.edge] if is_known else [], dtype=np.int32)
        return edges, f"a road segment, 0 to {network.n_edges - 1}"
    if where.spot is not None:
        return _nearest(network, where.spot), f"a place within {NEAR_M:.0f} m of a road"
    corners = np.array([(spot.lon, spot.lat) for spot in where.polygon])
    return edges_in(network, corners), "a polygon that meets a road"


def _nearest(network: Network, spot: Spot) -> IntArray:
    lon, lat = np.array([spot.lon]), np.array([spot.lat])
    for by in ("ambulance", "foot"):
        snapped = snap(network, lon, lat, by)
        if snapped.metres[0] <= NEAR_M:
            return snapped.edge.astype(np.int32)
    return np.zeros(0, dtype=np.int32)

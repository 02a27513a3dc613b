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
    from yixian.planning.rescue.problem import Case, Closure, Spot, Where, Width
    from yixian.planning.roads.network import Network

NEAR_M = 30.0
"""A place that names a road lies at most so far from it."""


def edges_of(network: Network, case: Case) -> tuple[list[IntArray], list[IntArray]]:
    """Return the road segments of each closure and of each width of a case.

    Raises
    ------
    BadInput
        With a fault for each of them that names no road.
    """
    faults: list[Fault] = []
    closed = _of(network, case.closures, "closures", faults)
    measured = _of(network, case.widths, "widths", faults)
    if faults:
        raise BadInput(faults)
    return closed, measured


def _of(network: Network, rows: Sequence[Closure | Width], key: str, faults: list[Fault]) -> list[IntArray]:
    found = []
    for i, row in enumerate(rows):
        edges, expected = _edges(network, row.where)
        found.append(edges)
        if not len(edges):
            faults.append(Fault(f"{key}[{i}]", "where", expected, row.id))
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

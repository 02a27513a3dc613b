"""Put points onto roads: the nearest road from which one can go everywhere and come back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import shapely

from yixian.planning.roads.arcs import arcs_of
from yixian.planning.roads.classes import BARRIER
from yixian.planning.roads.components import parts
from yixian.planning.roads.geo import flat, spans
from yixian.planning.roads.speeds import COUNTY

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yixian.planning.roads.network import FloatArray, IntArray, Network


@dataclass(frozen=True)
class Snapped:
    """Points on roads, ``[point]``."""

    edge: IntArray  # road segment; -1 where the network has none to offer
    share: FloatArray  # part of the segment's length from its u, 0 to 1
    metres: FloatArray  # from the point to the road

    @property
    def n(self) -> int:
        """Number of points."""
        return len(self.edge)

    def part(self, rows: NDArray[np.integer]) -> Snapped:
        """Return some of the points."""
        return Snapped(self.edge[rows], self.share[rows], self.metres[rows])


@dataclass(frozen=True, eq=False)
class _Field:
    """Roads on a plane, to be searched by place."""

    edges: IntArray
    lines: NDArray[np.object_]
    tree: shapely.STRtree
    middle_lat: float


def snap(network: Network, lon: FloatArray, lat: FloatArray, by: str = "ambulance") -> Snapped:
    """Return the nearest place on a road for each point in degrees.

    Only roads of the largest part in which ``by`` (``ambulance``, ``car`` or ``foot``) can go everywhere and come
    back are taken, whether they are closed now or not: a closure changes the way, not the place.
    """
    field = _field(network, by)
    if not len(field.edges):
        nowhere = np.full(len(lon), np.inf)
        return Snapped(np.full(len(lon), -1, dtype=np.int32), np.zeros(len(lon)), nowhere)
    places = shapely.points(flat(lon, lat, field.middle_lat))
    (row, line), metres = field.tree.query_nearest(places, all_matches=False, return_distance=True)
    chosen = np.zeros(len(lon), dtype=np.int64)
    chosen[row] = line
    far = np.zeros(len(lon))
    far[row] = metres
    share = shapely.line_locate_point(field.lines[chosen], places, normalized=True)
    return Snapped(field.edges[chosen], np.clip(share, 0.0, 1.0), far)


def middle_of(network: Network) -> float:
    """Return the latitude about which the network is drawn flat."""
    return float(np.mean(network.lat)) if network.n_nodes else 0.0


def lines_of(network: Network, edges: NDArray[np.integer]) -> NDArray[np.object_]:
    """Return the shapes of some edges on the plane, in metres."""
    low = network.shape[edges].astype(np.int64)
    counts = network.shape[edges + 1] - low
    points = spans(low, counts)
    plane = flat(network.shape_lon[points], network.shape_lat[points], middle_of(network))
    return np.asarray(shapely.linestrings(plane, indices=np.repeat(np.arange(len(edges)), counts)))


@lru_cache(maxsize=8)
def _field(network: Network, by: str) -> _Field:
    edges = main_edges(network, by)
    lines = lines_of(network, edges)
    return _Field(edges, lines, shapely.STRtree(lines), middle_of(network))


@lru_cache(maxsize=8)
def main_edges(network: Network, by: str) -> IntArray:
    """Return the roads of the largest part in which somebody can go everywhere and come back, sorted."""
    arcs = arcs_of(network, by, COUNTY)
    part = parts(network.n_nodes, arcs.tail, arcs.head, is_directed=True)
    used = np.concatenate((arcs.tail, arcs.head))
    largest = np.bincount(part[np.unique(used)]).argmax() if len(used) else -1
    is_inside = (part[arcs.tail] == largest) & (part[arcs.head] == largest)
    edges = np.unique(arcs.edge[is_inside])
    return np.asarray(edges[network.road_class[edges] != BARRIER], dtype=np.int32)

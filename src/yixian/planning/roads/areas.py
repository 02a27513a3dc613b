"""Which roads an area on the map means."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import shapely

from yixian.planning.roads.classes import BARRIER
from yixian.planning.roads.geo import flat
from yixian.planning.roads.snap import lines_of, middle_of

if TYPE_CHECKING:
    from yixian.planning.roads.network import FloatArray, IntArray, Network


def edges_in(network: Network, polygon: FloatArray) -> IntArray:
    """Return the road segments that meet a polygon, ``[corner, (lon, lat)]`` in degrees, sorted.

    A bridge over the area is among them: whoever does not mean it names roads instead of an area.
    """
    edges, tree = _tree(network)
    area = shapely.Polygon(flat(polygon[:, 0], polygon[:, 1], middle_of(network)))
    return np.asarray(np.sort(edges[tree.query(area, predicate="intersects")]), dtype=np.int32)


@lru_cache(maxsize=4)
def _tree(network: Network) -> tuple[IntArray, shapely.STRtree]:
    edges = np.flatnonzero(network.road_class != BARRIER).astype(np.int32)
    return edges, shapely.STRtree(lines_of(network, edges))

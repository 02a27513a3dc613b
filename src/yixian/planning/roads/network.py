"""The road network as flat arrays: nodes, road segments, their shapes, and the turns that are forbidden."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Mapping

IntArray = NDArray[np.int32]
FloatArray = NDArray[np.float64]

UNKNOWN = -1


@dataclass(frozen=True, eq=False)
class Network:
    """Roads of a county; all coordinates are degrees in WGS-84.

    An edge is a stretch of road between two nodes; forward is from ``u`` to ``v``, the way it was drawn. Where a gate
    or bollard stands, the road is cut into two nodes that an edge of class ``barrier`` joins.
    """

    lon: FloatArray  # [node]
    lat: FloatArray  # [node]
    u: IntArray  # [edge] node at the beginning
    v: IntArray  # [edge] node at the end; u = v for a loop
    metres: FloatArray  # [edge] length along the shape
    road_class: NDArray[np.uint8]  # [edge] index of classes.NAMES
    width_cm: NDArray[np.int16]  # [edge] -1 = nobody measured
    width_from: NDArray[np.uint8]  # [edge] 0 nobody, 1 tag of the map, 2 road table
    lanes: NDArray[np.uint8]  # [edge] 0 = unknown
    way: NDArray[np.int64]  # [edge] id of the way, or row of the road table
    flags: NDArray[np.uint16]  # [edge] bits of flags.py
    barrier: NDArray[np.uint8]  # [edge] what stands there, see flags.py; 0 on roads
    delay_s: NDArray[np.float32]  # [edge] to open the gate for an emergency vehicle
    limit_forward_kmh: NDArray[np.float32]  # [edge] legal limit, 0 = none known
    limit_backward_kmh: NDArray[np.float32]  # [edge]
    surface_kmh: NDArray[np.uint8]  # [edge] what the surface allows, 0 = anything
    sign_forward: NDArray[np.uint8]  # [edge] sign that meets you at v
    sign_backward: NDArray[np.uint8]  # [edge] sign that meets you at u
    name: IntArray  # [edge] index of names, -1 = none
    shape: NDArray[np.int32]  # [edge + 1] points of edge e are shape[e] .. shape[e + 1] - 1, both ends among them
    shape_lon: FloatArray  # [point]
    shape_lat: FloatArray  # [point]
    banned: IntArray  # [turn, 3] from edge, via node, to edge
    node_id: NDArray[np.int64]  # [node] id in the map, -1 where we made the node
    name_bytes: NDArray[np.uint8]  # all names in UTF-8, one after another
    name_end: NDArray[np.int64]  # [name] where each ends

    @property
    def n_nodes(self) -> int:
        """Number of nodes."""
        return len(self.lon)

    @property
    def n_edges(self) -> int:
        """Number of road segments."""
        return len(self.u)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of roads."""
        text, ends = self.name_bytes.tobytes(), self.name_end.tolist()
        return tuple(text[low:high].decode() for low, high in zip([0, *ends[:-1]], ends, strict=True))

    def name_of(self, edge: int) -> str:
        """Return the name of an edge's road, empty if it has none."""
        code = int(self.name[edge])
        return "" if code < 0 else self.names[code]

    def points_of(self, edge: int) -> FloatArray:
        """Return the shape of an edge, ``[point, (lon, lat)]``, from ``u`` to ``v``."""
        part = slice(int(self.shape[edge]), int(self.shape[edge + 1]))
        return np.column_stack((self.shape_lon[part], self.shape_lat[part]))

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return all arrays by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


DTYPES: Mapping[str, str] = {
    "lon": "<f8", "lat": "<f8", "u": "<i4", "v": "<i4", "metres": "<f8", "road_class": "|u1", "width_cm": "<i2",
    "width_from": "|u1", "lanes": "|u1", "way": "<i8", "flags": "<u2", "barrier": "|u1", "delay_s": "<f4",
    "limit_forward_kmh": "<f4", "limit_backward_kmh": "<f4", "surface_kmh": "|u1", "sign_forward": "|u1",
    "sign_backward": "|u1", "name": "<i4", "shape": "<i4", "shape_lon": "<f8", "shape_lat": "<f8", "banned": "<i4",
    "node_id": "<i8", "name_bytes": "|u1", "name_end": "<i8",
}  # fmt: skip
"""Type of each array in the file."""

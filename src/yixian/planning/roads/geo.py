"""Lengths and directions on the globe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yixian.planning.roads.network import FloatArray

EARTH_M = 6_371_008.8
"""Mean radius of the earth (IUGG)."""

M_PER_DEGREE = EARTH_M * np.pi / 180


def distance_m(lon: FloatArray, lat: FloatArray, to_lon: FloatArray, to_lat: FloatArray) -> FloatArray:
    """Return great-circle lengths in metres between points in degrees (haversine formula)."""
    y, to_y = np.radians(lat), np.radians(to_lat)
    x = np.radians(np.subtract(to_lon, lon))
    half = np.sin((to_y - y) / 2) ** 2 + np.cos(y) * np.cos(to_y) * np.sin(x / 2) ** 2
    return np.asarray(2 * EARTH_M * np.arcsin(np.sqrt(np.clip(half, 0, 1))), dtype=np.float64)


def flat(lon: FloatArray, lat: FloatArray, middle_lat: float) -> FloatArray:
    """Return points as metres on a plane, ``[point, (east, north)]``, true near the middle latitude."""
    east = np.asarray(lon) * (M_PER_DEGREE * np.cos(np.radians(middle_lat)))
    return np.column_stack((east, np.asarray(lat) * M_PER_DEGREE))


def spans(starts: NDArray[np.integer], lengths: NDArray[np.integer]) -> NDArray[np.int64]:
    """Return all indices of many runs one after another: ``starts[k] .. starts[k] + lengths[k] - 1``."""
    ends = np.cumsum(lengths, dtype=np.int64)
    shift = np.repeat(np.asarray(starts, dtype=np.int64) - (ends - lengths), lengths)
    return np.arange(ends[-1] if len(ends) else 0, dtype=np.int64) + shift

"""The directions in which arcs leave and reach their ends, and what a turn between two of them costs a car."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from yixian.planning.roads.geo import distance_m

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yixian.planning.roads.arcs import Arcs
    from yixian.planning.roads.network import FloatArray, Network

LOOK_M: Final = 10.0
"""A driver sees a road's direction this far from the junction; nearer, the drawing is mostly noise."""

TURN_S: Final = 7.5
BIAS: Final = 1.075
STEEP: Final = 13.0
BACK_S: Final = 27.5
"""The sigmoid of OSRM's car profile for traffic on the right, its largest penalty, and that of a turn back."""

ONCOMING_S: Final = 2.0
ONCOMING_SHIFT: Final = 3.25
"""What OSRM 26 adds where a turn to the left crosses those who come towards it."""


def turn_s(angle: FloatArray) -> FloatArray:
    """Return the seconds of turns by their angle in degrees, -180 to 180, right of straight ahead positive."""
    bias = np.where(angle >= 0, BIAS, 1 / BIAS)
    return np.asarray(TURN_S / (1 + np.exp(-(STEEP / bias * np.abs(angle) / 180 - STEEP / 2 * bias))))


def oncoming_s(angle: FloatArray) -> FloatArray:
    """Return the seconds that turns to the left wait for oncoming traffic, 0 for those to the right."""
    waits = ONCOMING_S / (1 + np.exp(-(STEEP * np.abs(angle) / 180 - ONCOMING_SHIFT)))
    return np.asarray(np.where(angle < 0, waits, 0.0))


def bearings(network: Network, arcs: Arcs) -> tuple[FloatArray, FloatArray]:
    """Return the compass directions, in degrees, in which each arc leaves its tail and reaches its head."""
    edge, is_back = arcs.edge, (arcs.number & 1).astype(bool)
    at_u = _direction(network, edge, is_end=False)
    at_v = _direction(network, edge, is_end=True)
    leaving = np.where(is_back, at_v, at_u)
    reaching = np.where(is_back, at_u, at_v) + 180
    return leaving, reaching % 360


def _direction(network: Network, edge: NDArray[np.integer], *, is_end: bool) -> FloatArray:
    """Direction from one end of each edge to the point of its shape that lies ``LOOK_M`` along it."""
    low, high = network.shape[edge].astype(np.int64), network.shape[edge + 1].astype(np.int64) - 1
    origin, step, last = (high, -1, low) if is_end else (low, 1, high)
    lon, lat = np.asarray(network.shape_lon), np.asarray(network.shape_lat)
    at, walked = origin.copy(), np.zeros(len(edge))
    end_lon, end_lat = lon[last].copy(), lat[last].copy()
    going = np.flatnonzero(at != last)
    while len(going):
        here, there = at[going], at[going] + step
        length = distance_m(lon[here], lat[here], lon[there], lat[there])
        is_far = walked[going] + length >= LOOK_M
        share = np.where(length > 0, (LOOK_M - walked[going]) / np.maximum(length, 1e-9), 0.0)[is_far]
        far = going[is_far]
        end_lon[far] = lon[here[is_far]] + share * (lon[there[is_far]] - lon[here[is_far]])
        end_lat[far] = lat[here[is_far]] + share * (lat[there[is_far]] - lat[here[is_far]])
        walked[going] += length
        at[going] = there
        going = going[~is_far & (there != last[going])]
    east = (end_lon - lon[origin]) * np.cos(np.radians(lat[origin]))
    return np.asarray(np.degrees(np.arctan2(east, end_lat - lat[origin])) % 360)

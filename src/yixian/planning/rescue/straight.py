"""The answer without roads: straight lines with a detour, for the hour in which the network cannot be used."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.rescue.arcs import Arcs, Layer
from yixian.planning.rescue.ground import Ground, Hold, places_of, spots_of
from yixian.planning.rescue.roads import NOTHING, Roads
from yixian.planning.roads.geo import distance_m

if TYPE_CHECKING:
    from yixian.planning.plan import Reason
    from yixian.planning.rescue.arcs import FloatArray, IntArray
    from yixian.planning.rescue.problem import Case

DETOUR_PERCENT = 160
"""Roads over straight lines: the 1.6 that Beijing plans its ambulance stations with."""
KMH = 30
"""An ambulance on village and township roads."""
WALK_DETOUR_PERCENT = 130
WALK_KMH = 5.1
ANY_WIDTH = 100_000
DRIVE_BAND, WALK_BAND = (60, 100, 180), (80, 100, 160)
"""Nobody knows the roads: the bands are wide."""


def straight(case: Case, cause: Reason) -> tuple[Case, Ground]:
    """Return a case with wide bands, and ground on which every place is joined to every other by a straight line.

    Closures and widths have no effect on it. ``cause`` says why the network is not used; the plan will say so.
    """
    spots, _ = spots_of(case)
    lon, lat = (np.array([getattr(spot, name) for spot in spots]) for name in ("lon", "lat"))
    metres = distance_m(lon[:, None], lat[:, None], lon[None, :], lat[None, :])
    n = len(spots)
    on = 2 * np.arange(n, dtype=np.int32)
    roads = _no_roads()
    ground = Ground(
        roads=roads,
        lon=np.repeat(lon, 2),
        lat=np.repeat(lat, 2),
        new_drive=_layer(on, metres * DETOUR_PERCENT / 100, KMH, doors=False),
        new_foot=_layer(on, metres * WALK_DETOUR_PERCENT / 100, WALK_KMH, doors=True),
        clear_cm=np.full(n * (n - 1), ANY_WIDTH, dtype=np.int32),
        barred=np.full(n * (n - 1), NOTHING, dtype=np.int32),
        places=places_of(case, 0),
        holds=tuple(Hold(NOTHING, 0.0, 0.0) for _ in spots),
        cause=cause,
    )
    return replace(case, pace=replace(case.pace, drive=DRIVE_BAND, walk=WALK_BAND)), ground


def _layer(on: IntArray, metres: FloatArray, kmh: float, *, doors: bool) -> Layer:
    """Return arcs between all places, and if asked those to their doors."""
    tail, head = (side.ravel() for side in np.meshgrid(on, on, indexing="ij"))
    is_way = tail != head
    tail, head, length = tail[is_way], head[is_way], metres.ravel()[is_way]
    if doors:
        tail, head = np.concatenate((tail, on, on + 1)), np.concatenate((head, on + 1, on))
        length = np.concatenate((length, np.zeros(2 * len(on))))
    ms = np.maximum(np.rint(length * 3600 / kmh), 1).astype(np.int64)
    arcs = Arcs(tail, head, ms, length, np.full(len(tail), NOTHING, dtype=np.int32))
    return Layer(arcs, ms, 2 * len(on))


def _no_roads() -> Roads:
    none, empty = np.zeros(0), np.zeros(0, dtype=np.int32)
    ms = np.zeros(0, dtype=np.int64)
    arcs = Arcs(empty, empty, ms, none, empty)
    layer = Layer(arcs, ms, 0)
    along = np.zeros((0, 2), dtype=np.int32)
    return Roads(none, none, empty, empty, layer, layer, empty, (), empty, along, along)

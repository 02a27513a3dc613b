"""How fast a vehicle is: speeds by class of road, what signs and turns cost, and how far that can be trusted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from yixian.planning.roads import flags
from yixian.planning.roads.classes import NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.planning.roads.network import FloatArray, Network

FOOT_KMH: Final = 5.1
"""A person who walks (the default of Valhalla's pedestrian costing, near the 1.4 m/s of Bohannon 1997)."""

STAIRS_KMH: Final = 3.0
"""On stairs, along the slope (Fruin 1971: about half of level walking)."""

LEAST_S: Final = 0.01
"""No arc is free, or a search could go round in circles."""


@dataclass(frozen=True)
class Speeds:
    """A way of reckoning driving times.

    ``kmh`` holds a speed for each class of ``classes.NAMES``, 0 where such a vehicle does not drive; ``factor``
    multiplies the seconds of a class and ``band`` says between which multiples of the reckoned time nine of ten real
    ones lie: both come from recorded trips (``calibration.py``).
    """

    name: str
    kmh: tuple[float, ...]
    other_kmh: float = 0.0
    limit_share: float | None = None
    is_capped_by_limit: bool = False
    sign_s: Mapping[int, float] = field(default_factory=dict)
    junction_s: float = 0.0
    gate_s: float | None = None
    has_turn_costs: bool = False
    factor: tuple[float, ...] = (1.0,) * len(NAMES)
    band: tuple[tuple[float, float], ...] = ((0.8, 1.4),) * len(NAMES)

    def __hash__(self) -> int:
        return hash((self.name, self.kmh, self.factor))


def _by_class(kmh: Mapping[str, float]) -> tuple[float, ...]:
    return tuple(kmh.get(name, 0.0) for name in NAMES)


COUNTY: Final = Speeds(
    name="county",
    kmh=_by_class({
        "motorway": 80, "motorway_link": 40, "trunk": 60, "trunk_link": 40, "primary": 50, "primary_link": 35,
        "secondary": 45, "secondary_link": 30, "tertiary": 38, "tertiary_link": 25, "unclassified": 30,
        "residential": 24, "living_street": 15, "service": 15, "pedestrian": 10, "track": 12, "footway": 5, "path": 5,
        "cycleway": 8, "bridleway": 5,
    }),
    is_capped_by_limit=True,
    sign_s={flags.SIGNAL: 8.0, flags.STOP: 3.0, flags.STOP_MINOR: 3.0, flags.GIVE_WAY: 1.5},
    junction_s=1.0,
)  # fmt: skip
"""What a county begins with: about three quarters of the design speeds that JTG B01-2014 gives the usual technical
class of each grade (national and provincial roads 60-80 km/h, county roads 40-60, township roads 30-40, village roads
20-30), to be replaced by factors from the county's own trips."""

OSRM_CAR: Final = Speeds(
    name="osrm-car",
    kmh=_by_class({
        "motorway": 90, "motorway_link": 45, "trunk": 85, "trunk_link": 40, "primary": 65, "primary_link": 30,
        "secondary": 55, "secondary_link": 25, "tertiary": 40, "tertiary_link": 20, "unclassified": 25,
        "residential": 25, "living_street": 10, "service": 15,
    }),
    other_kmh=10.0,
    limit_share=0.8,
    sign_s={flags.SIGNAL: 2.0, flags.STOP: 2.0, flags.STOP_MINOR: 2.0, flags.GIVE_WAY: 1.0},
    gate_s=60.0,
    has_turn_costs=True,
)  # fmt: skip
"""The figures of OSRM's car profile (Project-OSRM/osrm-backend, profiles/car.lua), for comparison with it."""

SPEEDS: Final = {speeds.name: speeds for speeds in (COUNTY, OSRM_CAR)}


def drive_s(network: Network, speeds: Speeds) -> FloatArray:
    """Return the seconds along each edge, ``[edge, (forward, backward)]``; inf where such a vehicle does not drive."""
    of_class = np.array([kmh or speeds.other_kmh for kmh in speeds.kmh])
    kmh = np.repeat(of_class[network.road_class][:, None], 2, axis=1)
    limit = np.column_stack((network.limit_forward_kmh, network.limit_backward_kmh)).astype(np.float64)
    if speeds.limit_share is not None:
        kmh = np.where(limit > 0, limit * speeds.limit_share, kmh)
    elif speeds.is_capped_by_limit:
        kmh = np.where(limit > 0, np.minimum(limit, kmh), kmh)
    surface = network.surface_kmh[:, None].astype(np.float64)
    kmh = np.where(surface > 0, np.minimum(surface, kmh), kmh)
    factor = np.array(speeds.factor)[network.road_class][:, None]
    pace = np.full(kmh.shape, np.inf)
    np.divide(3.6, kmh, out=pace, where=kmh > 0)
    # A road of no length still takes a moment, and one that nobody drives takes for ever.
    return np.asarray(np.maximum(np.maximum(network.metres, LEAST_S)[:, None] * factor * pace, LEAST_S))


def walk_s(network: Network) -> FloatArray:
    """Return the seconds on foot along each edge, the same in both directions, ``[edge, 2]``."""
    kmh = np.where(network.flags & flags.STAIRS, STAIRS_KMH, FOOT_KMH)
    seconds = np.maximum(network.metres / (kmh / 3.6), LEAST_S)
    return np.repeat(seconds[:, None], 2, axis=1)

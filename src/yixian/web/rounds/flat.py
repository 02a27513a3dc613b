"""Metres on a flat map of the county, and the minutes between two of its points."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from yixian.web.rounds.numbers import NUMBERS

EARTH_M = 6_371_000
# Roads are a third longer than the crow flies; the planner reckons with the same.
DETOUR = 1.3
Point = tuple[float, float]


@dataclass(frozen=True)
class Flat:
    """Over one county a degree is everywhere as long as at its middle."""

    lon: float
    lat: float

    @classmethod
    def around(cls, points: Iterable[Point]) -> Flat:
        """Return the map whose origin is the middle of the points; 0, 0 if there are none."""
        lons, lats = zip(*(list(points) or [(0.0, 0.0)]), strict=True)
        return cls(sum(lons) / len(lons), sum(lats) / len(lats))

    def metres(self, point: Point | None) -> tuple[int, int]:
        """Return whole metres east and north of the origin; whose place nobody knows is put in the middle."""
        lon, lat = point or (self.lon, self.lat)
        east = math.radians(lon - self.lon) * math.cos(math.radians(self.lat)) * EARTH_M
        return round(east), round(math.radians(lat - self.lat) * EARTH_M)


def minutes(a: Point | None, b: Point | None) -> int | None:
    """Return how long the way between two points takes, begun minutes counted; None where one is unknown."""
    if a is None or b is None:
        return None
    flat = Flat.around([a])
    return math.ceil(DETOUR * math.dist(flat.metres(a), flat.metres(b)) / NUMBERS.metres_a_minute)

"""Which posts a person can get to, and in how many minutes: straight lines on a flat map of the county."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yixian.web.duty.staffing import STAFFING

if TYPE_CHECKING:
    from collections.abc import Iterable

EARTH_M = 6_371_000
Metres = tuple[float, float]


@dataclass(frozen=True)
class Map:
    """A local projection: over one county a degree is everywhere as long as at its middle."""

    lon: float
    lat: float

    @classmethod
    def around(cls, points: Iterable[tuple[float, float]]) -> Map:
        """Return the map whose origin is the middle of the points; 0, 0 if there are none."""
        lons, lats = zip(*(list(points) or [(0.0, 0.0)]), strict=True)
        return cls(sum(lons) / len(lons), sum(lats) / len(lats))

    def metres(self, lon: float, lat: float) -> Metres:
        """Return metres east and north of the origin."""
        east = math.radians(lon - self.lon) * math.cos(math.radians(self.lat)) * EARTH_M
        return east, math.radians(lat - self.lat) * EARTH_M


def minutes(a: Metres, b: Metres) -> int:
    """Return how long somebody needs from one point to another, rounded up."""
    return math.ceil(STAFFING.detour * math.dist(a, b) / STAFFING.metres_a_minute)


def within_reach(start: Metres, home: str, posts: dict[str, Metres]) -> list[tuple[str, int]]:
    """Return posts with minutes, one's own first however far it is, then the nearest within the limit."""
    others = sorted((minutes(start, at), post) for post, at in posts.items() if post != home)
    near = [(post, far) for far, post in others if far <= STAFFING.most_minutes]
    own = minutes(start, posts[home]) if home in posts else 0
    return [(home, own), *near[: STAFFING.most_posts - 1]]

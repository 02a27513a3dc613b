"""From kilometres on the sheet, whose lower left corner is (0, 0), to degrees and back."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yixian.simulate.facts import Point

CENTRE = (113.0, 33.9)
MIDDLE_KM = (22.5, 15.0)
KM_PER_LAT = 111.32
KM_PER_LON = KM_PER_LAT * math.cos(math.radians(CENTRE[1]))


def degrees(point: Point) -> Point:
    """Return (longitude, latitude) of a point in kilometres."""
    lon = CENTRE[0] + (point[0] - MIDDLE_KM[0]) / KM_PER_LON
    lat = CENTRE[1] + (point[1] - MIDDLE_KM[1]) / KM_PER_LAT
    return round(lon, 6), round(lat, 6)


def kilometres(lon: float, lat: float) -> Point:
    """Return the point on the sheet for a longitude and latitude."""
    x = MIDDLE_KM[0] + (lon - CENTRE[0]) * KM_PER_LON
    y = MIDDLE_KM[1] + (lat - CENTRE[1]) * KM_PER_LAT
    return x, y

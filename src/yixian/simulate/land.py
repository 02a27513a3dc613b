"""The ground of 临溪县: fifteen areas that tile an outline without gaps, a river and four roads.

Everything is laid out in kilometres on a sheet of 45 x 30 km whose lower left corner is (0, 0).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from yixian.simulate.facts import Line, Point

if TYPE_CHECKING:
    import numpy as np

CENTRE = (113.0, 33.9)
MIDDLE_KM = (22.5, 15.0)
KM_PER_LAT = 111.32
KM_PER_LON = KM_PER_LAT * math.cos(math.radians(CENTRE[1]))
# A border wobbles by this share of its length; places keep BORDER_KM away, so they stay on their side.
WOBBLE = 0.035
BORDER_KM = 0.8
PIECES = 10

SEATS: dict[str, Point] = {
    "高台乡": (9.4, 24.0),
    "马庄镇": (15.5, 25.3),
    "青龙乡": (21.9, 25.6),
    "杏湾镇": (30.1, 23.4),
    "北营镇": (6.3, 17.2),
    "石桥乡": (15.2, 14.9),
    "城关镇": (24.0, 16.7),
    "双泉乡": (32.4, 14.5),
    "产业区": (39.5, 15.7),
    "凤岭林站": (5.0, 9.2),
    "枣园镇": (11.7, 6.5),
    "柳河镇": (21.8, 7.6),
    "南岗乡": (17.3, 4.4),
    "白塔镇": (27.7, 7.2),
    "东湖办": (36.5, 9.1),
}
OUTLINE: tuple[Point, ...] = (
    (0.0, 13.7),
    (0.9, 8.2),
    (4.2, 4.2),
    (9.5, 1.4),
    (17.0, 0.0),
    (25.0, 0.2),
    (29.5, 1.2),
    (37.0, 4.8),
    (43.5, 8.6),
    (45.0, 12.0),
    (42.5, 18.0),
    (37.5, 23.8),
    (32.0, 28.0),
    (23.5, 29.8),
    (11.0, 29.6),
    (5.5, 26.2),
    (2.0, 20.0),
)
_RIVER: tuple[Point, ...] = (
    *((-0.5, 22.6), (7, 20.7), (13, 18.4), (19, 17.0)),
    *((24, 17.6), (29, 15.9), (36, 14.6), (45, 15.5)),
)
_ROADS: dict[str, tuple[Point, ...]] = {
    "国道310": ((-1.5, 11.0), (10, 13.0), (24.0, 15.9), (35, 19.5), (46, 23.0)),
    "省道032": ((20.5, 31.0), (21.2, 24), (22.3, 15.5), (22.6, 8), (24.0, -1.5)),
    "县道015": ((5.2, 1.0), (11.9, 6.8), (22.0, 14.9)),
    "县道021": ((22.4, 15.0), (30.0, 9.6), (36.4, 6.9), (42.5, 3.0)),
}


@dataclass(frozen=True)
class Land:
    """Rings by township and lines, in kilometres."""

    rings: dict[str, list[Point]]
    river: list[Point]
    roads: dict[str, list[Point]]

    def lines(self) -> tuple[Line, ...]:
        """Return the river and the roads in degrees."""
        river = Line("river", "临溪河", tuple(map(degrees, self.river)))
        roads = (Line("road", name, tuple(map(degrees, points))) for name, points in self.roads.items())
        return (river, *roads)


def lay_out(rng: np.random.Generator) -> Land:
    """Return the county's ground: straight cells first, then each common border bent once for both sides."""
    bends: dict[frozenset[Point], list[Point]] = {}
    rings = {name: _bent_ring(cell(name), bends, rng) for name in SEATS}
    return Land(rings, _bent(_RIVER, rng), {name: _bent(points, rng) for name, points in _ROADS.items()})


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


def cell(name: str) -> list[Point]:
    """Return the corners of the ground nearer to one seat than to any other, anticlockwise."""
    own, ring = SEATS[name], list(OUTLINE)
    for other in SEATS.values():
        if other != own:
            ring = _nearer(ring, own, other)
    return ring


def room(point: Point, name: str) -> float:
    """Return how many kilometres a point lies inside a township's straight borders, negative outside."""
    own = SEATS[name]
    borders = [_towards(point, own, other) for other in SEATS.values() if other != own]
    corners = zip(OUTLINE, OUTLINE[1:] + OUTLINE[:1], strict=True)
    return min(min(borders), min(_left_of(point, start, end) for start, end in corners))


def _towards(point: Point, own: Point, other: Point) -> float:
    """Return the distance of a point from the line half way between two seats, positive on our own side."""
    return (math.dist(point, other) ** 2 - math.dist(point, own) ** 2) / (2 * math.dist(own, other))


def _left_of(point: Point, start: Point, end: Point) -> float:
    along = (end[0] - start[0], end[1] - start[1])
    return (along[0] * (point[1] - start[1]) - along[1] * (point[0] - start[0])) / math.dist(start, end)


def _nearer(ring: list[Point], own: Point, other: Point) -> list[Point]:
    kept: list[Point] = []
    for start, end in zip(ring, ring[1:] + ring[:1], strict=True):
        here, there = _towards(start, own, other), _towards(end, own, other)
        if here >= 0:
            kept.append(start)
        if here * there < 0:
            share = here / (here - there)
            kept.append((start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])))
    return kept


def _bent_ring(ring: list[Point], bends: dict[frozenset[Point], list[Point]], rng: np.random.Generator) -> list[Point]:
    # Two neighbours compute a common corner in two ways; rounding to a millimetre makes it one corner.
    corners = [(round(x, 6), round(y, 6)) for x, y in ring]
    out: list[Point] = []
    for start, end in zip(corners, corners[1:] + corners[:1], strict=True):
        key = frozenset((start, end))
        if key not in bends:
            bends[key] = _bend(start, end, rng)
        border = bends[key]
        out += border[:-1] if border[0] == start else border[:0:-1]
    return out


def _bent(points: tuple[Point, ...], rng: np.random.Generator) -> list[Point]:
    out = [points[0]]
    for start, end in pairwise(points):
        out += _bend(start, end, rng)[1:]
    return out


def _bend(start: Point, end: Point, rng: np.random.Generator) -> list[Point]:
    """Return a wobbly way between two points: three waves that vanish at both ends."""
    length = math.dist(start, end)
    if length == 0:
        return [start, end]
    across = ((start[1] - end[1]) / length, (end[0] - start[0]) / length)
    heights = rng.uniform(-1, 1, 3) / (1, 2, 3) * WOBBLE * length / 2
    way = [start]
    for piece in range(1, PIECES):
        share = piece / PIECES
        waves = enumerate(heights, start=1)
        off = sum(float(height) * math.sin(wave * math.pi * share) for wave, height in waves)
        x = start[0] + share * (end[0] - start[0]) + off * across[0]
        y = start[1] + share * (end[1] - start[1]) + off * across[1]
        way.append((x, y))
    return [*way, end]

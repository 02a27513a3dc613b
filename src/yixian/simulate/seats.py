"""The seats of the townships and the ground around each, straight-edged, in kilometres on the sheet."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from yixian.simulate.outline import OUTLINE

if TYPE_CHECKING:
    from yixian.simulate.facts import Point

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
# Borders wobble; places keep this far away from them, so they stay on their side.
BORDER_KM = 0.8


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

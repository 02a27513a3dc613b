"""The ground of the county: fifteen areas without gap or overlap, and everything on its own ground."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest

from yixian.simulate.land import lay_out
from yixian.simulate.outline import OUTLINE
from yixian.simulate.scale import degrees, kilometres
from yixian.simulate.seats import SEATS, cell, room

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yixian.simulate.facts import County, Point


def area(ring: Sequence[Point]) -> float:
    """The area of a ring, positive if it runs anticlockwise."""
    closed = [*ring, ring[0]]
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(closed)) / 2


def holds(ring: Sequence[Point], point: Point) -> bool:
    """Whether a point lies inside a ring (ray casting)."""
    is_inside = False
    for a, b in pairwise([*ring, ring[0]]):
        if (a[1] > point[1]) != (b[1] > point[1]):
            crossing = a[0] + (point[1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
            is_inside ^= point[0] < crossing
    return is_inside


def borders(rings: Sequence[Sequence[Point]]) -> Counter[frozenset[Point]]:
    """How many rings run along each piece of border."""
    return Counter(frozenset(piece) for ring in rings for piece in pairwise([*ring, ring[0]]))


def test_it_works(linxi: County) -> None:
    names = {linxi.places[one.place].name for one in linxi.areas}

    assert names == set(SEATS)
    assert all(area(one.ring) > 0 for one in linxi.areas)


@pytest.mark.parametrize("seed", range(5))
def test_each_border_is_shared_by_two_areas_or_is_the_county_border(seed: int) -> None:
    rings = list(lay_out(np.random.default_rng(seed)).rings.values())
    shared = borders(rings)

    assert set(shared.values()) == {1, 2}


@pytest.mark.parametrize("seed", range(5))
def test_the_areas_fill_the_county_border_exactly(seed: int) -> None:
    rings = list(lay_out(np.random.default_rng(seed)).rings.values())
    once = {piece for piece, count in borders(rings).items() if count == 1}
    # Shoelace over directed outer pieces alone gives what the county border encloses.
    outer = [(a, b) for ring in rings for a, b in pairwise([*ring, ring[0]]) if frozenset((a, b)) in once]
    enclosed = sum(a[0] * b[1] - b[0] * a[1] for a, b in outer) / 2

    assert sum(map(area, rings)) == pytest.approx(enclosed, rel=1e-9)
    assert enclosed == pytest.approx(area(OUTLINE), rel=0.02)


def test_any_point_inside_lies_in_exactly_one_area() -> None:
    rng = np.random.default_rng(7)
    rings = lay_out(rng).rings.values()
    points = [(float(x), float(y)) for x, y in rng.uniform((12, 7), (35, 22), (500, 2))]

    assert all(sum(holds(ring, point) for ring in rings) == 1 for point in points)


def test_straight_cells_tile_the_outline() -> None:
    assert sum(area(cell(name)) for name in SEATS) == pytest.approx(area(OUTLINE))


def test_every_post_stands_on_the_ground_of_its_township(linxi: County) -> None:
    rings = {one.place: one.ring for one in linxi.areas}

    astray = [post.name for post in linxi.posts if not holds(rings[post.town], (post.lon, post.lat))]

    assert astray == []


def test_every_place_lies_on_the_ground_of_its_township(linxi: County) -> None:
    rings = {one.place: one.ring for one in linxi.areas}
    for place in linxi.places:
        town = place
        while town.id not in rings and town.parent is not None:
            town = linxi.places[town.parent]
        if town.id in rings:
            assert holds(rings[town.id], (place.lon, place.lat)), place.name


def test_room_is_positive_only_at_home() -> None:
    assert room(SEATS["柳河镇"], "柳河镇") > 0
    assert room(SEATS["柳河镇"], "白塔镇") < 0
    assert room((-5.0, 15.0), "北营镇") < 0


def test_degrees_and_kilometres_are_inverse() -> None:
    assert kilometres(*degrees((12.0, 20.0))) == pytest.approx((12.0, 20.0), abs=1e-3)


def test_neighbours_are_those_of_the_picture(linxi: County) -> None:
    seat = {place.name: place for place in linxi.townships()}

    assert seat["北营镇"].lon < seat["城关镇"].lon < seat["产业区"].lon
    assert seat["南岗乡"].lat < seat["柳河镇"].lat < seat["城关镇"].lat < seat["青龙乡"].lat


def test_there_is_a_river_and_roads_and_one_narrow_lane(linxi: County) -> None:
    kinds = Counter(line.kind for line in linxi.lines)
    lane = next(line for line in linxi.lines if line.kind == "lane")

    assert kinds == {"river": 1, "road": 4, "lane": 1}
    assert lane.width_cm == 210

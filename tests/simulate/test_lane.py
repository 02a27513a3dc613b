"""The narrow lane of 下湾村."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from tests.simulate.little import POSTS
from yixian.simulate.lane import NARROW_LANE, lane_from
from yixian.simulate.scale import kilometres

GATE = next(post for post in POSTS if post.name == NARROW_LANE.post)


def test_it_works() -> None:
    lane = lane_from(GATE)

    assert (lane.kind, lane.name, lane.width_cm) == ("lane", "下湾村三组巷", 210)


def test_it_begins_at_the_entrance_of_the_village() -> None:
    lon, lat = lane_from(GATE).points[0]

    assert (lon, lat) == pytest.approx((GATE.lon, GATE.lat), abs=1e-6)


def test_the_stretcher_goes_200_metres() -> None:
    points = [kilometres(*point) for point in lane_from(GATE).points]

    assert sum(math.dist(a, b) for a, b in pairwise(points)) == pytest.approx(0.2, abs=0.01)

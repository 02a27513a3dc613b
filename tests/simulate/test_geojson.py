"""The map of the little county as GeoJSON."""

from __future__ import annotations

import json
from itertools import pairwise

from tests.simulate.little import LITTLE
from yixian.simulate.geojson import map_of

FEATURES = map_of(LITTLE)["features"]


def test_it_works() -> None:
    assert [one["properties"]["kind"] for one in FEATURES] == ["area", "area", "river", "road", "lane"]
    assert [one["properties"]["name"] for one in FEATURES][:2] == ["柳河镇", "城关镇"]


def test_a_ring_is_closed_and_runs_anticlockwise() -> None:
    ring = FEATURES[0]["geometry"]["coordinates"][0]

    assert ring[0] == ring[-1]
    assert sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) > 0


def test_only_a_lane_says_how_wide_it_is() -> None:
    widths = [one["properties"].get("width_cm") for one in FEATURES]

    assert widths == [None, None, None, None, 210]


def test_longitude_comes_first() -> None:
    points = FEATURES[2]["geometry"]["coordinates"]

    assert all(lon > 100 and lat < 50 for lon, lat in points)


def test_it_is_plain_json() -> None:
    assert json.loads(json.dumps(map_of(LITTLE)))["type"] == "FeatureCollection"

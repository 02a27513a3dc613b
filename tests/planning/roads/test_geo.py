"""Lengths are those of the ellipsoid."""

from __future__ import annotations

import numpy as np
import pytest

from yixian.planning.roads.geo import distance_m, flat, per_degree_m, spans, unflat


# Lengths of a degree on the ellipsoid of WGS-84, as tables of geodesy give them.
@pytest.mark.parametrize(
    ("lat", "east", "north"),
    [(0, 111_320, 110_574), (30, 96_486, 110_852), (45, 78_847, 111_132), (60, 55_800, 111_412)],
)
def test_it_works(lat: float, east: float, north: float) -> None:
    found = per_degree_m(lat)

    assert float(found[0]) == pytest.approx(east, abs=1)
    assert float(found[1]) == pytest.approx(north, abs=1)


def test_beijing_to_shanghai() -> None:
    lon, lat, to_lon, to_lat = (np.array([x]) for x in (116.39, 39.91, 121.47, 31.23))

    assert distance_m(lon, lat, to_lon, to_lat)[0] == pytest.approx(1_066_000, rel=0.002)


def test_flat_and_back() -> None:
    lon, lat = np.array([117.2, 117.25]), np.array([28.28, 28.33])

    back = unflat(flat(lon, lat, 28.3), 28.3)

    np.testing.assert_allclose(back[0], lon)
    np.testing.assert_allclose(back[1], lat)


def test_spans_lists_runs() -> None:
    assert spans(np.array([5, 0, 9]), np.array([2, 0, 3])).tolist() == [5, 6, 9, 10, 11]
    assert spans(np.array([], dtype=int), np.array([], dtype=int)).tolist() == []

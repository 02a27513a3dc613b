"""Chinese map coordinates come out where they are."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yixian.planning.roads.datum import DATUMS, all_to_wgs84, datum_of, from_wgs84, to_wgs84
from yixian.planning.roads.geo import distance_m

POINTS = Path("tests/data/rescue/guixi_points_gcj02.csv")


def column(name: str) -> np.ndarray:
    """Return one column of the points."""
    with POINTS.open(encoding="utf-8") as file:
        return np.array([float(row[name]) for row in csv.DictReader(file)])


def test_it_works() -> None:
    lon, lat = all_to_wgs84(column("gcj02_lon"), column("gcj02_lat"), "GCJ-02")

    gaps = distance_m(lon, lat, column("wgs84_lon"), column("wgs84_lat"))
    assert len(gaps) == 60
    assert gaps.max() < 0.1


def test_taken_for_wgs84_they_would_be_in_the_next_village() -> None:
    gaps = distance_m(column("gcj02_lon"), column("gcj02_lat"), column("wgs84_lon"), column("wgs84_lat"))

    assert gaps.min() > 600


# Figures of the public implementations (eviltransform, coordtransform).
@pytest.mark.parametrize(
    ("datum", "shifted"),
    [("GCJ-02", (116.41024, 39.91640)), ("BD-09", (116.41663, 39.92270))],
)
def test_tiananmen(datum: str, shifted: tuple[float, float]) -> None:
    lon, lat = from_wgs84(np.array([116.404]), np.array([39.915]), datum)

    assert (lon[0], lat[0]) == pytest.approx(shifted, abs=2e-5)


@pytest.mark.parametrize("datum", DATUMS)
@given(lon=st.floats(73, 135), lat=st.floats(3, 54))
def test_there_and_back(datum: str, lon: float, lat: float) -> None:
    shifted = from_wgs84(np.array([lon]), np.array([lat]), datum)
    back = to_wgs84(float(shifted[0][0]), float(shifted[1][0]), datum)

    assert distance_m(np.array([lon]), np.array([lat]), *(np.array([one]) for one in back))[0] < 0.01


def test_outside_china_nothing_moves() -> None:
    assert to_wgs84(8.69, 49.41, "GCJ-02") == (8.69, 49.41)


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        ("gcj02", "GCJ-02"), ("GCJ-02", "GCJ-02"), ("ＧＣＪ０２", "GCJ-02"), ("wgs84", "WGS-84"),
        ("EPSG:4326", "WGS-84"),
        ("bd09", "BD-09"), ("BD_09", "BD-09"), ("bd09ll", "BD-09"), ("beijing54", None), ("", None),
    ],
)  # fmt: skip
def test_people_spell_it_in_many_ways(text: str, datum: str | None) -> None:
    assert datum_of(text) == datum

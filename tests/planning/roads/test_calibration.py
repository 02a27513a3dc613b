"""Recorded trips teach how fast vehicles are."""

from __future__ import annotations

import numpy as np
import pytest

from tests.planning.roads.little import edge_between, on, village
from yixian.planning.roads.calibration import FEWEST_TRIPS, calibrated, class_seconds
from yixian.planning.roads.classes import CODE, NAMES
from yixian.planning.roads.routes import route
from yixian.planning.roads.speeds import COUNTY, drive_s
from yixian.planning.roads.travel import view_of

MAIN, LANE = CODE["primary"], CODE["residential"]


def trips(n: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return trips on main roads and lanes; main roads take 1.5 times what is reckoned, lanes 0.8 times."""
    draw = np.random.default_rng(seed)
    reckoned = np.zeros((n, len(NAMES)))
    reckoned[:, MAIN], reckoned[:, LANE] = draw.uniform(50, 900, n), draw.uniform(50, 900, n)
    truth = np.ones(len(NAMES))
    truth[MAIN], truth[LANE] = 1.5, 0.8
    return reckoned, reckoned @ truth * draw.uniform(0.9, 1.2, n)


def test_it_works() -> None:
    fitted = calibrated(COUNTY, *trips(400, seed=1))

    assert fitted.factor[MAIN] == pytest.approx(1.5 * 1.05, rel=0.05)
    assert fitted.factor[LANE] == pytest.approx(0.8 * 1.05, rel=0.08)
    assert fitted.name == "county-calibrated"


def test_the_band_holds_nine_of_ten_trips() -> None:
    fitted = calibrated(COUNTY, *trips(400, seed=1))
    reckoned, driven = trips(400, seed=2)

    ratio = driven / (reckoned @ np.array(fitted.factor))
    low, high = fitted.band[MAIN]
    assert 0.85 < ((ratio >= low) & (ratio <= high)).mean() <= 1.0
    assert low < 1 < high


def test_a_class_nobody_drove_keeps_its_factor() -> None:
    fitted = calibrated(COUNTY, *trips(400, seed=1))

    assert fitted.factor[CODE["track"]] == pytest.approx(1.0, abs=1e-6)


def test_few_trips_change_little() -> None:
    reckoned, driven = trips(FEWEST_TRIPS - 1, seed=3)

    fitted = calibrated(COUNTY, reckoned[:1] / 100, driven[:1] / 100)

    assert fitted.factor[MAIN] == pytest.approx(1.0, abs=0.1)
    assert fitted.band == COUNTY.band


def test_no_trips_change_nothing() -> None:
    fitted = calibrated(COUNTY, np.zeros((0, len(NAMES))), np.zeros(0))

    assert fitted.factor == pytest.approx(COUNTY.factor)


def test_a_calibrated_profile_drives() -> None:
    network = village().network()
    fitted = calibrated(COUNTY, *trips(400, seed=1))
    main = edge_between(network, 1, 2)

    before, after = drive_s(network, COUNTY)[main, 0], drive_s(network, fitted)[main, 0]

    assert after / before == pytest.approx(fitted.factor[MAIN])


def test_trips_are_split_by_class() -> None:
    network = village().network()
    found = route(
        network, view_of(network), on((edge_between(network, 2, 5), 1.0)), on((edge_between(network, 2, 3), 1.0))
    )
    assert found is not None

    shares = class_seconds(network, [found], drive_s(network, COUNTY)[:, 0])

    assert shares[0, MAIN] == pytest.approx(200 / (50 / 3.6), abs=0.01)
    assert shares[0, LANE] == pytest.approx(100 / (24 / 3.6), abs=0.01)

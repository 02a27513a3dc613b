"""Seconds and metres in one whole number."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from yixian.planning.roads.engine.keys import FAR, LONGEST_S, keys_of, metres_of, seconds_of


def key(seconds: float, metres: float, least: int = 1):
    return keys_of(np.array([seconds]), np.array([metres]), least)


@given(st.floats(0.01, 200_000), st.floats(0, 1_000_000))
def test_it_works(seconds: float, metres: float):
    assert abs(seconds_of(key(seconds, metres))[0] - seconds) < 1e-5
    assert abs(metres_of(key(seconds, metres))[0] - metres) < 0.01


@given(st.lists(st.tuples(st.floats(0.01, 900), st.floats(0, 5_000)), min_size=2, max_size=9))
def test_a_way_costs_the_same_in_any_order(parts: list[tuple[float, float]]):
    keys = [int(key(*part)[0]) for part in parts]
    total = np.array([sum(keys)])
    assert np.array_equal(total, [sum(reversed(keys))])
    assert abs(seconds_of(total)[0] - sum(seconds for seconds, _ in parts)) < 1e-4


def test_seconds_come_before_metres():
    assert key(1.0, 900.0)[0] < key(1.001, 0.0)[0]
    assert key(1.0, 900.0)[0] > key(1.0, 899.0)[0]


def test_a_shut_road_is_far_and_stays_far():
    assert key(np.inf, 10.0)[0] == FAR
    assert np.isinf(seconds_of(key(np.inf, 1.0) + key(np.inf, 1.0))[0])
    assert np.isinf(metres_of(np.array([FAR]))[0])
    assert key(LONGEST_S, 1.0)[0] == FAR


def test_a_road_takes_some_time_and_a_last_stretch_may_take_none():
    assert seconds_of(key(0.0, 0.0))[0] > 0
    assert key(0.0, 0.0, least=0)[0] == 0

"""What each demand gets at a level, exactly."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yixian.planning.supplies.amounts import amount_of, real_amounts
from yixian.planning.supplies.stages import default_stages


def curves(least: int, rest: int, *, slopes: tuple[int, int] | None = None, tier: int = 0, n_tiers: int = 2) -> Any:
    """Return the curves of one demand in a class of its own."""
    room = np.array([[least], [rest]], dtype=np.int64)
    slope = room if slopes is None else np.array([[slopes[0]], [slopes[1]]], dtype=np.int64)
    return room, slope, default_stages(n_tiers), np.array([tier]), np.array([0])


def at(found: Any, stage: int, num: int, den: int) -> Fraction:
    """Return what the demand gets at a level."""
    whole, left = amount_of(found, 0, np.array([stage, num, den], dtype=np.int64))
    return whole + Fraction(left, den)


def test_it_works() -> None:
    assert at(curves(10, 20), 0, 1, 4) == Fraction(5, 2)


@pytest.mark.parametrize(
    ("height", "amount"),
    [
        ((0, 0, 1), 0),
        ((0, 1, 3), Fraction(10, 3)),
        ((0, 3, 3), 10),
        ((1, 1, 2), 10),
        ((2, 0, 1), 10),
        ((2, 1, 7), 10 + Fraction(20, 7)),
        ((3, 1, 2), 30),
        ((4, 0, 1), 30),
    ],
)
def test_the_first_tier_waits_for_nobody(height: tuple[int, int, int], amount: Fraction) -> None:
    assert at(curves(10, 20), *height) == amount


@pytest.mark.parametrize(
    ("height", "amount"),
    [((0, 1, 2), 0), ((1, 1, 2), 5), ((2, 1, 2), 10), ((3, 1, 2), 20), ((4, 0, 1), 30)],
)
def test_the_second_tier_comes_after_the_first(height: tuple[int, int, int], amount: int) -> None:
    assert at(curves(10, 20, tier=1), *height) == amount


def test_nobody_gets_more_than_he_asked_for() -> None:
    asked = curves(4, 0, slopes=(10, 20))

    assert [at(asked, 0, num, 10) for num in (1, 4, 5, 10)] == [1, 4, 4, 4]


def test_what_is_owed_makes_the_rest_rise_faster() -> None:
    owed = curves(0, 20, slopes=(0, 30))

    assert [at(owed, 2, num, 10) for num in (0, 2, 6, 7, 10)] == [0, 6, 18, 20, 20]


def test_minimum_and_rest_may_share_a_stage() -> None:
    room = np.array([[10], [20]], dtype=np.int64)
    together = room, room, np.zeros((2, 1), dtype=np.int64), np.array([0]), np.array([0])

    assert at(together, 0, 1, 3) == 10


def test_amounts_of_all_are_floats_near_the_exact_ones() -> None:
    room = np.array([[0, 0, 0], [1, 3, 10**12]], dtype=np.int64)
    all_ = room, room, default_stages(1), np.zeros(3, dtype=np.int64), np.array([0, 0, 1])

    amounts = real_amounts(all_, np.array([[1, 1, 3], [1, 2, 3]], dtype=np.int64))

    assert amounts.tolist() == pytest.approx([1 / 3, 1, 2e12 / 3], rel=1e-15)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.integers(0, 10**12), st.integers(0, 10**12), st.integers(1, 10**12), st.data())
def test_it_agrees_with_fractions(least: int, rest: int, den: int, data: st.DataObject) -> None:
    num, stage = data.draw(st.integers(0, den)), data.draw(st.integers(0, 1))

    amount = at(curves(least, rest, n_tiers=1), stage, num, den)

    assert amount == (least if stage else 0) + (rest if stage else least) * Fraction(num, den)

"""The tables behind a plan: carrying, signs, who is fit, bands."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from tests.planning.rescue.morning import morning
from yixian.planning.rescue.bands import later, scaled, total
from yixian.planning.rescue.carry import BOUT_MS, ENDURANCE_MS, SIZES, bearers_wanted, carried_ms, loaded_ms
from yixian.planning.rescue.formats import minutes
from yixian.planning.rescue.problem import Pace
from yixian.planning.rescue.read import read_case
from yixian.planning.rescue.signs import care_of, needs_of
from yixian.planning.rescue.units import suitable, unfit


def test_it_works() -> None:
    assert loaded_ms(141_000, has_stretcher=True) == 159_330
    assert carried_ms(np.array([159_330]), 6).tolist() == [169_330]


def test_more_bearers_and_straps_last_longer() -> None:
    for has_straps in (False, True):
        for fewer, more in pairwise(SIZES):
            assert ENDURANCE_MS[fewer, has_straps] < ENDURANCE_MS[more, has_straps]
    assert all(ENDURANCE_MS[size, False] < ENDURANCE_MS[size, True] for size in SIZES)


def test_two_for_a_short_way_four_standard_six_with_relief() -> None:
    assert bearers_wanted(np.array([0, 78_000, 78_001, BOUT_MS, BOUT_MS + 1])).tolist() == [2, 2, 4, 4, 6]


def test_a_longer_way_never_takes_less() -> None:
    way = np.arange(0, 2_000_000, 997)
    for size in SIZES:
        assert (np.diff(carried_ms(way, size)) > 0).all()


@pytest.mark.parametrize(
    ("signs", "needs"),
    [
        ({}, set()),
        ({"breathing": False}, {"aed"}),
        ({"breathing": True, "spo2": 91}, {"oxygen"}),
        ({"spo2": 92}, set()),
        ({"breathing": False, "spo2": 80.5}, {"aed", "oxygen"}),
    ],
)
def test_signs_ask_for_things(signs: dict[str, object], needs: set[str]) -> None:
    assert needs_of(signs) == needs


@pytest.mark.parametrize("sign", ["balance", "eyes", "face", "arm", "speech"])
def test_any_sign_of_a_stroke_asks_for_a_stroke_unit(sign: str) -> None:
    assert care_of({sign: True}) == {"stroke"}
    assert care_of({sign: False}) == set()


def test_an_ambulance_must_be_free_manned_and_equipped() -> None:
    case = read_case(morning())
    case = replace(case, patient=replace(case.patient, needs=frozenset({"aed"})))
    unit = case.units[0]

    assert suitable(case) == [0, 1, 2]
    for change, code in (
        ({"state": "busy"}, "unit_busy"),
        ({"state": "off"}, "unit_off"),
        ({"crew": ()}, "unit_no_crew"),
        ({"equipment": frozenset({"oxygen"})}, "unit_lacks"),
    ):
        reason = unfit(case, replace(unit, **change))
        assert reason is not None
        assert reason.code == code


def test_what_is_there_already_need_not_come() -> None:
    case = read_case(morning())
    there = replace(case.patient, needs=frozenset({"aed"}), there=frozenset({"aed"}))
    assert unfit(replace(case, patient=there), replace(case.units[0], equipment=frozenset())) is None


def test_bands_add_up_and_the_later_one_decides() -> None:
    assert total([(1, 2, 3), (10, 20, 30)]) == (11, 22, 33)
    assert later([(1, 20, 3), (10, 2, 30)]) == (10, 20, 30)
    assert total([]) == later([]) == (0, 0, 0)
    assert scaled(1001, (85, 100, 130)) == (850, 1001, 1301)


def test_minutes_are_rounded_away_from_each_other() -> None:
    assert minutes((419_999, 480_000, 480_001)) == [6, 9]


def test_every_pace_rises() -> None:
    for band in vars(Pace()).values():
        if isinstance(band, tuple):
            assert band[0] <= band[1] <= band[2]

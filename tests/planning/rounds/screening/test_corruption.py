"""Divisions with one corrupted line are refused, every one of them, even if somebody has sealed them anew."""

from __future__ import annotations

import random

import pytest

from tests.planning.rounds.screening.corrupt import KINDS, Corruption
from tests.planning.rounds.screening.little import SHA, document, example
from yixian.planning.rounds.screening.check import check
from yixian.planning.rounds.seal import seal_of

NAMES = ("little", "round_60")


def test_it_works() -> None:
    for name in NAMES:
        assert check(example(name), document(name), SHA).is_sound


@pytest.mark.parametrize("corrupt", KINDS, ids=lambda kind: kind.__name__)
def test_each_kind_is_refused_in_each_plan(corrupt: Corruption) -> None:
    for seed, name in enumerate(NAMES):
        plan = document(name)
        corrupt(plan, example(name), random.Random(seed))

        assert check(example(name), {**plan, "seal": seal_of(plan)}, SHA).faults, f"{corrupt.__name__} in {name}"


def test_a_hundred_of_a_hundred_are_refused() -> None:
    chance = random.Random(20200210)
    n_refused = 0
    for _ in range(100):
        name, corrupt = chance.choice(NAMES), chance.choice(KINDS)
        plan = document(name)
        corrupt(plan, example(name), chance)
        n_refused += not check(example(name), {**plan, "seal": seal_of(plan)}, SHA).is_sound

    assert n_refused == 100


def test_a_walk_the_other_way_round_breaks_the_seal_alone() -> None:
    plan = document("round_60")
    plan["areas"][0][1].reverse()

    faults = check(example("round_60"), plan, SHA).faults
    assert len(faults) == 1
    assert "seal" in faults[0]


def test_random_values_in_any_place_never_crash_the_checker() -> None:
    chance = random.Random(7)
    values = [None, True, -1, 1.5, "x", [], {}, [[]], [["x", "y", 3]], [["李兰", [None], 3]], 1e308]
    for _ in range(300):
        plan = document("little")
        plan[chance.choice([*plan])] = chance.choice(values)
        is_same = plan == document("little")

        assert check(example("little"), plan, SHA).is_sound == is_same

"""Postings with one corrupted line are refused, every one of them, even if somebody has sealed them anew."""

from __future__ import annotations

import random

import pytest

from tests.planning.rounds.posting.corrupt import KINDS, Corruption, resealed
from tests.planning.rounds.posting.little import SHA, document, example
from yixian.planning.rounds.posting.check import check

NAMES = ("little", "small_1")


def test_it_works() -> None:
    for name in NAMES:
        assert check(example(name), document(name), SHA).is_sound
        assert resealed(document(name)) == document(name)


@pytest.mark.parametrize("corrupt", KINDS, ids=lambda kind: kind.__name__)
def test_each_kind_is_refused_in_each_plan(corrupt: Corruption) -> None:
    for seed, name in enumerate(NAMES):
        plan = document(name)
        corrupt(plan, example(name), random.Random(seed))

        assert check(example(name), resealed(plan), SHA).faults, f"{corrupt.__name__} in {name}"


def test_a_hundred_of_a_hundred_are_refused() -> None:
    chance = random.Random(20200210)
    n_refused = 0
    for _ in range(100):
        name, corrupt = chance.choice(NAMES), chance.choice(KINDS)
        plan = document(name)
        corrupt(plan, example(name), chance)
        n_refused += not check(example(name), resealed(plan), SHA).is_sound

    assert n_refused == 100


def test_two_people_of_one_cost_exchanged_break_the_seal_alone() -> None:
    plan = document("small_1")
    line = plan["assignments"][0]
    other = next(one for one in plan["assignments"] if one[1] != line[1])
    line[1], other[1] = other[1], line[1]

    assert any("seal" in fault for fault in check(example("small_1"), plan, SHA).faults)


def test_random_bytes_in_any_place_never_crash_the_checker() -> None:
    chance = random.Random(7)
    values = [None, True, -1, 1.5, "x", [], {}, [[]], [["x", "y"]], 1e308]
    for _ in range(300):
        plan = document("little")
        plan[chance.choice([*plan])] = chance.choice(values)
        is_same = plan == document("little")

        assert check(example("little"), plan, SHA).is_sound == is_same

"""Plans with one corrupted line are refused, every one of them."""

from __future__ import annotations

import random

import pytest

from tests.planning.duty.corrupt import KINDS, Corruption
from tests.planning.duty.little import SHA, document, example
from yixian.planning.duty.check import check

NAMES = ("tiny_1", "tiny_2", "clash_sunday", "town_10")


def test_it_works() -> None:
    for name in NAMES:
        assert check(example(name), document(name), SHA).is_sound


@pytest.mark.parametrize("corrupt", KINDS, ids=lambda kind: kind.__name__)
def test_each_kind_is_refused_in_each_plan(corrupt: Corruption) -> None:
    for seed, name in enumerate(NAMES):
        problem, plan = example(name), document(name)
        corrupt(plan, problem, random.Random(seed))

        assert check(problem, plan, SHA).faults, f"{corrupt.__name__} in {name}"


def test_a_hundred_of_a_hundred_are_refused() -> None:
    chance = random.Random(20200210)
    n_refused = 0
    for _ in range(100):
        name, corrupt = chance.choice(NAMES), chance.choice(KINDS)
        problem, plan = example(name), document(name)
        corrupt(plan, problem, chance)
        n_refused += not check(problem, plan, SHA).is_sound

    assert n_refused == 100


def test_a_hole_that_is_hidden_is_refused() -> None:
    problem, plan = example("clash_sunday"), document("clash_sunday")
    for hole in plan["holes"]:
        hidden = {**plan, "holes": [other for other in plan["holes"] if other is not hole]}

        assert "hole_differs" in check(problem, hidden, SHA).faults[0]

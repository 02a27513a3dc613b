"""The benchmark's checker: a sound plan passes, whatever is changed in it is refused by name."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tests.planning.duty.benchmark.ward import SHA, document, instance, planned, ward
from yixian.planning.duty.benchmark.check import check
from yixian.planning.duty.benchmark.moves import build_floor
from yixian.planning.duty.benchmark.patterns import Patterns
from yixian.planning.duty.benchmark.proof import bound_of
from yixian.words import Lang

WARD = ward()


def changed(**changes: Any) -> dict[str, Any]:
    """Return the sound plan with some keys changed."""
    value = document()
    value.update(changes)
    return value


def refusals(value: dict[str, Any], lang: Lang = "en") -> str:
    """Return why a plan is refused."""
    certificate = check(WARD, value, SHA, lang=lang)
    assert not certificate.is_sound
    return "\n".join(certificate.faults)


def test_it_works() -> None:
    certificate = check(WARD, document(), SHA)

    assert certificate.faults == ()
    assert certificate.cost == planned().cost
    assert certificate.bound == planned().bound
    assert all(rule.held == rule.tested for rule in certificate.rules if rule.code != "need_people")
    assert sum(short.missing for short in certificate.shortfalls) == sum(hole[2] for hole in document()["holes"])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": "x"}, "format"),
        ({"problem": "1" * 64}, "other_problem"),
        ({"cost": 1}, "cost_differs"),
        ({"bound": 10**6}, "bound_differs"),
        ({"proven": 1}, "not_a_claim"),
        ({"assignments": {}}, "not_a_list"),
        ({"assignments": [["何娟", 0]]}, "not_a_line"),
        ({"assignments": [["何娟", 7, "D"]]}, "unknown_id"),
        ({"assignments": [["谁", 0, "D"]]}, "unknown_id"),
        ({"assignments": [["赵成", 0, "D"], ["赵成", 0, "N"]]}, "one_shift_a_day"),
        ({"assignments": []}, "least_minutes"),
        ({"holes": [[0, "D", 9]]}, "hole_differs"),
        ({"holes": [[0, "D", -1]]}, "not_a_number"),
        ({"holes": [[0, "D", 1], [0, "D", 1]]}, "hole_twice"),
        ({"prices": {}}, "no_certificate"),
        ({"prices": {"pi": [[1.0]]}}, "price_table"),
        ({"prices": {"pi": [[101.0, 0.0]] * 7}}, "price_range"),
        ({"prices": {"pi": [[-2.0, 0.0]] * 7}}, "price_range"),
    ],
)
def test_each_contradiction_is_named(change: dict[str, Any], said: str) -> None:
    assert said in refusals(changed(**change))


def test_refusals_are_said_in_chinese() -> None:
    assert "写的是 1，重算为" in refusals(changed(cost=1), "zh")


def line_gone(plan: dict[str, Any], chance: random.Random) -> None:
    """Somebody's shift is lost."""
    plan["assignments"].remove(chance.choice(plan["assignments"]))


def line_twice(plan: dict[str, Any], chance: random.Random) -> None:
    """A line stands there twice."""
    plan["assignments"].append(chance.choice(plan["assignments"]))


def shift_changed(plan: dict[str, Any], chance: random.Random) -> None:
    """The other shift is written."""
    line = chance.choice(plan["assignments"])
    line[2] = "N" if line[2] == "D" else "D"


def figure_changed(plan: dict[str, Any], chance: random.Random) -> None:
    """A figure is another one."""
    plan[chance.choice(("cost", "bound"))] += chance.choice((-5, 5))


def price_lost(plan: dict[str, Any], chance: random.Random) -> None:
    """Prices that proved something prove nothing."""
    plan["prices"]["pi"] = [[0.0, 0.0]] * 7


KINDS: tuple[Callable[[dict[str, Any], random.Random], None], ...] = (
    line_gone, line_twice, shift_changed, figure_changed, price_lost,
)  # fmt: skip


def test_a_hundred_of_a_hundred_corrupted_are_refused() -> None:
    chance = random.Random(7)
    n_refused = 0
    for _ in range(100):
        value = document()
        chance.choice(KINDS)(value, chance)
        n_refused += not check(WARD, value, SHA).is_sound

    assert n_refused == 100


@pytest.mark.parametrize("number", [0, 1, 3, 5, 7])
def test_two_programs_prove_the_same_bound(number: int) -> None:
    question = instance(number) if number else WARD
    floor, chance = build_floor(question), np.random.default_rng(number)
    patterns, row = Patterns(floor), np.zeros(question.n_days, dtype=np.int64)
    milli = chance.integers(-question.over * 1000, question.under * 1000 + 1)

    total = int((milli * question.need).sum())
    total += sum(patterns.cheapest(person, milli, row) for person in range(len(question.person_ids)))

    assert bound_of(question, milli / 1000) == pytest.approx(total / 1000, abs=1e-6)

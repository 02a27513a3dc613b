"""What to unblock: proven best, and a plain mixed-integer program agrees."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.planning.supplies.factories.plain import EXAMPLE, best_value, instance
from yixian.planning.stop import Stop
from yixian.planning.supplies.factories.check import check
from yixian.planning.supplies.factories.explain import explain_bundles, explain_factory
from yixian.planning.supplies.factories.prices import price_ranges
from yixian.planning.supplies.factories.problem import ProductionPlan
from yixian.planning.supplies.factories.read import read_production
from yixian.planning.supplies.factories.solve import unblock


def solved(value: dict[str, Any]) -> ProductionPlan:
    """Return the plan of an instance, which must be sound and proven."""
    problem = read_production(value)
    plan = unblock(problem)
    assert check(problem, plan).faults == ()
    assert plan.value == pytest.approx(plan.bound, rel=1e-8)
    return plan


def test_it_works() -> None:
    plan = solved(EXAMPLE)

    # Both materials of the first factory for 5, the line of the second for 3.
    assert (plan.value, plan.without) == (pytest.approx(96_000), pytest.approx(16_000))
    assert plan.is_taken.sum() == 3


@pytest.mark.parametrize("seed", range(6))
def test_40_factories_with_7_options_agree_with_a_plain_program(seed: int) -> None:
    value = instance(seed)

    assert solved(value).value == pytest.approx(best_value(value), rel=1e-6)


@pytest.mark.parametrize("seed", range(60))
def test_small_ones_agree_too_with_broken_efforts(seed: int) -> None:
    value = instance(seed, n_factories=4, budget=[0, 0.5, 3.75, 7, 100][seed % 5])
    for factory in value["factories"]:
        factory["unblock"]["cash"]["effort"] += 0.25

    assert solved(value).value == pytest.approx(best_value(value), rel=1e-6)


def test_without_a_budget_nothing_is_unblocked() -> None:
    plan = solved({**EXAMPLE, "budget": 0})

    assert (plan.value, plan.is_taken.any()) == (plan.without, False)


def test_a_factory_that_can_make_nothing_makes_nothing() -> None:
    value = copy.deepcopy(EXAMPLE)
    for factory in value["factories"]:
        factory["can"] = [False, False]

    assert (solved(value).value, solved(value).output.tolist()) == (0, [[0, 0], [0, 0]])


def test_no_factory_at_all() -> None:
    assert solved({**EXAMPLE, "factories": []}).value == 0


def test_huge_quantities_and_tiny_uses() -> None:
    value = copy.deepcopy(EXAMPLE)
    for factory in value["factories"]:
        factory["cash"] *= 1_000_000
        factory["raw_kg"] = [kg * 1_000_000 for kg in factory["raw_kg"]]

    assert solved(value).value == pytest.approx(best_value(value), rel=1e-6)


def test_an_early_end_keeps_a_sound_plan_with_its_bound() -> None:
    problem = read_production(instance(0))

    plan = unblock(problem, Stop(work_limit=1))

    assert check(problem, plan).faults == ()
    assert plan.without < plan.value < plan.bound


def test_bundles_show_what_each_action_would_bring_alone() -> None:
    problem = read_production(EXAMPLE)

    bundle = explain_bundles(problem, unblock(problem))[0].params

    assert (bundle["factory"], bundle["gain"]) == (0, pytest.approx(20_000))
    assert bundle["alone"].endswith(", 0.00")


def test_a_price_comes_with_its_range_and_holds_there() -> None:
    value = copy.deepcopy(EXAMPLE)
    problem = read_production({**value, "budget": 0})
    plan = unblock(problem)

    for priced in price_ranges(problem, plan, 0):
        names = ("line_hours_per_day", "worker_hours_per_day", "cash")
        assert priced.low <= priced.limit <= priced.high
        if priced.resource < 3:
            changed = copy.deepcopy(value)
            per_day = 1 if priced.resource == 2 else value["days"]
            changed["factories"][0][names[priced.resource]] = min(priced.high, priced.limit + 100) / per_day
            gain = solved({**changed, "budget": 0}).value - plan.value
            assert gain == pytest.approx(priced.price * (min(priced.high, priced.limit + 100) - priced.limit), abs=1e-3)


def test_a_factory_is_explained_by_its_bundle_and_its_prices() -> None:
    problem = read_production(EXAMPLE)

    assert [reason.code for reason in explain_factory(problem, unblock(problem), 1)] == ["bundle", "price_range"]

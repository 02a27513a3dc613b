"""The fair split in exact amounts."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from tests.planning.supplies.little import example, little
from yixian.planning.supplies.check import check
from yixian.planning.supplies.problem import Level
from yixian.planning.supplies.read import read_problem
from yixian.planning.supplies.solve import allocate


def split(**changes: Any) -> list[float]:
    """Return the amounts of the little split with some keys changed."""
    amounts: list[float] = allocate(read_problem(little(**changes))).amount.tolist()
    return amounts


def test_it_works() -> None:
    # The hospital shares 30 over two days; the gates share 22: 2 + 0.6 x 10 and 2 + 0.6 x 20.
    assert split() == [15, 15, 8, 14, 0, 0]


@pytest.mark.parametrize("name", ["tiny", "town"])
def test_the_worked_examples(name: str) -> None:
    value = example(name)

    plan = allocate(read_problem(value))

    assert plan.amount == pytest.approx(value["expected"]["amount"], abs=1e-4)
    assert plan.total == value["expected"]["total"]


def test_groups_rise_and_their_two_numbers_are_equal() -> None:
    plan = allocate(read_problem(example("town")))

    levels = [group.level.exact for group in plan.groups]
    assert levels == sorted(set(levels))
    assert all(group.given == group.stock for group in plan.groups[:-1])
    assert plan.groups[-1].level == Level(6, 0, 1)


def test_quantities_of_thousand_millions_are_exact() -> None:
    factor = 1_000_000_007
    value = example("town")
    for row in (*value["nodes"], *value["demands"]):
        for key in ("supply", "min", "need"):
            if key in row:
                row[key] *= factor

    plan = allocate(read_problem(value))

    small = allocate(read_problem(example("town")))
    assert plan.total == 4643 * factor
    assert plan.amount / factor == pytest.approx(small.amount, rel=1e-15)
    assert [group.level.exact for group in plan.groups] == [group.level.exact for group in small.groups]


def test_a_level_is_a_fraction_without_rounding() -> None:
    nodes = [{"store": 0, "day": 0, "supply": 10**12 - 1}]
    demands = [{"site": s, "tier": 0, "day": 0, "min": 0, "need": 10**12 - s, "arcs": [0]} for s in range(3)]

    plan = allocate(read_problem({"tiers": 1, "nodes": nodes, "carry": [], "demands": demands}))

    assert plan.groups[0].level.exact == 1 + Fraction(10**12 - 1, 3 * 10**12 - 3)
    assert plan.amount == pytest.approx([1e12 / 3] * 3, rel=1e-9)


def test_two_per_cent_of_the_need_goes_to_the_first_minimum() -> None:
    nodes = [{"store": 0, "day": 0, "supply": 4}]
    demands = [{"site": s, "tier": s % 2, "day": 0, "min": 10, "need": 50, "arcs": [0]} for s in range(4)]

    plan = allocate(read_problem({"tiers": 2, "nodes": nodes, "carry": [], "demands": demands}))

    assert plan.amount.tolist() == [2, 0, 2, 0]


def test_nobody_there_gets_nothing() -> None:
    plan = allocate(read_problem({"tiers": 1, "nodes": [], "carry": [], "demands": []}))

    assert (plan.total, plan.groups, len(plan.amount)) == (0, (), 0)


def test_an_expired_lot_does_not_reach_a_later_day() -> None:
    nodes = little()["nodes"]
    nodes[0]["expires"] = 1

    assert split(nodes=nodes, carry=[[2, 3]])[:2] == [20, 0]


def test_stock_must_not_be_kept_as_if_it_lasted_longer() -> None:
    nodes = little()["nodes"]
    nodes[0]["expires"], nodes[1]["expires"] = 2, 2

    assert split(nodes=nodes)[:2] == [15, 15]


def test_a_substitute_serves_where_the_own_item_is_short() -> None:
    nodes = [{"store": 0, "day": 0, "item": "N95", "supply": 10}, {"store": 0, "day": 0, "item": "外科", "supply": 2}]
    demands: list[dict[str, Any]] = [
        {"site": "医院", "item": "N95", "tier": 0, "day": 0, "min": 0, "need": 8, "arcs": [0]},
        {"site": "医院", "item": "外科", "tier": 0, "day": 0, "min": 0, "need": 8, "arcs": [0, 1]},
    ]

    plan = allocate(read_problem({"tiers": 1, "nodes": nodes, "carry": [], "demands": demands}))

    assert plan.amount.tolist() == [6, 6]


def test_staff_can_put_rests_before_other_minimums() -> None:
    nodes = [{"store": 0, "day": 0, "supply": 10}]
    demands = [{"site": s, "tier": s, "day": 0, "min": 4, "need": 10, "arcs": [0]} for s in range(2)]
    value = {"tiers": 2, "nodes": nodes, "carry": [], "demands": demands}

    in_turn = allocate(read_problem(value)).amount.tolist()
    first_all = allocate(read_problem({**value, "stages": ["min0", "rest0", "min1", "rest1"]})).amount.tolist()
    alike = allocate(read_problem({**value, "stages": ["min0+min1+rest0+rest1"]})).amount.tolist()

    assert (in_turn, first_all, alike) == ([6, 4], [10, 0], [5, 5])


def test_a_reserve_is_a_site_with_a_tier_of_its_own() -> None:
    demands = [*little()["demands"], {"site": "储备", "tier": 2, "day": 1, "min": 0, "need": 9, "arcs": [3]}]

    assert split(tiers=3, demands=demands)[-1] == 0
    assert split(tiers=3, demands=demands, stages=["min2+rest2", "min0", "min1", "rest0", "rest1"])[-1] == 9


def test_what_past_rounds_owe_counts_as_weight() -> None:
    nodes = [{"store": 0, "day": 0, "supply": 6}]
    demands = [{"site": s, "tier": 0, "day": 0, "min": 0, "need": 6, "owed": 6 * s, "arcs": [0]} for s in range(2)]

    assert allocate(read_problem({"tiers": 1, "nodes": nodes, "carry": [], "demands": demands})).amount.tolist() == [
        2,
        4,
    ]


def test_a_request_is_only_a_cap() -> None:
    nodes = [{"store": 0, "day": 0, "supply": 10}]
    demands = [{"site": s, "tier": 0, "day": 0, "min": 0, "need": 10, "arcs": [0]} for s in range(2)]
    value = {"tiers": 1, "nodes": nodes, "carry": [], "demands": demands}

    demands[0]["request"] = 3
    modest = allocate(read_problem(value)).amount.tolist()
    demands[0]["request"] = 500
    greedy = allocate(read_problem(value)).amount.tolist()

    assert (modest, greedy) == ([3, 7], [5, 5])


def test_stock_on_site_and_on_its_way_counts_first() -> None:
    stock = [{"site": "医院", "pieces": 12}, {"site": "医院", "day": 1, "pieces": 20}, {"site": "东门", "pieces": 1}]

    amounts = split(stock=stock)

    # 12 pieces cover the hospital's minimum and 2 more of day 0; day 1 has all it needs on its way.
    assert amounts[:3] == [8, 0, 11]


def test_a_town_of_4200_demands_is_checked_in_a_second() -> None:
    rng = np.random.default_rng(7)
    nodes = [{"store": s, "day": d, "supply": int(rng.integers(0, 10**9))} for s in range(8) for d in range(14)]
    carry = [[k, k + 1] for k in range(len(nodes) - 1) if nodes[k]["store"] == nodes[k + 1]["store"]]
    demands = [_demand(rng, site, day) for site in range(300) for day in range(14)]

    problem = read_problem(json.loads(json.dumps({"tiers": 3, "nodes": nodes, "carry": carry, "demands": demands})))
    plan = allocate(problem)

    assert len(plan.amount) == 4200
    assert check(problem, plan).faults == ()


def _demand(rng: np.random.Generator, site: int, day: int) -> dict[str, Any]:
    need = int(rng.integers(0, 10**9)) * int(rng.integers(0, 5) > 0)
    stores = rng.choice(8, 3, replace=False).tolist()
    arcs = [s * 14 + day - lag for s, lag in zip(stores, rng.integers(0, 4, 3).tolist(), strict=True) if lag <= day]
    return {"site": site, "tier": site % 3, "day": day, "min": need // 3, "need": need, "arcs": sorted(arcs)}

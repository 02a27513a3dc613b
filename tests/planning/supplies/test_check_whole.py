"""Whole boxes recomputed: the rule decides every piece, so nobody can trade."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from tests.planning.supplies.little import instances
from yixian.planning.supplies.check import check
from yixian.planning.supplies.problem import Allocation, Problem, Shipments
from yixian.planning.supplies.read import read_problem
from yixian.planning.supplies.solve import allocate, allocate_whole


def store(supply: int, needs: list[int], **changes: Any) -> Problem:
    """Return one store, one day, one tier, in which everybody is reached by the same stock."""
    demands = [{"site": s, "tier": 0, "day": 0, "min": 0, "need": need, "arcs": [0]} for s, need in enumerate(needs)]
    nodes = [{"store": 0, "day": 0, "supply": supply}]
    return read_problem({"tiers": 1, "nodes": nodes, "carry": [], "demands": demands, **changes})


def towns(supplies: list[int], reach: list[list[int]], needs: list[int]) -> Problem:
    """Return stores and sites, each reached by some of the stores."""
    nodes = [{"store": s, "day": 0, "supply": supply} for s, supply in enumerate(supplies)]
    demands = [
        {"site": s, "tier": 0, "day": 0, "min": 0, "need": need, "arcs": arcs}
        for s, (need, arcs) in enumerate(zip(needs, reach, strict=True))
    ]
    return read_problem({"tiers": 1, "nodes": nodes, "carry": [], "demands": demands})


def shipped(problem: Problem, amounts: list[int], rows: list[tuple[int, int, int]] | None = None) -> Allocation:
    """Return the whole plan with other amounts, shipped from node 0 or as the rows say."""
    plan = allocate_whole(problem)
    table = np.array(rows or [(0, e, a) for e, a in enumerate(amounts) if a], dtype=np.int64).reshape(-1, 3)
    return replace(plan, amount=np.array(amounts), shipments=Shipments(table[:, 0], table[:, 1], table[:, 2]))


def faults_of(problem: Problem, plan: Allocation) -> str:
    """Return all faults of a plan in one text."""
    return "\n".join(check(problem, plan).faults)


def test_it_works() -> None:
    problem = store(10, [7, 7, 7])

    assert allocate_whole(problem).amount.tolist() == [4, 3, 3]
    assert faults_of(problem, shipped(problem, [4, 3, 3])) == ""


@pytest.mark.parametrize("amounts", [[3, 4, 3], [3, 3, 4]])
def test_of_equals_the_earlier_one_is_up(amounts: list[int]) -> None:
    problem = store(10, [7, 7, 7])

    assert "rounded_otherwise" in faults_of(problem, shipped(problem, amounts))


def test_the_larger_remainder_is_up() -> None:
    # 13 for 40: 3.25, 4.55 and 5.2: the second has the largest remainder.
    problem = store(13, [10, 14, 16])

    assert allocate_whole(problem).amount.tolist() == [3, 5, 5]
    assert "amount[0]: rounded_otherwise: says 4" in faults_of(problem, shipped(problem, [4, 4, 5]))


@pytest.mark.parametrize("amounts", [[5, 3, 2], [2, 4, 4], [10, 0, 0]])
def test_nobody_is_more_than_a_piece_from_his_exact_amount(amounts: list[int]) -> None:
    problem = store(10, [7, 7, 7])

    assert "rounded_otherwise" in faults_of(problem, shipped(problem, amounts))


def test_a_piece_left_in_store_is_refused() -> None:
    problem = store(10, [7, 7, 7])

    assert "total" in faults_of(problem, shipped(problem, [3, 3, 3]))


def test_a_broken_box_is_refused() -> None:
    problem = store(100, [60, 60, 60], boxes={"0": 10})
    assert allocate_whole(problem).amount.tolist() == [40, 30, 30]

    assert "whole_boxes" in faults_of(problem, shipped(problem, [35, 35, 30]))


def test_between_classes_the_larger_remainder_is_up() -> None:
    # Store 0 reaches all three sites, each a class of its own; 2.5, 3.75 and 3.75 of 10.
    problem = towns([10, 0, 0], [[0], [0, 1], [0, 2]], [4, 6, 6])
    assert allocate_whole(problem).amount.tolist() == [2, 4, 4]

    faults = faults_of(problem, shipped(problem, [3, 4, 3]))

    assert faults == (
        "amount[2]: rounding_order: rounded down with a larger remainder than amount[0], which is up "
        "(- means left in store)"
    )


def test_between_classes_of_equal_remainders_the_earlier_one_is_up() -> None:
    problem = towns([10, 0, 0], [[0], [0, 1], [0, 2]], [7, 7, 7])
    assert allocate_whole(problem).amount.tolist() == [4, 3, 3]

    for amounts in ([3, 4, 3], [3, 3, 4]):
        assert "rounding_order" in faults_of(problem, shipped(problem, amounts))


def test_who_cannot_change_places_may_be_rounded_otherwise() -> None:
    # Each store serves its own site alone: there is nothing to trade.
    problem = towns([3, 4], [[0], [1]], [6, 8])

    assert allocate_whole(problem).amount.tolist() == [3, 4]
    assert faults_of(problem, allocate_whole(problem)) == ""


def test_a_trade_over_a_third_is_found() -> None:
    # Site 0 is reached by store 0, site 1 by both, site 2 by store 1.
    problem = towns([5, 5], [[0], [0, 1], [1]], [7, 7, 7])
    right = allocate_whole(problem)
    assert right.amount.tolist() == [4, 3, 3]

    wrong = shipped(problem, [3, 3, 4], [(0, 0, 3), (0, 1, 2), (1, 1, 1), (1, 2, 4)])

    assert "amount[1]: rounding_order" in faults_of(problem, wrong)


def test_a_trade_over_a_store_of_another_day_is_found() -> None:
    nodes = [{"store": 0, "day": 0, "supply": 10}, {"store": 0, "day": 1, "supply": 0}]
    demands = [{"site": s, "tier": 0, "day": s, "min": 0, "need": 7, "arcs": [s]} for s in range(2)]
    problem = read_problem({"tiers": 1, "nodes": nodes, "carry": [[0, 1]], "demands": demands})
    assert allocate_whole(problem).amount.tolist() == [5, 5]

    three = read_problem(
        {"tiers": 1, "nodes": nodes, "carry": [[0, 1]], "demands": [*demands, {**demands[1], "site": 2, "need": 6}]}
    )
    plan = allocate_whole(three)
    # 3.5, 3.5 and 3 of 10.
    assert plan.amount.tolist() == [4, 3, 3]
    wrong = replace(
        plan,
        amount=np.array([3, 4, 3]),
        shipments=Shipments(np.array([0, 1, 1]), np.array([0, 1, 2]), np.array([3, 4, 3])),
        carried=np.array([7]),
    )
    assert "amount[0]: rounding_order" in faults_of(three, wrong)


def test_a_box_that_a_full_need_could_have_must_not_stay_in_store() -> None:
    problem = store(200, [25, 31], boxes={"0": 10})
    assert allocate_whole(problem).amount.tolist() == [30, 40]

    assert "rounding_order" in faults_of(problem, shipped(problem, [20, 40]))
    assert "rounding_order" in faults_of(problem, shipped(problem, [20, 30]))


def test_no_more_than_the_last_box_is_given_beyond_a_full_need() -> None:
    problem = store(200, [25, 31], boxes={"0": 10})

    assert "class_sum" in faults_of(problem, shipped(problem, [40, 40]))


def test_demands_that_the_same_stock_reaches_stand_on_one_level() -> None:
    problem = store(10, [7, 0])
    plan = allocate_whole(problem)
    low, high = (
        replace(plan.groups[0], demands=np.array([0])),
        replace(plan.groups[0], demands=np.array([1]), nodes=np.zeros(0, np.int64), given=0, stock=0),
    )

    assert not check(problem, replace(plan, groups=(low, high))).is_sound


@settings(deadline=None, derandomize=True, max_examples=60)
@given(instances(most=6))
def test_of_all_ways_to_round_exactly_one_is_believed(value: dict[str, Any]) -> None:
    value["demands"] = value["demands"][:4]
    problem = read_problem(value)
    exact, right = allocate(problem), allocate_whole(problem)

    choices = [sorted({int(np.floor(a + 1e-9)), int(np.ceil(a - 1e-9))}) for a in exact.amount]
    for amounts in product(*choices):
        plan = _with(problem, right, list(amounts))
        if plan is not None:
            assert check(problem, plan).is_sound == (list(amounts) == right.amount.tolist())


def _with(problem: Problem, plan: Allocation, amounts: list[int]) -> Allocation | None:
    """Return the plan with other amounts, if stock without carry can bring them; None where that cannot be tried."""
    left = problem.nodes.supply.copy()
    rows = []
    if len(problem.carry) or any(len(problem.arcs_of(p)) > 1 for p in problem.demands.pattern):
        return None
    for e, amount in enumerate(amounts):
        arcs = problem.arcs_of(problem.demands.pattern[e])
        if amount and (not len(arcs) or left[arcs[0]] < amount):
            return None
        if amount:
            left[arcs[0]] -= amount
            rows.append((int(arcs[0]), e, amount))
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return replace(plan, amount=np.array(amounts), shipments=Shipments(table[:, 0], table[:, 1], table[:, 2]))

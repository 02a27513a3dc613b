"""Lorries that items share: what fits keeps its exact proof, what does not is proven by prices."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from yixian.faults import BadInput
from yixian.planning.supplies.check import check
from yixian.planning.supplies.check_loaded import check_loaded
from yixian.planning.supplies.lorries import allocate_loaded
from yixian.planning.supplies.problem import Allocation, Cut, LorryPlan, Problem
from yixian.planning.supplies.read import read_problem
from yixian.planning.supplies.solve import allocate


def instance(seed: int) -> dict[str, Any]:
    """Return two items in two stores over two days, with lorries of random room."""
    rng = np.random.default_rng(seed)
    places = [(item, store, day) for item in range(2) for store in range(2) for day in range(2)]
    nodes = [{"store": s, "day": d, "item": i, "supply": int(rng.integers(0, 40))} for i, s, d in places]
    demands = []
    for site in range(4):
        for item in range(2):
            need = int(rng.integers(0, 30))
            arcs = (item * 4 + np.flatnonzero(rng.random(4) < 0.5)).tolist()
            row = {"site": site, "item": item, "tier": int(rng.integers(0, 2)), "day": 1, "min": need // 3}
            demands.append({**row, "need": need, "request": int(rng.integers(need // 2, need + 1)), "arcs": arcs})
    lorries = [{"store": s, "day": d, "litres": int(rng.integers(0, 60))} for s in range(2) for d in range(2)]
    carry = [[k, k + 1] for k in range(0, 8, 2)]
    return {"tiers": 2, "nodes": nodes, "carry": carry, "demands": demands, "lorries": lorries, "litres": LITRES}


LITRES = {"0": 1, "1": 2.5}


def loaded(problem: Problem) -> Allocation | LorryPlan:
    """Return the plan for the lorries that the problem has."""
    assert problem.lorries is not None
    return allocate_loaded(problem, problem.lorries)


def test_it_works() -> None:
    nodes = [{"store": 0, "day": 0, "item": item, "supply": 100} for item in range(2)]
    demands = [{"site": 0, "item": i, "tier": 0, "day": 0, "min": 0, "need": 40, "arcs": [i]} for i in range(2)]
    lorries = [{"store": 0, "day": 0, "litres": 70}]
    value = {"tiers": 1, "nodes": nodes, "carry": [], "demands": demands, "lorries": lorries, "litres": LITRES}

    plan = loaded(read_problem(value))

    # 70 litres carry 20 of each: 20 x 1 + 20 x 2.5.
    assert plan.amount == pytest.approx([20, 20])


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_every_plan_is_proven(first: int) -> None:
    kinds = set()
    for seed in range(first, first + 50):
        problem = read_problem(instance(seed))
        plan = loaded(problem)
        kinds.add(type(plan))
        certificate = check_loaded(problem, plan) if isinstance(plan, LorryPlan) else check(problem, plan)
        assert certificate.faults == (), seed
    assert kinds == {Allocation, LorryPlan}


def test_where_lorries_are_large_the_split_is_the_one_without_them() -> None:
    value = instance(3)
    for row in value["lorries"]:
        row["litres"] = 10_000
    problem = read_problem(value)

    plan = loaded(problem)

    assert isinstance(plan, Allocation)
    assert plan.amount.tolist() == allocate(problem).amount.tolist()


def test_tampered_prices_levels_and_amounts_are_refused() -> None:
    problem = read_problem(instance(0))
    plan = loaded(problem)
    assert isinstance(plan, LorryPlan)
    k = next(k for k, cut in enumerate(plan.cuts) if cut.lorry or cut.node)
    cuts = list(plan.cuts)
    cuts[k] = Cut({}, {lorry: -price for lorry, price in cuts[k].lorry.items()} or {0: 1.0})

    assert check_loaded(problem, replace(plan, cuts=tuple(cuts))).faults
    assert check_loaded(problem, replace(plan, amount=plan.amount + 0.01)).faults
    assert check_loaded(problem, replace(plan, levels=tuple(level * 0.99 for level in plan.levels))).faults
    assert check_loaded(problem, replace(plan, groups=plan.groups[1:] + plan.groups[:1])).faults


@pytest.mark.parametrize(
    ("key", "value", "fault"),
    [
        (
            "lorries",
            [{"store": 7, "day": 0, "litres": 1}],
            "lorries[0]: store: expected a store and day that nodes have",
        ),
        ("lorries", [{"store": 0, "day": 0, "litres": -1}], "lorries[0]: litres: expected a number, 0 or more"),
        ("lorries", [{"store": 0, "day": 0, "litres": 1}] * 2, "lorries[1]: store: expected each store and day once"),
        ("litres", {"0": 1}, "problem: litres: expected litres a piece of every item, also 1"),
    ],
)
def test_a_fault_is_named_with_its_place(key: str, value: Any, fault: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_problem({**instance(0), key: value})
    assert any(str(found).startswith(fault) for found in caught.value.faults), caught.value

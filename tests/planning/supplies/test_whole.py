"""Whole pieces and boxes: every amount rounded down or up, the total kept, the cheapest way."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.planning.supplies.little import example, little
from yixian.planning.supplies.check import check
from yixian.planning.supplies.read import read_problem
from yixian.planning.supplies.solve import allocate, allocate_whole


def masks(supply: int, needs: list[int], **changes: Any) -> dict[str, Any]:
    """Return one store, one day, one tier."""
    demands = [{"site": s, "tier": 0, "day": 0, "min": 0, "need": need, "arcs": [0]} for s, need in enumerate(needs)]
    nodes = [{"store": 0, "day": 0, "supply": supply}]
    return {"tiers": 1, "nodes": nodes, "carry": [], "demands": demands, **changes}


def test_it_works() -> None:
    problem = read_problem(masks(10, [7, 7, 7]))

    plan = allocate_whole(problem)

    assert sorted(plan.amount.tolist()) == [3, 3, 4]
    assert check(problem, plan).is_sound


@pytest.mark.parametrize("name", ["tiny", "town"])
def test_the_worked_examples_keep_their_total(name: str) -> None:
    problem = read_problem(example(name))

    exact, whole = allocate(problem), allocate_whole(problem)

    assert whole.amount.dtype == np.int64
    assert (np.abs(whole.amount - exact.amount) < 1).all()
    assert whole.amount.sum() == exact.total == whole.shipments.amount.sum()


def test_boxes_stay_whole_and_loose_pieces_stay_in_store() -> None:
    problem = read_problem(masks(107, [60, 60, 60], boxes={"0": 10}))

    plan = allocate_whole(problem)

    assert sorted(plan.amount.tolist()) == [30, 30, 40]
    assert check(problem, plan).is_sound


def test_a_full_need_is_rounded_up_to_a_box_where_there_is_one() -> None:
    problem = read_problem(masks(200, [25, 31], boxes={"0": 10}))

    plan = allocate_whole(problem)

    assert plan.amount.tolist() == [30, 40]
    assert check(problem, plan).is_sound


def test_one_box_too_few_leaves_one_site_rounded_down() -> None:
    problem = read_problem(masks(60, [25, 31], boxes={"0": 10}))

    plan = allocate_whole(problem)

    assert plan.amount.sum() == 60
    assert check(problem, plan).is_sound


def test_shipping_takes_the_cheap_way() -> None:
    nodes = [{"store": s, "day": 0, "supply": 10} for s in range(2)]
    demands = [
        {"site": 0, "tier": 0, "day": 0, "min": 0, "need": 10, "arcs": [0, 1], "costs": [1, 9]},
        {"site": 1, "tier": 0, "day": 0, "min": 0, "need": 10, "arcs": [0, 1], "costs": [9, 1]},
    ]

    plan = allocate_whole(read_problem({"tiers": 1, "nodes": nodes, "carry": [], "demands": demands}))

    assert sorted(zip(plan.shipments.node.tolist(), plan.shipments.demand.tolist(), strict=True)) == [(0, 0), (1, 1)]


def test_the_same_input_gives_the_same_plan() -> None:
    problem = read_problem(little())

    plans = [allocate_whole(problem) for _ in range(3)]

    assert len({plan.amount.tobytes() + plan.shipments.amount.tobytes() for plan in plans}) == 1

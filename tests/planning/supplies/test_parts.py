"""Items that no stock joins are solved one by one, and nobody can tell."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from yixian.planning.supplies.check import check
from yixian.planning.supplies.parts import join, part_of_item, parts_of
from yixian.planning.supplies.problem import Problem
from yixian.planning.supplies.read import read_problem
from yixian.planning.supplies.solve import allocate, allocate_whole


def several(n_items: int, seed: int = 0, *, mixed: bool = True, **changes: Any) -> dict[str, Any]:
    """Return a split of some items, their rows mixed; the last item is a substitute for the one before it."""
    rng = np.random.default_rng(seed)
    places = [(item, store, day) for store in range(2) for day in range(2) for item in range(n_items)]
    nodes = [{"store": s, "day": d, "item": i, "supply": int(rng.integers(0, 40))} for i, s, d in places]
    index = {place: k for k, place in enumerate(places)}
    carry = [[index[i, s, 0], index[i, s, 1]] for i in range(n_items) for s in range(2)]
    demands = []
    for site in range(4):
        for item in range(n_items):
            need = int(rng.integers(0, 30))
            arcs = [index[item, s, d] for s in range(2) for d in range(2) if rng.random() < 0.5]
            arcs += [index[item + 1, 0, 0]] if mixed and item == n_items - 2 else []
            row = {"site": site, "item": item, "tier": site % 2, "day": 1, "min": need // 3, "need": need}
            demands.append({**row, "request": int(rng.integers(need // 2, need + 1)), "arcs": arcs})
    return {"tiers": 2, "nodes": nodes, "carry": carry, "demands": demands, **changes}


def test_it_works() -> None:
    problem = read_problem(several(4))

    assert part_of_item(problem).tolist() == [0, 1, 2, 2]
    assert [part.problem.n_demands for part in parts_of(problem, part_of_item(problem))] == [4, 4, 8]


def test_a_part_keeps_what_its_rows_say() -> None:
    problem = read_problem(several(3, mixed=False))

    for number, part in enumerate(parts_of(problem, part_of_item(problem))):
        assert (part.problem.demands.item == number).all()
        assert (problem.demands.item[part.demands] == number).all()
        assert (part.problem.nodes.supply == problem.nodes.supply[part.nodes]).all()
        for local, e in enumerate(part.demands.tolist()):
            own = part.nodes[part.problem.arcs_of(part.problem.demands.pattern[local])]
            assert own.tolist() == problem.arcs_of(problem.demands.pattern[e]).tolist()


def test_carry_stays_within_its_part() -> None:
    problem = read_problem(several(3))

    for part in parts_of(problem, part_of_item(problem)):
        assert part.nodes[part.problem.carry].tolist() == problem.carry[part.pairs].tolist()


def test_an_item_nobody_needs_makes_no_part() -> None:
    value = several(3, mixed=False)
    value["demands"] = [row for row in value["demands"] if row["item"] != 1]
    problem = read_problem(value)

    assert len(list(parts_of(problem, part_of_item(problem)))) == 2
    assert check(problem, allocate(problem)).is_sound


def as_one(problem: Problem, whole: bool) -> Any:
    """Return the plan of the items each read from a file of its own, joined by hand: amounts by demand."""
    solve = allocate_whole if whole else allocate
    plans = ((part, solve(part.problem)) for part in parts_of(problem, part_of_item(problem)))
    return join(problem, plans)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("whole", [False, True])
def test_the_joined_plan_is_believed(seed: int, whole: bool) -> None:
    problem = read_problem(several(4, seed))

    plan = (allocate_whole if whole else allocate)(problem)

    assert check(problem, plan).faults == ()
    assert plan.is_integer == whole
    assert plan.amount.tolist() == as_one(problem, whole).amount.tolist()


@pytest.mark.parametrize("seed", range(10))
def test_levels_rise_over_all_items(seed: int) -> None:
    plan = allocate(read_problem(several(5, seed)))

    levels = [group.level.exact for group in plan.groups]
    assert levels == sorted(levels)


def test_shipments_name_the_nodes_and_demands_of_the_whole() -> None:
    problem = read_problem(several(4, 3))
    plan = allocate_whole(problem)

    for node, e in zip(plan.shipments.node.tolist(), plan.shipments.demand.tolist(), strict=True):
        assert node in problem.arcs_of(problem.demands.pattern[e])
    assert plan.shipments.amount.sum() == plan.amount.sum()


def test_boxes_of_each_item_stay_whole() -> None:
    problem = read_problem(several(3, 5, mixed=False, boxes={"0": 4, "2": 3}))
    plan = allocate_whole(problem)

    assert (plan.amount[problem.demands.item == 0] % 4 == 0).all()
    assert (plan.amount[problem.demands.item == 2] % 3 == 0).all()
    assert check(problem, plan).is_sound


def test_progress_is_told_part_by_part() -> None:
    told: list[float] = []

    allocate(read_problem(several(4)), report=lambda standing: told.append(standing.share))

    assert told == [0.0, 1 / 3, 2 / 3]


def test_nobody_there_is_one_empty_plan() -> None:
    problem = read_problem({"tiers": 1, "nodes": [], "carry": [], "demands": []})

    assert list(parts_of(problem, part_of_item(problem))) == []
    assert join(problem, []).groups == ()

"""Demands that the same stock reaches are one class; what no stock joins lies in components of its own."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.planning.supplies.little import example, little
from yixian.planning.supplies.classes import Classes, gather
from yixian.planning.supplies.problem import Problem
from yixian.planning.supplies.read import read_problem


def gathered(**changes: Any) -> tuple[Problem, Classes]:
    """Return the little split with some keys changed, and its classes."""
    problem = read_problem(little(**changes))
    return problem, gather(problem)


def test_it_works() -> None:
    problem, classes = gathered()

    # Arcs [0], [1], [2], [1, 3], [] and [3].
    assert len(problem.patterns.begin) - 1 == len(classes.tables[0]) == 6
    assert problem.demands.pattern.tolist() == [0, 1, 2, 3, 4, 5]


def test_demands_with_the_same_arcs_are_one_class() -> None:
    rows = [{"site": s, "tier": 0, "day": 0, "min": 1, "need": 4, "arcs": [0]} for s in range(5)]

    _, classes = gathered(demands=rows)

    assert classes.tables[0].tolist() == [[5, 0, 15, 0]]


def test_the_order_in_which_arcs_are_written_does_not_matter() -> None:
    rows = [
        {"site": s, "tier": 0, "day": 0, "min": 1, "need": 4, "arcs": arcs} for s, arcs in enumerate(([0, 2], [2, 0]))
    ]

    assert len(gathered(demands=rows)[1].tables[0]) == 1


def test_other_costs_make_another_class() -> None:
    rows = [
        {"site": s, "tier": 0, "day": 0, "min": 1, "need": 4, "arcs": [0], "costs": [cost]}
        for s, cost in enumerate((1, 2))
    ]

    assert len(gathered(demands=rows)[1].tables[0]) == 2


def test_other_items_make_another_class() -> None:
    rows = [{"site": 0, "item": item, "tier": 0, "day": 0, "min": 1, "need": 4, "arcs": [0]} for item in ("甲", "乙")]

    assert len(gathered(demands=rows)[1].tables[0]) == 2


def test_what_a_class_takes_is_told_by_stage() -> None:
    _, classes = gathered()

    # The hospital is tier 0, the gates are tier 1: min0, min1, rest0, rest1.
    assert classes.tables[0].tolist() == [
        [10, 0, 10, 0],
        [10, 0, 10, 0],
        [0, 2, 0, 10],
        [0, 2, 0, 20],
        [0, 3, 0, 2],
        [0, 0, 0, 0],
    ]
    assert (classes.tables[0] == classes.tables[1]).all()


def test_who_asks_for_less_than_his_norm_is_bent() -> None:
    demands = little()["demands"]
    demands[0]["request"] = 14

    _, classes = gathered(demands=demands)

    begin, stage, slope, room = classes.bent
    assert begin.tolist() == [0, 1, 1, 1, 1, 1, 1]
    assert (stage.tolist(), slope.tolist(), room.tolist()) == ([2], [10], [4])
    assert classes.tables[0][0].tolist() == [10, 0, 4, 0]
    assert classes.tables[1][0].tolist() == [10, 0, 0, 0]


def test_who_asks_for_nothing_has_no_bend() -> None:
    demands = little()["demands"]
    demands[0]["request"] = 0

    _, classes = gathered(demands=demands)

    assert classes.bent[0].tolist() == [0] * 7
    assert classes.tables[0][0].tolist() == [0, 0, 0, 0]


def test_carry_and_reach_keep_their_arcs() -> None:
    problem, classes = gathered()
    begin, tips = classes.links
    tails = np.repeat(np.arange(len(begin) - 1), np.diff(begin))

    pairs = np.column_stack([tails, tips])[classes.arc_of_pair]
    reach = np.column_stack([tails, tips])[classes.arc_of_reach]

    assert pairs.tolist() == problem.carry.tolist()
    assert reach.tolist() == [[0, 4], [1, 5], [2, 6], [1, 7], [3, 7], [3, 9]]


def test_components_hold_what_stock_joins() -> None:
    _, classes = gathered(
        nodes=[{"store": s, "day": 0, "supply": 5} for s in range(3)],
        carry=[],
        demands=[
            {"site": s, "tier": 0, "day": 0, "min": 0, "need": 4, "arcs": arcs}
            for s, arcs in enumerate(([0, 1], [1], [2]))
        ],
    )

    assert classes.ends.tolist() == [[2, 2], [3, 3]]
    assert classes.order[0].tolist() == [0, 1, 2]


def test_stock_that_reaches_nobody_is_left_out() -> None:
    _, classes = gathered(demands=[{"site": 0, "tier": 0, "day": 1, "min": 0, "need": 4, "arcs": [3]}])

    # Node 2 is kept for node 3; nodes 0 and 1 reach nobody.
    assert classes.order[0].tolist() == [2, 3]


def test_who_is_reached_by_nobody_is_a_component_without_stock() -> None:
    _, classes = gathered(demands=[{"site": 0, "tier": 0, "day": 1, "min": 0, "need": 4, "arcs": []}])

    assert classes.ends.tolist() == [[0, 1]]


def test_a_problem_without_anything_has_no_classes() -> None:
    _, classes = gathered(nodes=[], carry=[], demands=[])

    assert (len(classes.tables[0]), len(classes.ends), len(classes.links[1])) == (0, 0, 0)


@pytest.mark.parametrize("name", ["tiny", "town"])
def test_what_classes_take_is_what_demands_need(name: str) -> None:
    problem = read_problem(example(name))

    assert gather(problem).tables[0].sum() == problem.demands.need.sum()

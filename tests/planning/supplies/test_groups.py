"""Groups: who stands on which level, with which stock."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from tests.planning.supplies.little import example, little
from yixian.planning.supplies.classes import gather
from yixian.planning.supplies.groups import NOBODY, Grouping
from yixian.planning.supplies.problem import Group, Level, Problem
from yixian.planning.supplies.read import read_problem
from yixian.planning.supplies.solve import allocate
from yixian.planning.supplies.split import split


def grouping(problem: Problem) -> Grouping:
    """Return the groups of a problem."""
    classes = gather(problem)
    rows, _ = split(classes.links, problem.nodes.supply, (classes.tables, classes.bent), classes.order, classes.ends)
    return Grouping(classes, rows)


def settled(**changes: object) -> tuple[Group, ...]:
    """Return the groups of the little split with some keys changed."""
    problem = read_problem(little(**changes))
    return grouping(problem).settle(problem)


def test_it_works() -> None:
    groups = settled()

    assert [group.level.exact for group in groups] == [0, Fraction(5, 2), Fraction(18, 5)]
    assert [group.demands.tolist() for group in groups] == [[4], [0, 1], [2, 3, 5]]
    assert [group.nodes.tolist() for group in groups] == [[], [0, 1], [2, 3]]
    assert [(group.given, group.stock) for group in groups] == [(0, 0), (30, 30), (22, 22)]


def test_every_demand_stands_in_exactly_one_group() -> None:
    assert sorted(e for group in settled() for e in group.demands.tolist()) == list(range(6))


def test_levels_rise() -> None:
    levels = [group.level.exact for group in settled()]

    assert levels == sorted(set(levels))


def test_two_parts_on_one_level_are_one_group() -> None:
    nodes = [{"store": s, "day": 0, "supply": 5} for s in range(2)]
    demands = [{"site": s, "tier": 0, "day": 0, "min": 0, "need": 10, "arcs": [s]} for s in range(2)]

    groups = settled(nodes=nodes, carry=[], demands=demands)

    assert len(groups) == 1
    assert (groups[0].given, groups[0].stock) == (10, 10)
    assert groups[0].nodes.tolist() == [0, 1]


def test_two_items_on_one_level_are_two_groups() -> None:
    nodes = [{"store": 0, "day": 0, "item": i, "supply": 5} for i in range(2)]
    demands = [{"site": 0, "item": i, "tier": 0, "day": 0, "min": 0, "need": 10, "arcs": [i]} for i in range(2)]

    assert len(settled(nodes=nodes, carry=[], demands=demands)) == 2


def test_the_full_group_tells_what_was_needed_and_what_there_was() -> None:
    nodes = [{"store": 0, "day": 0, "supply": 50}]
    demands = [{"site": 0, "tier": 0, "day": 0, "min": 1, "need": 10, "arcs": [0]}]

    (group,) = settled(nodes=nodes, carry=[], demands=demands)

    assert (group.level, group.given, group.stock) == (Level(4, 0, 1), 10, 50)


def test_stock_that_reaches_nobody_is_in_no_group() -> None:
    problem = read_problem(little(demands=[{"site": 0, "tier": 0, "day": 1, "min": 0, "need": 4, "arcs": [3]}]))

    found = grouping(problem)

    assert found.of_node.tolist() == [NOBODY, NOBODY, 0, 0]
    assert found.radix.tolist()[:2] == [1, 1]


@pytest.mark.parametrize("name", ["tiny", "town"])
def test_heights_are_those_of_the_groups(name: str) -> None:
    problem = read_problem(example(name))

    found = grouping(problem)

    heights = found.heights
    for group in found.settle(problem):
        for e in group.demands.tolist():
            stage, num, den = heights[problem.demands.pattern[e]].tolist()
            assert Level(stage, num, den).exact == group.level.exact


def test_what_a_group_was_given_is_what_its_demands_got() -> None:
    problem = read_problem(example("town"))
    plan = allocate(problem)

    for group in plan.groups:
        assert plan.amount[group.demands].sum() == pytest.approx(group.given)
    assert np.concatenate([group.nodes for group in plan.groups]).size <= len(problem.nodes.supply)

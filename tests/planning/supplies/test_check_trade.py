"""Who could change places, read off the shipments."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from yixian.planning.supplies.check_trade import Trade
from yixian.planning.supplies.problem import Allocation, Problem, Shipments
from yixian.planning.supplies.read import read_problem
from yixian.planning.supplies.solve import allocate_whole


def problem_of(reach: list[list[int]], supplies: list[int], carry: list[list[int]] | None = None) -> Problem:
    """Return stores on a day each and sites of one need, each a class of its own."""
    nodes = [{"store": 0, "day": day, "supply": supply} for day, supply in enumerate(supplies)]
    demands = [
        {"site": s, "tier": 0, "day": 9, "min": 0, "need": 9, "arcs": arcs, "costs": [s] * len(arcs)}
        for s, arcs in enumerate(reach)
    ]
    return read_problem({"tiers": 1, "nodes": nodes, "carry": carry or [], "demands": demands})


def trade(problem: Problem, rows: list[tuple[int, int, int]], carried: list[int] | None = None, **groups: Any) -> Trade:
    """Return the ways to trade where some shipments (node, demand, pieces) go, all in one group."""
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    plan: Allocation = replace(
        allocate_whole(problem),
        shipments=Shipments(table[:, 0], table[:, 1], table[:, 2]),
        carried=np.array(carried or [0] * len(problem.carry)),
    )
    n_classes = len(problem.patterns.begin) - 1
    of_class = np.array(groups.get("classes", [0] * n_classes))
    return Trade(problem, plan, (of_class, np.array(groups.get("nodes", [0] * len(problem.nodes.supply)))))


def unjust(found: Trade, ranks: list[int], down: list[int], up: list[int]) -> tuple[int, int | None] | None:
    """Return the pair that should change places."""
    is_down, is_up = (np.isin(np.arange(len(ranks)), side) for side in (down, up))
    return found.unjust(np.array(ranks), (is_down, is_up))


def test_it_works() -> None:
    found = trade(problem_of([[0], [0]], [5]), [(0, 0, 3), (0, 1, 2)])

    assert unjust(found, [0, 1], [0], [1]) == (0, 1)
    assert unjust(found, [1, 0], [0], [1]) is None


def test_who_is_not_reached_by_the_same_stock_cannot_trade() -> None:
    found = trade(problem_of([[0], [1]], [3, 2]), [(0, 0, 3), (1, 1, 2)])

    assert unjust(found, [0, 1], [0], [1]) is None


def test_a_store_that_ships_nothing_to_him_has_nothing_to_give() -> None:
    # Both are reached by store 1, but site 1 is served by it and site 0 is not reached by store 0.
    found = trade(problem_of([[1], [0, 1]], [2, 3]), [(1, 0, 3), (0, 1, 2)])

    assert unjust(found, [0, 1], [0], [1]) is None
    assert unjust(found, [1, 0], [1], [0]) == (1, 0)


def test_a_trade_goes_over_others() -> None:
    # 0 takes from store 0, which lacks it for 1, which takes from store 1, which lacks it for 2.
    found = trade(problem_of([[0], [0, 1], [1]], [3, 4]), [(0, 0, 1), (0, 1, 2), (1, 1, 1), (1, 2, 3)])

    assert unjust(found, [0, 1, 2], [0], [2]) == (0, 2)


def test_a_trade_that_would_need_an_empty_lorry_does_not_go() -> None:
    found = trade(problem_of([[0], [0, 1], [1]], [3, 4]), [(0, 0, 3), (1, 1, 1), (1, 2, 3)])

    assert unjust(found, [0, 1, 2], [0], [2]) is None


@pytest.mark.parametrize(("carried", "expected"), [(0, None), (2, (0, 1))])
def test_what_is_kept_can_be_given_back(carried: int, expected: Any) -> None:
    found = trade(
        problem_of([[0], [1]], [5, 0], [[0, 1]]),
        [(0, 0, 5 - carried), (1, 1, carried)] if carried else [(0, 0, 5)],
        [carried],
    )

    assert unjust(found, [0, 1], [0], [1]) == expected


def test_more_can_be_kept_for_a_later_day() -> None:
    found = trade(problem_of([[0], [1]], [5, 0], [[0, 1]]), [(0, 0, 5)])

    assert unjust(found, [1, 0], [1], [0]) == (1, 0)


def test_what_stays_in_store_is_given_first() -> None:
    found = trade(problem_of([[0], [0]], [9]), [(0, 0, 3), (0, 1, 2)])

    assert unjust(found, [0, 1], [1], []) == (1, None)
    assert unjust(found, [0, 1], [], [0]) is None


def test_groups_do_not_trade_with_each_other() -> None:
    found = trade(problem_of([[0], [0]], [5]), [(0, 0, 3), (0, 1, 2)], classes=[0, 1], nodes=[0])

    assert unjust(found, [0, 1], [0], [1]) is None


def test_of_several_who_are_up_the_least_deserving_gives_way() -> None:
    found = trade(problem_of([[0], [0], [0]], [6]), [(0, 0, 2), (0, 1, 2), (0, 2, 2)])

    assert unjust(found, [1, 0, 2], [0], [1, 2]) == (0, 2)
    assert unjust(found, [2, 0, 1], [0], [1, 2]) is None


def test_nobody_down_or_nobody_up_is_just() -> None:
    found = trade(problem_of([[0], [0]], [5]), [(0, 0, 3), (0, 1, 2)])

    assert unjust(found, [0, 1], [], [0, 1]) is None
    assert unjust(found, [0, 1], [0, 1], []) is None

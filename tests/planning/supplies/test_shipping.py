"""From boxes of classes to shipments of demands."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.planning.supplies.kernels import ints, links_of
from yixian.planning.supplies.shipping import ship
from yixian.planning.supplies.spread import spread


def shipped(
    stock: list[int], arcs: list[tuple[int, int, int]], bounds: list[tuple[int, int]], **changes: Any
) -> tuple[list[int], int]:
    """Return the flow on arcs (node, class, cost) of one group, and what did not fit."""
    n_nodes, n_classes = len(stock), len(bounds)
    arcs = sorted(arcs)
    links = links_of(n_nodes, [(node, n_nodes + c) for node, c, _ in arcs])
    goods = (
        ints(*stock),
        ints(*(cost for *_, cost in arcs)),
        np.array(bounds, np.int64),
        ints(*changes.get("reward", [1] * n_classes)),
    )
    groups: Any = np.array([[0, changes.get("num", 1), 1, n_nodes, n_classes]])
    flow, missing = ship(links, goods, groups, (np.arange(n_nodes), np.arange(n_classes)))
    return flow.tolist(), missing


def test_it_works() -> None:
    assert shipped([5, 4], [(0, 0, 1), (0, 1, 9), (1, 1, 1)], [(5, 5), (4, 4)]) == ([5, 0, 4], 0)


def test_the_cheaper_store_serves() -> None:
    arcs = [(0, 0, 1), (0, 1, 9), (1, 0, 9), (1, 1, 1)]

    assert shipped([5, 5], arcs, [(5, 5), (5, 5)]) == ([5, 0, 0, 5], 0)


def test_who_is_rewarded_most_gets_the_odd_box() -> None:
    arcs = [(0, 0, 0), (0, 1, 0)]

    assert shipped([7], arcs, [(3, 4), (3, 4)], reward=[1, 2]) == ([3, 4], 0)
    assert shipped([7], arcs, [(3, 4), (3, 4)], reward=[2, 1]) == ([4, 3], 0)


def test_a_box_that_reaches_only_the_less_rewarded_goes_there() -> None:
    assert shipped([3, 4], [(0, 0, 0), (1, 1, 0)], [(3, 4), (3, 4)], reward=[9, 1]) == ([3, 4], 0)


def test_a_full_group_may_leave_boxes_in_store() -> None:
    assert shipped([100], [(0, 0, 1)], [(3, 5)], num=0, reward=[2]) == ([5], 0)


def test_a_tight_group_leaves_nothing() -> None:
    assert shipped([4], [(0, 0, 1)], [(3, 5)])[0] == [4]


def test_bounds_that_contradict_are_told() -> None:
    assert shipped([4], [(0, 0, 1)], [(6, 6)])[1] > 0


def test_stock_is_kept_for_another_day() -> None:
    links = links_of(2, [(0, 1), (1, 2)])
    goods = ints(5, 0), ints(0, 1), np.array([[5, 5]], np.int64), ints(1)

    flow, missing = ship(links, goods, np.array([[0, 1, 1, 2, 1]]), (np.arange(2), np.arange(1)))

    assert (flow.tolist(), missing) == ([5, 5], 0)


def test_groups_are_shipped_one_after_the_other() -> None:
    links = links_of(2, [(0, 2), (0, 3), (1, 3)])
    goods = ints(2, 3), ints(0, 0, 0), np.array([[2, 2], [3, 3]], np.int64), ints(1, 1)
    groups: Any = np.array([[0, 1, 1, 1, 1], [0, 1, 1, 2, 2]])

    flow, missing = ship(links, goods, groups, (np.arange(2), np.arange(2)))

    # The arc from the first group's node to the second group's class stays empty.
    assert (flow.tolist(), missing) == ([2, 0, 3], 0)


def rows(begin: list[int], flow: Any, pattern: list[int], amount: Any, faint: float = 0.0) -> list[list[Any]]:
    """Return the shipments as rows of arc, demand and pieces."""
    found = spread((ints(*begin), flow), ints(*pattern), amount, faint)
    return [list(row) for row in zip(*(column.tolist() for column in found), strict=True)]


def test_flow_is_handed_to_demands_in_their_order() -> None:
    assert rows([0, 2], ints(5, 4), [0, 0], ints(3, 6)) == [[0, 0, 3], [0, 1, 2], [1, 1, 4]]


def test_each_class_is_spread_alone() -> None:
    assert rows([0, 1, 2], ints(5, 4), [1, 0], ints(4, 5)) == [[1, 0, 4], [0, 1, 5]]


def test_who_gets_nothing_has_no_shipment() -> None:
    assert rows([0, 1], ints(5), [0, 0, 0], ints(0, 5, 0)) == [[0, 1, 5]]
    assert rows([0, 0], ints(), [0], ints(0)) == []


def test_what_rounding_leaves_comes_over_the_last_arc() -> None:
    found = rows([0, 2], np.array([0.1, 0.2]), [0], np.array([0.30000000000000004]))

    assert sum(row[2] for row in found) == pytest.approx(0.3)
    assert [row[0] for row in found] == [0, 1]


def test_a_crumb_is_not_worth_a_lorry() -> None:
    assert rows([0, 2], np.array([1e-15, 5.0]), [0], np.array([5.0]), 1e-12) == [[1, 0, pytest.approx(5.0)]]

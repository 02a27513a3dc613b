"""Divide and conquer on smallest cuts."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from tests.planning.supplies.kernels import ints, links_of, no_bends, plain
from yixian.planning.supplies.nets import count_links, lay_net, mark_starved, put_first
from yixian.planning.supplies.split import split


def levels(
    supply: list[int], arcs: list[tuple[int, int]], rooms: list[list[int]], ends: list[list[int]] | None = None
) -> tuple[list[Fraction], list[int]]:
    """Return the level of each class and what flows into it, in whole pieces."""
    n_nodes = len(supply)
    links = links_of(n_nodes, arcs)
    order = np.arange(n_nodes), np.arange(len(rooms))
    last: Any = np.array(ends or [[n_nodes, len(rooms)]])
    groups, flow = split(links, ints(*supply), (plain(*rooms), no_bends(len(rooms))), order, last)
    level, begin = [Fraction(-1)] * len(rooms), 0
    for stage, num, den, _, end in groups.tolist():
        for c in order[1][begin:end].tolist():
            level[c] = stage + Fraction(num, den)
        begin = end
    into = [0] * len(rooms)
    for arc, tip in enumerate(links[1].tolist()):
        if tip >= n_nodes:
            into[tip - n_nodes] += int(flow[0][arc])
    return level, into


def test_it_works() -> None:
    level, into = levels([6], [(0, 1), (0, 2)], [[4], [8]])

    assert level == [Fraction(1, 2), Fraction(1, 2)]
    assert into == [2, 4]


def test_who_is_reached_by_little_stays_below() -> None:
    # Class 0 is reached by node 0 alone, class 1 by both.
    level, into = levels([1, 9], [(0, 2), (0, 3), (1, 3)], [[10], [10]])

    assert level == [Fraction(1, 10), Fraction(9, 10)]
    assert into == [1, 9]


def test_stock_kept_for_later_is_stock_then() -> None:
    level, _ = levels([6, 0], [(0, 1), (0, 2), (1, 3)], [[4], [8]])

    assert level == [Fraction(1, 2), Fraction(1, 2)]


def test_stock_for_later_does_not_come_back() -> None:
    level, _ = levels([0, 6], [(0, 1), (0, 2), (1, 3)], [[4], [8]])

    assert level == [Fraction(0), Fraction(3, 4)]


def test_who_has_everything_stands_on_the_top() -> None:
    level, into = levels([100], [(0, 1), (0, 2)], [[4], [8]])

    assert level == [Fraction(1), Fraction(1)]
    assert into == [4, 8]


def test_nothing_is_left_where_somebody_lacks() -> None:
    level, into = levels([7, 3], [(0, 2), (1, 2), (1, 3)], [[6], [20]])

    assert into == [6, 3]
    assert level == [Fraction(1), Fraction(3, 20)]


def test_components_are_split_one_after_the_other() -> None:
    level, into = levels([2, 3], [(0, 2), (1, 3)], [[4], [4]], [[1, 1], [2, 2]])

    assert level == [Fraction(1, 2), Fraction(3, 4)]
    assert into == [2, 3]


@pytest.mark.parametrize(("stock", "level"), [(0, 0), (3, 1), (4, 1 + Fraction(1, 7)), (10, 2), (99, 2)])
def test_stages_are_filled_in_turn(stock: int, level: Fraction) -> None:
    assert levels([stock], [(0, 1)], [[3, 7]])[0] == [level]


def test_a_chain_of_ever_richer_classes_takes_one_level_each() -> None:
    supply = [1, 2, 3, 4]
    arcs = [(k, 4 + c) for c in range(4) for k in range(c + 1)]

    level, into = levels(supply, arcs, [[10]] * 4)

    assert level == [Fraction(1, 10), Fraction(2, 10), Fraction(3, 10), Fraction(4, 10)]
    assert into == [1, 2, 3, 4]


def test_links_to_other_parts_are_left_out() -> None:
    links = links_of(2, [(0, 2), (0, 3), (1, 3)])
    local = np.full(4, -1, np.int64)
    part = ints(0), ints(0)

    assert count_links(links, part, local) == 2
    net, arc_of = lay_net(links, part, ints(5, 5), local)
    assert arc_of.tolist() == [-1, 0]
    assert net[2][:4].tolist() == [0, 2, 1, 0]


def test_the_starved_take_their_stores_along() -> None:
    links = links_of(2, [(0, 2), (1, 2), (1, 3)])
    net, _ = lay_net(links, (ints(0, 1), ints(0, 1)), ints(5, 5), np.full(4, -1, np.int64))
    rank = ints(0, 0, -1, 0, 0, -1)

    assert mark_starved(net, rank, 2).tolist() == [True, True, True, False, False, False]


def test_the_marked_come_first_in_their_order() -> None:
    entries = ints(4, 5, 6, 7)

    assert put_first(entries, np.array([False, True, False, True])) == 2
    assert entries.tolist() == [5, 7, 4, 6]

"""The largest flow, in whole numbers and in fractions."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from yixian.planning.supplies.flow import ENDLESS, add_edge, max_flow
from yixian.planning.supplies.nets import empty_net

Edge = tuple[int, int, int]


def net_of(n: int, edges: list[tuple[int, int, tuple[int, int]]]) -> Any:
    """Return a network of some vertices."""
    net = empty_net(n, len(edges))
    count = 0
    for tail, tip, cap in edges:
        count = add_edge(net, count, (tail, tip), cap)
    return net


def sent(n: int, edges: list[Edge]) -> int:
    """Return the largest flow from vertex 0 to the last one; capacities are whole."""
    rank = np.empty(n, np.int64)
    whole, part = max_flow(net_of(n, [(a, b, (cap, 0)) for a, b, cap in edges]), 0, n - 1, rank, 1)
    assert part == 0
    return int(whole)


def test_it_works() -> None:
    assert sent(4, [(0, 1, 5), (0, 2, 4), (1, 3, 3), (2, 3, 9), (1, 2, 2)]) == 9


def test_an_edge_has_a_way_back() -> None:
    net = net_of(2, [(0, 1, (7, 2))])

    assert net[2].tolist() == [1, 0]
    assert (net[3].tolist(), net[4].tolist()) == ([7, 0], [2, 0])


def test_where_no_way_leads_nothing_flows() -> None:
    assert sent(3, [(0, 1, 5)]) == 0
    assert sent(2, []) == 0


def test_an_edge_without_room_carries_nothing() -> None:
    assert sent(3, [(0, 1, 0), (1, 2, 5)]) == 0


def test_flow_can_be_pushed_back_for_a_better_way() -> None:
    # The short way over 1 -> 2 must be given back to fill both sides.
    assert sent(4, [(0, 1, 1), (0, 2, 1), (1, 2, 1), (1, 3, 1), (2, 3, 1)]) == 2


def test_parallel_edges_add_up() -> None:
    assert sent(2, [(0, 1, 3), (0, 1, 4)]) == 7


def test_endless_edges_do_not_overflow() -> None:
    edges = [(0, v, ENDLESS) for v in range(1, 5)] + [(v, 5, 10**15) for v in range(1, 5)]

    assert sent(6, edges) == 4 * 10**15


def test_thousand_millions_are_exact() -> None:
    assert sent(3, [(0, 1, 2**33), (1, 2, 2**40)]) == 2**33


@pytest.mark.parametrize(
    ("caps", "radix", "expected"),
    [
        ([(0, 1), (0, 1)], 3, (0, 2)),
        ([(0, 2), (0, 2)], 3, (1, 1)),
        ([(1, 2), (2, 2)], 3, (4, 1)),
        ([(0, 0), (0, 0)], 7, (0, 0)),
    ],
)
def test_fractions_are_carried(caps: list[tuple[int, int]], radix: int, expected: tuple[int, int]) -> None:
    edges = [(0, 1, caps[0]), (0, 2, caps[1]), (1, 3, (9, 0)), (2, 3, (9, 0))]

    assert max_flow(net_of(4, edges), 0, 3, np.empty(4, np.int64), radix) == expected


def test_a_fraction_narrower_than_the_way_is_what_flows() -> None:
    edges = [(0, 1, (5, 4)), (1, 2, (5, 3))]

    assert max_flow(net_of(3, edges), 0, 2, np.empty(3, np.int64), 5) == (5, 3)


def test_afterwards_the_rank_marks_the_side_of_the_source() -> None:
    rank = np.empty(4, np.int64)
    max_flow(net_of(4, [(0, 1, (5, 0)), (1, 2, (1, 0)), (2, 3, (5, 0))]), 0, 3, rank, 1)

    assert (rank >= 0).tolist() == [True, True, False, False]


@settings(deadline=None, derandomize=True, max_examples=300)
@given(
    st.integers(2, 7).flatmap(
        lambda n: st.tuples(
            st.just(n),
            st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1), st.integers(0, 20)), max_size=20),
        )
    )
)
def test_it_agrees_with_another_library(case: tuple[int, list[Edge]]) -> None:
    n, edges = case
    edges = [(a, b, cap) for a, b, cap in edges if a != b]
    table = np.zeros((n, n), dtype=np.int32)
    for a, b, cap in edges:
        table[a, b] += cap

    assert sent(n, edges) == maximum_flow(csr_array(table), 0, n - 1).flow_value


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.integers(2, 40), st.lists(st.integers(0, 500), min_size=8, max_size=8))
def test_fractions_are_whole_numbers_in_smaller_units(radix: int, caps: list[int]) -> None:
    ways = [(0, 1), (0, 2), (1, 2), (1, 3), (2, 3), (3, 4), (2, 4), (1, 4)]
    small = sent(5, [(a, b, cap) for (a, b), cap in zip(ways, caps, strict=True)])
    edges = [(a, b, divmod(cap, radix)) for (a, b), cap in zip(ways, caps, strict=True)]

    whole, part = max_flow(net_of(5, edges), 0, 4, np.empty(5, np.int64), radix)

    assert whole * radix + part == small

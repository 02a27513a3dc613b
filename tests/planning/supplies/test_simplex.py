"""The cheapest flow by the network simplex."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from tests.planning.supplies.kernels import ints
from yixian.planning.supplies.simplex import cheapest

Edge = tuple[int, int, int, int]


def flow_of(n: int, edges: list[Edge], excess: list[int]) -> tuple[list[int], int]:
    """Return the cheapest flow on edges (tail, tip, room, cost) and what cannot be taken away."""
    arrays: Any = np.zeros((5, len(edges) + n), dtype=np.int64)
    for e, edge in enumerate(edges):
        arrays[:4, e] = edge
    missing = cheapest((arrays[0], arrays[1], arrays[2], arrays[3], arrays[4]), len(edges), ints(*excess))
    return arrays[4, : len(edges)].tolist(), missing


def cost_of(edges: list[Edge], flow: list[int]) -> int:
    """Return what a flow costs."""
    return sum(edge[3] * amount for edge, amount in zip(edges, flow, strict=True))


def test_it_works() -> None:
    edges = [(0, 1, 4, 1), (0, 2, 9, 3), (1, 2, 9, 1)]

    assert flow_of(3, edges, [6, 0, -6]) == ([4, 2, 4], 0)


def test_the_cheap_way_is_filled_before_the_dear_one() -> None:
    edges = [(0, 1, 3, 5), (0, 1, 9, 7)]

    assert flow_of(2, edges, [5, -5]) == ([3, 2], 0)


def test_what_finds_no_way_is_told() -> None:
    assert flow_of(2, [(0, 1, 3, 5)], [5, -5])[0] == [3]
    assert flow_of(2, [(0, 1, 3, 5)], [5, -5])[1] > 0
    assert flow_of(2, [], [5, -5])[1] > 0


def test_nothing_to_send_costs_nothing() -> None:
    assert flow_of(3, [(0, 1, 4, 1), (1, 2, 4, 1)], [0, 0, 0]) == ([0, 0], 0)


def test_a_reward_draws_flow_around_a_cycle() -> None:
    assert flow_of(3, [(0, 1, 4, 1), (1, 2, 4, -9), (2, 0, 4, 1)], [0, 0, 0]) == ([4, 4, 4], 0)


def test_a_cycle_without_gain_is_left_alone() -> None:
    assert flow_of(2, [(0, 1, 4, 1), (1, 0, 4, -1)], [0, 0])[1] == 0


def test_several_givers_and_takers() -> None:
    edges = [(a, b, 9, abs(a - b)) for a in (0, 1) for b in (2, 3)]

    flow, missing = flow_of(4, edges, [5, 5, -4, -6])

    assert missing == 0
    assert cost_of(edges, flow) == 4 * 1 + 1 * 2 + 5 * 3


def test_thousand_millions_do_not_overflow() -> None:
    edges = [(0, 1, 10**15, 10**6), (0, 1, 10**15, 10**6 + 1)]

    assert flow_of(2, edges, [15 * 10**14, -15 * 10**14]) == ([10**15, 5 * 10**14], 0)


@pytest.mark.parametrize("n", [1, 2, 5])
def test_vertices_without_edges(n: int) -> None:
    assert flow_of(n, [], [0] * n) == ([], 0)


@st.composite
def networks(draw: st.DrawFn) -> tuple[int, list[Edge], list[int]]:
    """Return a small network in which everything wanted can be sent, if dearly."""
    n = draw(st.integers(2, 6))
    vertex = st.integers(0, n - 1)
    edges = draw(st.lists(st.tuples(vertex, vertex, st.integers(0, 9), st.integers(0, 9)), max_size=14))
    edges = [edge for edge in edges if edge[0] != edge[1]]
    excess = [draw(st.integers(-6, 6)) for _ in range(n - 1)]
    excess.append(-sum(excess))
    # Dear edges that take whatever is left, so that there always is an answer.
    return n, edges + [(a, b, 99, 500) for a in range(n) for b in range(n) if a != b], excess


@settings(deadline=None, derandomize=True, max_examples=200)
@given(networks())
def test_no_linear_program_finds_a_cheaper_flow(case: tuple[int, list[Edge], list[int]]) -> None:
    n, edges, excess = case

    flow, missing = flow_of(n, edges, excess)

    balance = np.zeros((n, len(edges)))
    for e, (tail, tip, _, _) in enumerate(edges):
        balance[tail, e], balance[tip, e] = 1, -1
    found = linprog(
        [edge[3] for edge in edges],
        A_eq=balance,
        b_eq=excess,
        bounds=[(0, edge[2]) for edge in edges],
        method="highs",
    )
    assert missing == 0
    assert (balance @ flow).tolist() == excess
    assert all(0 <= amount <= edge[2] for amount, edge in zip(flow, edges, strict=True))
    assert cost_of(edges, flow) == pytest.approx(found.fun, abs=1e-6)

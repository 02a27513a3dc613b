"""One budget, one set for each factory: the best choice, proven against trying all."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yixian.planning.supplies.factories.knapsack import choose, undominated

Lists = list[list[tuple[int, float]]]


def chosen(lists: Lists, budget: int) -> tuple[float, list[int]]:
    """Return the best value and the choice of each list of (effort, value)."""
    arrays = [(np.array([e for e, _ in own]), np.array([v for _, v in own], dtype=float)) for own in lists]
    return choose(arrays, budget)


def test_it_works() -> None:
    assert chosen([[(0, 1), (3, 9)], [(0, 2), (2, 5), (4, 8)]], 5) == (14, [1, 1])


@pytest.mark.parametrize(
    ("budget", "value", "choices"),
    [
        (0, 3, [0, 0]),
        (2, 6, [0, 1]),
        (3, 11, [1, 0]),
        (4, 11, [1, 0]),
        (5, 14, [1, 1]),
        (7, 17, [1, 2]),
        (99, 17, [1, 2]),
    ],
)
def test_more_budget_brings_more(budget: int, value: float, choices: list[int]) -> None:
    assert chosen([[(0, 1), (3, 9)], [(0, 2), (2, 5), (4, 8)]], budget) == (value, choices)


def test_of_equals_the_one_with_least_effort_is_taken() -> None:
    assert chosen([[(0, 5), (1, 5), (2, 5)]], 9) == (5, [0])


def test_no_factory_at_all_is_worth_nothing() -> None:
    assert chosen([], 5) == (0, [])


def test_a_set_that_costs_nothing_but_brings_more_is_taken() -> None:
    assert chosen([[(0, 1), (0, 4)]], 0) == (4, [1])


def test_what_another_beats_is_left_out() -> None:
    effort, value = np.array([0, 1, 2, 2, 3, 9]), np.array([0.0, 5, 4, 6, 6, 99])

    assert undominated(effort, value, 5).tolist() == [0, 1, 3]


def test_what_is_over_budget_is_left_out() -> None:
    assert undominated(np.array([0, 6]), np.array([0.0, 5]), 5).tolist() == [0]


def test_a_hair_more_is_not_worth_an_effort() -> None:
    assert undominated(np.array([0, 1]), np.array([1.0, 1.0 + 1e-15]), 5).tolist() == [0]


@settings(deadline=None, derandomize=True, max_examples=200)
@given(
    st.lists(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 40)), max_size=4), min_size=1, max_size=4),
    st.integers(0, 12),
)
def test_trying_all_finds_nothing_better(lists: list[list[tuple[int, int]]], budget: int) -> None:
    full: Lists = [[(0, 0.0), *((effort, float(value)) for effort, value in own)] for own in lists]

    value, choices = chosen(full, budget)

    best = max(sum(v for _, v in picks) for picks in product(*full) if sum(e for e, _ in picks) <= budget)
    taken = [own[choice] for own, choice in zip(full, choices, strict=True)]
    assert value == best == sum(v for _, v in taken)
    assert sum(e for e, _ in taken) <= budget

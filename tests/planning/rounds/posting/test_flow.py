"""The transport optimum: as cheap as the assignment problem says, with prices that prove it."""

from __future__ import annotations

import time

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from tests.planning.rounds.posting.little import example
from yixian.planning.rounds.posting.flow import transport


def cost_of(pair: np.ndarray, compound: np.ndarray) -> int:
    """Return the sum of the lines."""
    return int(pair[np.arange(len(pair)), compound].sum())


def test_it_works() -> None:
    pair = np.array([[1, 5], [2, 9], [4, 4]])

    compound, price = transport(pair, np.array([2, 1]))

    assert compound.tolist() == [0, 0, 1]
    assert price.max() <= 0


@pytest.mark.parametrize(("name", "known"), [("small_1", 2798), ("county_1", 21_463)])
def test_the_known_optimum_is_reached(name: str, known: int) -> None:
    problem = example(name)

    compound, price = transport(problem.travel_min, problem.need)

    assert cost_of(problem.travel_min, compound) == known
    assert np.bincount(compound, minlength=len(problem.need)).tolist() == problem.need.tolist()
    own = (problem.travel_min - price[None, :]).min(axis=1)
    assert int(own.sum() + (price * problem.need).sum()) == known


def test_the_county_takes_less_than_half_a_second() -> None:
    problem = example("county_1")
    transport(problem.travel_min, problem.need)
    began_s = time.thread_time()

    transport(problem.travel_min, problem.need)

    assert time.thread_time() - began_s < 0.5


@pytest.mark.parametrize("seed", range(60))
def test_it_agrees_with_the_assignment_problem(seed: int) -> None:
    chance = np.random.default_rng(seed)
    seats = chance.integers(0, 5, chance.integers(1, 9))
    n_people = int(chance.integers(0, seats.sum() + 1))
    pair = chance.integers(0, 60, (n_people, len(seats)))
    columns = np.repeat(np.arange(len(seats)), seats)

    compound, price = transport(pair, seats)

    rows, chosen = linear_sum_assignment(pair[:, columns])
    assert cost_of(pair, compound) == int(pair[:, columns][rows, chosen].sum())
    crowd = np.bincount(compound, minlength=len(seats))
    assert (crowd <= seats).all()
    assert (price <= 0).all()
    assert (price[(crowd < seats) & (seats > 0)] == 0).all()

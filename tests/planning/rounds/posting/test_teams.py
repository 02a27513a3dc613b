"""The cheapest teams: what trying every team says, whoever is pinned, and prices that climb."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from tests.planning.rounds.posting.little import data, planned
from tests.planning.rounds.posting.made_up import county
from yixian.planning.rounds.posting.bound import Climb
from yixian.planning.rounds.posting.problem import HOLE
from yixian.planning.rounds.posting.read import read_problem
from yixian.planning.rounds.posting.start import begin
from yixian.planning.rounds.posting.teams import all_teams, insert
from yixian.planning.rounds.posting.world import World, build_cast
from yixian.planning.rounds.scale import MILLI


def world_of(seed: int, *, is_pinned: bool = False) -> World:
    """Return a village of eleven people and three compounds as the kernels see it."""
    value = county(11, 3, 4, seed)
    if is_pinned:
        value["pinned"] = [["S0001", "C001"], ["S0002", "C002"]]
    return build_cast(read_problem(value)).world


def by_trying(world: World, price: np.ndarray) -> int:
    """Return the sum of the cheapest teams by trying every one, in thousandths."""
    return sum(min(_costs(world, price, c)) for c in range(len(world.seats) - 1))


def _costs(world: World, price: np.ndarray, c: int) -> list[int]:
    seats, found = int(world.seats[c]), []
    for size in range(seats + 1):
        for team in map(list, combinations(range(len(world.unit)), size)):
            units = {int(unit) for unit in world.unit[team]} | {*np.flatnonzero(world.unit_pinned[:, c]).tolist()}
            brought = world.has[team].sum(axis=0) + world.skill_pinned[c]
            cost = int((world.pair[team, c] - world.pair[team, -1]).sum()) + HOLE * (seats - size)
            cost += sum(int(world.split[unit]) for unit in units)
            cost += world.missing * int(np.maximum(0, world.wanted[c] - brought).sum())
            found.append(MILLI * cost + int(price[team].sum()))
    return found


def order_of(world: World) -> np.ndarray:
    """Return everybody, unit by unit."""
    return np.argsort(world.unit, kind="stable")


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("is_pinned", [False, True])
def test_it_works(seed: int, is_pinned: bool) -> None:
    world = world_of(seed, is_pinned=is_pinned)
    price = np.random.default_rng(seed).integers(0, 60_000, len(world.unit))
    times = np.zeros(len(world.unit), dtype=np.int64)

    assert all_teams(world, order_of(world), price, times) == by_trying(world, price)


@pytest.mark.parametrize("seed", range(4))
def test_the_people_counted_are_those_of_the_cheapest_teams(seed: int) -> None:
    world = world_of(seed)
    order, price = order_of(world), np.full(len(world.unit), 40_000)
    times, again = (np.zeros(len(world.unit), dtype=np.int64) for _ in range(2))
    total = all_teams(world, order, price, times)

    # One thousandth more for everybody costs one thousandth per place that is taken.
    assert all_teams(world, order, price + 1, again) == total + int(times.sum())
    assert int(times.sum()) == int(world.seats[:-1].sum())


def test_a_rising_row_loses_its_last() -> None:
    row = np.array([2, 5, 9])
    insert(row, 4)

    assert row.tolist() == [2, 4, 5]


def test_prices_only_climb() -> None:
    climb = Climb(begin(build_cast(read_problem(data("small_1"))), 0))
    bounds = [climb.bound]
    for _ in range(20):
        climb.climb(10, planned("small_1").cost)
        bounds.append(climb.bound)

    assert bounds == sorted(bounds)
    assert bounds[-1] >= 3_345
    assert (climb.best >= 0).all()


def test_a_climb_ends_where_nothing_is_left_to_prove() -> None:
    climb = Climb(begin(build_cast(read_problem(data("small_1"))), 0))
    climb.climb(50, climb.bound)

    assert climb.n_passes == 0

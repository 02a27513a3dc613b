"""Exchanges: what they cost is what a fresh count says, and every compound keeps its number."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.planning.rounds.posting.little import data, little, told
from tests.planning.rounds.posting.made_up import county
from yixian.planning.rounds.posting.problem import HOLE
from yixian.planning.rounds.posting.read import read_problem
from yixian.planning.rounds.posting.start import Start, begin, state_of
from yixian.planning.rounds.posting.swaps import change, exchange, try_swaps
from yixian.planning.rounds.posting.world import BARRED, build_cast


def pinned_county(seed: int) -> dict[str, Any]:
    """Return a county in which some are pinned, some barred, and some wait."""
    value = county(40, 9, 6, seed)
    value["pinned"] = [["S0001", "C001"], ["S0002", "C002"]]
    value["compounds"][4]["need"] -= 2
    value["staff"][7]["barred"] = ["C003"]
    return value


def started(value: dict[str, Any]) -> Start:
    """Return where the search of a problem begins."""
    return begin(build_cast(read_problem(value)), 1)


def recounted(start: Start) -> int:
    """Return the cost of a state, counted anew."""
    return int(state_of(start.cast.world, start.state.compound, 0).cost[0])


def test_it_works() -> None:
    start = started(little())
    world, state = start.cast.world, start.state
    i, j = 0, int(np.flatnonzero(state.compound != state.compound[0])[0])
    before, rise = recounted(start), change(world, state, i, j)

    exchange(world, state, i, j)

    assert recounted(start) == before + rise


@pytest.mark.parametrize("seed", range(6))
def test_every_change_is_what_a_fresh_count_says(seed: int) -> None:
    start = started(pinned_county(seed))
    world, state = start.cast.world, start.state
    chance = np.random.default_rng(seed)
    cost = recounted(start)
    for _ in range(200):
        i, j = chance.integers(0, len(world.unit), 2)
        if state.compound[i] == state.compound[j]:
            continue
        cost += change(world, state, i, j)
        exchange(world, state, i, j)

        assert recounted(start) == cost


@pytest.mark.parametrize("seed", range(4))
def test_a_warm_search_keeps_its_books(seed: int) -> None:
    start = started(pinned_county(seed))
    world, state = start.cast.world, start.state
    try_swaps(world, state, start.hints, 50.0, 5_000)

    fresh = state_of(world, state.compound, 0)
    assert int(state.cost[0]) == int(fresh.cost[0])
    assert (state.unit_at == fresh.unit_at).all()
    assert (state.skill_at == fresh.skill_at).all()
    assert np.bincount(state.compound, minlength=len(world.seats)).tolist() == world.seats.tolist()
    for person, (compound, slot) in enumerate(zip(state.compound, state.slot, strict=True)):
        assert state.crowd[compound, slot] == person


def test_a_cold_search_only_gets_cheaper() -> None:
    start = started(data("small_1"))
    costs = [int(start.state.cost[0])]
    for _ in range(30):
        try_swaps(start.cast.world, start.state, start.hints, 0.0, 500)
        costs.append(int(start.state.cost[0]))

    assert costs == sorted(costs, reverse=True)
    assert costs[-1] < costs[0]


def test_an_exchange_there_and_back_changes_nothing() -> None:
    start = started(data("small_1"))
    world, state = start.cast.world, start.state
    before = [field.copy() for field in state[:5]]
    i, j = 3, int(np.flatnonzero(state.compound != state.compound[3])[5])
    there = change(world, state, i, j)
    exchange(world, state, i, j)
    back = change(world, state, i, j)
    exchange(world, state, i, j)

    assert there == -back
    for field, kept in zip(state[:5], before, strict=True):
        assert (field == kept).all()


def test_nobody_is_put_where_people_lack() -> None:
    value = little()
    value["staff"] = value["staff"][:5]
    start = started(value)

    is_nobody = start.cast.world.unit == len(start.cast.world.split) - 1
    assert is_nobody.sum() == 2
    assert int(start.state.cost[0]) // HOLE == 2


def test_the_barred_begin_in_reserve() -> None:
    value = little()
    for person in value["staff"]:
        person["barred"] = ["东苑", "西苑", "南山"]
    start = started(value)

    assert (start.cast.world.pair[:7, :-1] == BARRED).all()
    assert (start.state.compound[:7] == 3).all()
    assert int(start.state.cost[0]) // HOLE == 7


def test_whoever_was_told_a_place_pays_for_another() -> None:
    cast = build_cast(read_problem(little(**told([["高涛", "西苑"]], changed=40))))
    plain = build_cast(read_problem(little()))

    assert (cast.world.pair[0, :-1] - plain.world.pair[0, :-1]).tolist() == [40, 0, 40]
    assert cast.world.pair[0, -1] == 40
    assert (cast.world.pair[1, :-1] - plain.world.pair[1, :-1]).tolist() == [40, 40, 40]
    assert cast.world.pair[1, -1] == 0


def test_the_pinned_take_their_places_and_bring_their_skills() -> None:
    cast = build_cast(read_problem(little(pinned=[["何娟", "东苑"]])))

    assert cast.world.seats.tolist() == [2, 2, 2, 0]
    assert cast.world.skill_pinned[0].tolist() == [1, 1]
    assert cast.world.unit_pinned[0].tolist() == [1, 0, 0, 0]
    assert 1 not in cast.movers.tolist()
    assert cast.base == 3

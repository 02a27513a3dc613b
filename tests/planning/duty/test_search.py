"""The search's parts: moves keep the books right, heat falls, rounds end, starts are lawful."""

from __future__ import annotations

import copy

import numpy as np
import pytest

from tests.planning.duty.little import example, little, planned
from yixian.planning.duty.bound import Climb
from yixian.planning.duty.moves import State, draw, is_lawful
from yixian.planning.duty.problem import OFF
from yixian.planning.duty.read import read_problem
from yixian.planning.duty.search import Heat, Round, Run, heat_for, search
from yixian.planning.duty.standing import Standing
from yixian.planning.duty.state import roster_of, start_state, state_cost
from yixian.planning.duty.world import BAR, World, build_world
from yixian.planning.stop import Stop, silent

HEAT = Heat(50.0, 0.5)


def begun(name: str) -> tuple[World, State]:
    """Return a world and an empty state."""
    world = build_world(example(name))
    return world, start_state(world, example(name), None, 5)


@pytest.mark.parametrize("name", ["tiny_2", "clash_leader", "town_10"])
def test_it_works(name: str) -> None:
    world, state = begun(name)
    found = search(Run(world, state), HEAT, Stop(work_limit=100_000), Standing(silent))

    assert found.cost <= state_cost(world, state)
    again = start_state(world, example(name), found.roster, 0)
    assert int(again.cost[0]) == found.cost


@pytest.mark.parametrize("heat", [0.0, 3.0, 500.0, 1e6])
def test_the_books_are_right_at_any_heat(heat: float) -> None:
    world, state = begun("town_10")
    run = Run(world, state)
    run.moves(heat, is_timed=False)

    assert state.cost[0] == state_cost(world, state)
    roster = roster_of(world, state)
    people = np.zeros_like(world.need)
    leaders = np.zeros_like(world.need)
    for person, day in np.argwhere(roster.shift != OFF).tolist():
        slot = (roster.post[person, day], day, roster.shift[person, day])
        people[slot] += 1
        leaders[slot] += world.leader[person]
    assert (people == state.people).all()
    assert (leaders == state.leaders).all()
    assert (people <= world.need).all()
    nights = (world.is_night[np.maximum(roster.shift, 0)] * (roster.shift != OFF)).sum(axis=1)
    assert (nights == state.tally[:, 0]).all()
    assert ((roster.shift != OFF) @ world.is_weekend == state.tally[:, 1]).all()


def test_nobody_breaks_a_rule_however_warm_it_is() -> None:
    world, state = begun("township_30")
    Run(world, state).moves(1e6, is_timed=False)

    assert (state.shift != OFF).sum() > 100
    assert all(is_lawful(world, state.shift, person) for person in range(len(state.shift)))
    on = np.argwhere(state.shift != OFF).tolist()
    assert all(world.price[p, d, state.shift[p, d], state.place[p, d]] < BAR for p, d in on)


def test_heat_falls_from_first_to_last() -> None:
    heats = [HEAT.at(share / 10) for share in range(11)]

    assert heats == sorted(heats, reverse=True)
    assert heats[0] == HEAT.warmest
    assert heats[-1] == pytest.approx(HEAT.coldest)


def test_a_county_that_lacks_people_is_searched_warmer() -> None:
    world, _ = begun("town_10")

    assert heat_for(world, is_short=True).warmest > 10 * heat_for(world, is_short=False).warmest


@pytest.mark.parametrize(("name", "is_short"), [("county_300_1200", True), ("county_300", False), ("town_10", False)])
def test_a_shortage_is_seen_before_the_search(name: str, is_short: bool) -> None:
    assert Climb(build_world(example(name))).is_short is is_short


def test_a_round_by_work_asks_no_clock() -> None:
    round_ = Round(Stop(work_limit=1000), 200, 5000)

    assert round_.share(200) == 0
    assert round_.share(600) == 0.5
    assert round_.share(1000) == 1


def test_a_round_of_a_small_problem_is_shorter_than_the_work() -> None:
    assert Round(Stop(work_limit=10_000), 0, 500).share(500) == 1


def test_a_search_ends_when_the_bound_is_reached() -> None:
    world, state = begun("clash_sunday")
    standing = Standing(silent)
    standing.raise_bound(3560)
    run = Run(world, state)

    found = search(run, HEAT, Stop(work_limit=10**9), standing)

    assert found.cost == 3560
    assert run.n_moves < 10**8


def test_the_start_keeps_pins_and_of_a_roster_only_what_is_lawful() -> None:
    near = planned("little").roster
    value = little(pinned=[["高涛", 2, "N", "路口"]])
    value["people"][1]["unavailable"] = [[day, "*"] for day in range(7)]
    problem = read_problem(value)
    world = build_world(problem)

    state = start_state(world, problem, near, 0)

    assert state.shift[0, 2] == 2
    assert (state.shift[1] == OFF).all()
    assert (state.people <= world.need).all()
    assert all(is_lawful(world, state.shift, person) for person in range(5))


def test_random_numbers_are_even_and_repeatable() -> None:
    one = np.array([362436069], dtype=np.int64)
    two = copy.deepcopy(one)
    drawn = [draw(one, 6) for _ in range(6000)]

    assert drawn == [draw(two, 6) for _ in range(6000)]
    assert np.bincount(drawn, minlength=6).min() > 850
    assert set(drawn) == set(range(6))

"""The moves that close the last holes: from a hole to somebody who is free, everything counted as it goes."""

from __future__ import annotations

import numpy as np
import pytest

from tests.planning.duty.little import example, little, planned
from yixian.planning.duty.chase import chase_holes
from yixian.planning.duty.figures import count
from yixian.planning.duty.fill import without
from yixian.planning.duty.moves import State, is_lawful
from yixian.planning.duty.problem import OFF, Problem, Roster
from yixian.planning.duty.read import read_problem
from yixian.planning.duty.state import roster_of, start_state, state_cost
from yixian.planning.duty.world import World, build_world


def chased(problem: Problem, near: Roster, heat: float, n: int = 2000) -> tuple[World, State]:
    """Return a state after holes were chased from a roster."""
    world = build_world(problem)
    state = start_state(world, problem, near, seed=1)
    open_slots = np.argwhere((state.people < world.need) | (state.leaders < world.lead))
    chase_holes(world, state, open_slots, (heat, n), np.zeros((2, problem.n_days), dtype=np.int64))
    return world, state


def holed(problem: Problem, roster: Roster, n: int) -> Roster:
    """Return a roster in which ``n`` people have dropped out of a day."""
    lines = np.argwhere(roster.shift != OFF)
    for person, day in lines[:: len(lines) // n][:n].tolist():
        roster = without(roster, person, day)
    return roster


def test_it_works() -> None:
    problem = example("town_10")
    roster = planned("town_10").roster
    before = int(count(problem, holed(problem, roster, 12)).missing.sum())

    _, state = chased(problem, holed(problem, roster, 12), 10.0)

    assert before > int((problem.need - state.people).sum())


@pytest.mark.parametrize("heat", [0.0, 10.0, 1000.0])
def test_cost_counts_and_law_are_kept(heat: float) -> None:
    problem = example("tiny_2")

    world, state = chased(problem, holed(problem, planned("tiny_2").roster, 8), heat)

    roster = roster_of(world, state)
    figures = count(problem, roster)
    assert state.cost[0] == state_cost(world, state) == figures.cost
    assert (figures.people == state.people).all()
    assert (figures.leaders == state.leaders).all()
    assert all(is_lawful(world, state.shift, person) for person in range(len(state.shift)))


def test_a_slot_without_leader_gets_one_by_exchange() -> None:
    value = little(
        days=1, default_need={"people": 0, "leaders": 0}, needs=[["东门", 0, "D", 1, 1], ["路口", 0, "D", 1, 0]]
    )
    problem = read_problem({**value, "people": [row for row in value["people"] if row["id"] in ("何娟", "赵成")]})
    shift, post = np.zeros((2, 1), dtype=np.int64), np.array([[0], [1]])

    _, state = chased(problem, Roster(shift, post), 5.0)

    assert state.leaders[0, 0, 0] == 1
    assert (state.people == problem.need).all()


def test_a_post_that_nobody_reaches_stays_open() -> None:
    value = little()
    for person in value["people"]:
        person["posts"] = [row for row in person["posts"] if row[0] == "路口"]
    problem = read_problem(value)

    _, state = chased(problem, planned("little").roster, 10.0)

    assert (state.people[0] == 0).all()


def test_the_same_start_gives_the_same_end() -> None:
    problem, roster = example("tiny_2"), holed(example("tiny_2"), planned("tiny_2").roster, 8)

    one, two = (chased(problem, roster, 10.0)[1] for _ in range(2))

    assert (one.shift == two.shift).all()
    assert one.random[0] == two.random[0]

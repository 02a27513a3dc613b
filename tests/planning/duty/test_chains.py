"""Chains: from a hole over people who change places to somebody who is free, or the finding that there is none."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.planning.duty.little import example, little, planned, roster_of
from tests.planning.duty.test_chase import holed
from yixian.planning.duty.chains import close_slots, empty_trail
from yixian.planning.duty.figures import count
from yixian.planning.duty.moves import State, is_lawful
from yixian.planning.duty.problem import OFF, Problem, Roster
from yixian.planning.duty.read import read_problem
from yixian.planning.duty.state import roster_of as roster_in
from yixian.planning.duty.state import start_state, state_cost
from yixian.planning.duty.world import World, build_world

NOBODY = {"people": 0, "leaders": 0}
Line = tuple[str, int, str, str]


def person(name: str, *posts: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "leader": False, "home_post": posts[0], "posts": [[post, 5] for post in posts], **more}


def county(needs: list[list[Any]], people: list[dict[str, Any]], **more: Any) -> Problem:
    """Return a problem of the posts A, B, C with these needs and people alone."""
    posts = [{"id": name, "township": "T", "x": 0, "y": 0} for name in "ABC"]
    return read_problem({**little(default_need=NOBODY, needs=needs), "posts": posts, "people": people, **more})


def swept(problem: Problem, near: Roster) -> tuple[int, World, State]:
    """Return how many slots one sweep has closed, and the state after it."""
    world = build_world(problem)
    state = start_state(world, problem, near, seed=0)
    open_slots = np.argwhere((state.people < world.need) | (state.leaders < world.lead))
    return close_slots(world, state, open_slots, empty_trail(world)), world, state


def lines(problem: Problem, state: State) -> set[Line]:
    roster = roster_in(build_world(problem), state)
    on = np.argwhere(roster.shift != OFF).tolist()
    return {
        (problem.person_ids[p], d, problem.shift_ids[roster.shift[p, d]], problem.post_ids[roster.post[p, d]])
        for p, d in on
    }


def test_it_works() -> None:
    # The hole is at A; 乙 can leave B for it, 丙 leave C for B, and 丁 is free to take C.
    needs = [["A", 0, "D", 1, 0], ["B", 0, "D", 1, 0], ["C", 0, "D", 1, 0]]
    problem = county(needs, [person("乙", "B", "A"), person("丙", "C", "B"), person("丁", "C")])

    n_closed, _, state = swept(problem, roster_of(problem, [("乙", 0, "D", "B"), ("丙", 0, "D", "C")]))

    assert n_closed == 1
    assert lines(problem, state) == {("乙", 0, "D", "A"), ("丙", 0, "D", "B"), ("丁", 0, "D", "C")}


def test_a_duty_of_another_day_is_left_for_the_hole() -> None:
    # 乙 may work two duties a week and has them; only he can do the night, 丁 takes one of his days.
    needs = [["A", 0, "D", 1, 0], ["A", 2, "D", 1, 0], ["A", 4, "N", 1, 0]]
    people = [person("乙", "A", max_shifts_week=2), person("丁", "A", no_nights=True)]
    problem = county(needs, people)

    n_closed, _, state = swept(problem, roster_of(problem, [("乙", 0, "D", "A"), ("乙", 2, "D", "A")]))

    assert n_closed == 1
    assert ("乙", 4, "N", "A") in lines(problem, state)
    assert (state.people == problem.need).all()


def test_a_leader_comes_where_one_lacks() -> None:
    # 丙 stands where a leader is wanted; 乙 leads, leaves B for A, and 丙 himself fills B.
    needs = [["A", 0, "D", 1, 1], ["B", 0, "D", 1, 0]]
    problem = county(needs, [person("乙", "B", "A", leader=True), person("丙", "A", "B")])

    n_closed, _, state = swept(problem, roster_of(problem, [("乙", 0, "D", "B"), ("丙", 0, "D", "A")]))

    assert n_closed == 1
    assert lines(problem, state) == {("乙", 0, "D", "A"), ("丙", 0, "D", "B")}


def test_a_leader_is_not_taken_from_where_he_is_the_only_one() -> None:
    needs = [["A", 0, "D", 1, 1], ["B", 0, "D", 1, 1]]
    problem = county(needs, [person("乙", "B", "A", leader=True), person("丙", "A", "B")])
    before = [("乙", 0, "D", "B"), ("丙", 0, "D", "A")]

    n_closed, _, state = swept(problem, roster_of(problem, before))

    assert n_closed == 0
    assert lines(problem, state) == set(before)


def test_a_hole_is_filled_without_a_leader_when_none_can_come() -> None:
    problem = county([["A", 0, "D", 1, 1]], [person("丙", "A")])

    n_closed, _, state = swept(problem, roster_of(problem, []))

    assert n_closed == 1
    assert lines(problem, state) == {("丙", 0, "D", "A")}


def test_pins_stay() -> None:
    needs = [["A", 0, "D", 1, 0], ["B", 0, "D", 1, 0]]
    people = [person("乙", "B", "A"), person("丁", "B")]
    problem = county(needs, people, pinned=[["乙", 0, "D", "B"]])

    n_closed, _, state = swept(problem, roster_of(problem, []))

    assert n_closed == 0
    assert lines(problem, state) == {("乙", 0, "D", "B")}


def test_nobody_moves_twice_in_a_chain() -> None:
    # 乙 could take A for B, but then only 乙 himself could take B.
    needs = [["A", 0, "D", 1, 0], ["B", 1, "D", 1, 0]]
    problem = county(needs, [person("乙", "B", "A", max_shifts_week=1)])
    before = [("乙", 1, "D", "B")]

    n_closed, _, state = swept(problem, roster_of(problem, before))

    assert n_closed == 0
    assert lines(problem, state) == set(before)


@pytest.mark.parametrize(("name", "n_holes"), [("tiny_2", 8), ("town_10", 30), ("clash_hours", 0), ("clash_leader", 0)])
def test_books_and_law_are_kept(name: str, n_holes: int) -> None:
    problem, roster = example(name), planned(name).roster
    near = holed(problem, roster, n_holes) if n_holes else roster
    before = count(problem, near)

    n_closed, world, state = swept(problem, near)

    after = count(problem, roster_in(world, state))
    short = int(before.missing.sum()), int(before.leaders_missing.sum())
    assert state.cost[0] == state_cost(world, state) == after.cost
    assert (after.people == state.people).all()
    assert (after.leaders == state.leaders).all()
    assert all(is_lawful(world, state.shift, who) for who in range(len(state.shift)))
    assert int(after.missing.sum()) + int(after.leaders_missing.sum()) <= sum(short) - n_closed
    assert int(after.missing.sum()) <= short[0]


def test_one_sweep_closes_most_of_what_thirty_dropouts_opened() -> None:
    problem, roster = example("town_10"), planned("town_10", 1_000_000).roster

    n_closed, _, state = swept(problem, holed(problem, roster, 30))

    assert n_closed >= 28
    assert int((problem.need - state.people).sum()) <= 2

"""From a roster to the state of a search and back; what a state costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.duty.moves import State, is_lawful
from yixian.planning.duty.problem import OFF, Roster
from yixian.planning.duty.world import BAR

if TYPE_CHECKING:
    from yixian.planning.duty.problem import Problem
    from yixian.planning.duty.world import World


def start_state(world: World, problem: Problem, near: Roster | None, seed: int) -> State:
    """Return the state a search begins with: all pins, and of ``near`` every line that is still lawful."""
    state = State(
        shift=np.full(problem.pinned.shift.shape, OFF, dtype=np.int64),
        place=np.full(problem.pinned.shift.shape, OFF, dtype=np.int64),
        people=np.zeros(world.need.shape, dtype=np.int64),
        leaders=np.zeros(world.need.shape, dtype=np.int64),
        tally=np.zeros((len(problem.person_ids), 2), dtype=np.int64),
        random=np.array([seed * 2654435761 % 4294967291 + 362436069], dtype=np.int64),
        cost=np.zeros(1, dtype=np.int64),
    )
    _place_lines(world, state, problem.pinned)
    if near is not None:
        _place_lines(world, state, near)
    state.cost[0] = state_cost(world, state)
    return state


def _place_lines(world: World, state: State, roster: Roster) -> None:
    for person, day in zip(*np.nonzero(roster.shift != OFF), strict=True):
        shift, post = int(roster.shift[person, day]), int(roster.post[person, day])
        places = np.nonzero(world.reach[person] == post)[0]
        if state.shift[person, day] != OFF or len(places) == 0:
            continue
        slot = (post, day, shift)
        if world.price[person, day, shift, places[0]] >= BAR or state.people[slot] >= world.need[slot]:
            continue
        state.shift[person, day] = shift
        if not is_lawful(world, state.shift, person):
            state.shift[person, day] = OFF
            continue
        state.place[person, day] = places[0]
        state.people[slot] += 1
        state.leaders[slot] += world.leader[person]
        state.tally[person, 0] += world.is_night[shift]
        state.tally[person, 1] += world.is_weekend[day]


def roster_of(world: World, state: State) -> Roster:
    """Return a copy of the roster that a state stands for."""
    posts = np.take_along_axis(world.reach, np.maximum(state.place, 0), axis=1)
    return Roster(shift=state.shift.copy(), post=np.where(state.shift == OFF, OFF, posts))


def state_cost(world: World, state: State) -> int:
    """Return what the roster costs, counted from nothing."""
    short = world.need - state.people
    leaderless = np.maximum(world.lead - state.leaders, 0)
    is_free = state.shift == OFF
    person, day = np.nonzero(~is_free)
    duties = world.price[person, day, state.shift[person, day], state.place[person, day]].sum()
    free = world.free_price[is_free].sum()
    squares = (world.squares * state.tally * (2 * world.before + state.tally)).sum()
    return int(short.sum() * world.hole + leaderless.sum() * world.no_leader + duties + free + squares)

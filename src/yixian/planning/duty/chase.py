"""The moves that close the last holes, compiled: somebody takes a hole and leaves another, until somebody is free.

Moves at random find one hole among a county's thousands of slots a few times a second; here each begins at one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.planning.compiled import compiled_inline
from yixian.planning.duty.moves import draw, try_cell
from yixian.planning.duty.near import anybody_near, follower_on
from yixian.planning.duty.problem import OFF
from yixian.planning.duty.swaps import place_of, try_swap

if TYPE_CHECKING:
    from yixian.planning.duty.moves import State
    from yixian.planning.duty.problem import IntArray
    from yixian.planning.duty.world import World

LONGEST = 40
"""Tries from one hole on, whether it moves or stays."""


@compiled_inline
def chase_holes(world: World, state: State, open_slots: IntArray, heat: tuple[float, int], places: IntArray) -> None:
    """Begin ``heat[1]`` times at one of the open slots ``[slot, 3]`` and follow its hole at the heat ``heat[0]``."""
    for _ in range(heat[1]):
        i = draw(state.random, open_slots.shape[0])
        slot = (open_slots[i, 0], open_slots[i, 1], open_slots[i, 2])
        for _ in range(LONGEST):
            if state.people[slot] < world.need[slot]:
                slot = _take(world, state, slot, heat[0])
            elif state.leaders[slot] < world.lead[slot]:
                _lead(world, state, slot, (heat[0], places))
            else:
                break


@compiled_inline
def _take(world: World, state: State, slot: tuple[int, int, int], heat: float) -> tuple[int, int, int]:
    """Try to give a hole to somebody near; return where the hole is afterwards, the slot itself once it is closed."""
    post, day, shift = slot
    person = anybody_near(world, state, post)
    if person == OFF:
        return slot
    was, place = state.shift[person, day], state.place[person, day]
    if was == shift and world.reach[person, place] == post:
        return slot
    done = try_cell(world, state, (person, day), (shift, place_of(world, person, post)), heat)
    return (world.reach[person, place], day, was) if done and was != OFF else slot


@compiled_inline
def _lead(world: World, state: State, slot: tuple[int, int, int], how: tuple[float, IntArray]) -> None:
    """Try to exchange some days between a leader near and somebody on the slot who is none."""
    post, day, _ = slot
    leader, other = anybody_near(world, state, post), follower_on(world, state, slot)
    if leader == OFF or other == OFF or world.leader[leader] == 0:
        return
    first = max(0, day - draw(state.random, 3))
    last = min(state.shift.shape[1], day + 1 + draw(state.random, 3))
    try_swap(world, state, (leader, other, first, last), how[0], how[1])

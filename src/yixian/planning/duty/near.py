"""People near a post, drawn at random, compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.planning.compiled import compiled_inline
from yixian.planning.duty.moves import draw
from yixian.planning.duty.problem import OFF

if TYPE_CHECKING:
    from yixian.planning.duty.moves import State
    from yixian.planning.duty.world import World


@compiled_inline
def follower_on(world: World, state: State, slot: tuple[int, int, int]) -> int:
    """Return somebody on a slot who is no leader, OFF if there is none."""
    post, day, shift = slot
    begin, n = world.near_from[post], world.near_from[post + 1] - world.near_from[post]
    first = draw(state.random, max(n, 1))
    for k in range(n):
        person = world.near[begin + (first + k) % n]
        stands = state.shift[person, day] == shift and world.reach[person, state.place[person, day]] == post
        if stands and world.leader[person] == 0:
            return int(person)
    return OFF


@compiled_inline
def anybody_near(world: World, state: State, post: int) -> int:
    """Return a random person who reaches a post, OFF if there is none."""
    begin, end = world.near_from[post], world.near_from[post + 1]
    return world.near[begin + draw(state.random, end - begin)] if end > begin else OFF

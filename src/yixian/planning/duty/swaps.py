"""The move that carries the search, compiled: two people of one post exchange some days in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.planning.compiled import compiled_inline
from yixian.planning.duty.moves import (
    NO_PLACE,
    allowance,
    cell_price,
    draw,
    is_lawful,
    leader_step,
    square_step,
)
from yixian.planning.duty.problem import OFF
from yixian.planning.duty.world import BAR

if TYPE_CHECKING:
    from yixian.planning.duty.moves import State
    from yixian.planning.duty.problem import IntArray
    from yixian.planning.duty.world import World


@compiled_inline
def swap_days(world: World, state: State, how: tuple[float, int], places: IntArray) -> None:
    """Try at a heat to exchange a block of days of a person with somebody of one post; ``places`` is scratch."""
    heat, one = how
    if world.n_places[one] == 0:
        return
    post = world.reach[one, draw(state.random, world.n_places[one])]
    begin, end = world.near_from[post], world.near_from[post + 1]
    two = world.near[begin + draw(state.random, end - begin)]
    if one == two:
        return
    first = draw(state.random, state.shift.shape[1])
    last = min(state.shift.shape[1], first + 1 + draw(state.random, 1 + draw(state.random, 7)))
    try_swap(world, state, (one, two, first, last), heat, places)


@compiled_inline
def try_swap(world: World, state: State, block: tuple[int, int, int, int], heat: float, places: IntArray) -> bool:
    """Exchange the days ``block[2]`` to ``block[3]`` of two people if law and heat allow; say whether it was done."""
    one, two, first, last = block
    most = allowance(state.random, heat)
    step, changes = _price_swap(world, state, (one, two, first, last), places)
    if step > most:
        return False
    _exchange(state.shift, one, two, (first, last))
    if is_lawful(world, state.shift, one) and is_lawful(world, state.shift, two):
        _settle(world, state, (one, two, first, last), places)
        for kind in range(2):
            state.tally[one, kind] += changes[kind]
            state.tally[two, kind] -= changes[kind]
        state.cost[0] += step
        return True
    _exchange(state.shift, one, two, (first, last))
    return False


@compiled_inline
def _price_swap(
    world: World, state: State, block: tuple[int, int, int, int], places: IntArray
) -> tuple[int, tuple[int, int]]:
    """Return the cost of a swap (BAR if barred) and the nights and weekend duties that the first one gains."""
    one, two, first, last = block
    step, nights, weekends, same = 0, 0, 0, True
    for day in range(first, last):
        mine = (state.shift[one, day], state.place[one, day])
        yours = (state.shift[two, day], state.place[two, day])
        if mine[0] == OFF and yours[0] == OFF:
            continue
        same = False
        places[0, day] = _place_of(world, one, two, yours[1])
        places[1, day] = _place_of(world, two, one, mine[1])
        if places[0, day] == NO_PLACE or places[1, day] == NO_PLACE:
            return BAR, (0, 0)
        step += cell_price(world, one, day, (yours[0], places[0, day])) - cell_price(world, one, day, mine)
        step += cell_price(world, two, day, (mine[0], places[1, day])) - cell_price(world, two, day, yours)
        if step >= BAR // 2:
            return BAR, (0, 0)
        step += _leaders_swapped(world, state, (one, two, day), (mine, yours))
        nights += (world.is_night[yours[0]] if yours[0] != OFF else 0) - (
            world.is_night[mine[0]] if mine[0] != OFF else 0
        )
        duties = (1 if yours[0] != OFF else 0) - (1 if mine[0] != OFF else 0)
        weekends += duties * world.is_weekend[day]
    if same:
        return BAR, (0, 0)
    step += square_step(world, state, one, (nights, weekends))
    step += square_step(world, state, two, (-nights, -weekends))
    return step, (nights, weekends)


@compiled_inline
def _place_of(world: World, person: int, other: int, place: int) -> int:
    """Return a person's own place for the post at the other one's place; NO_PLACE if out of reach."""
    return OFF if place == OFF else place_of(world, person, world.reach[other, place])


@compiled_inline
def place_of(world: World, person: int, post: int) -> int:
    """Return a person's own place for a post; NO_PLACE if it is out of reach."""
    for k in range(world.n_places[person]):
        if world.reach[person, k] == post:
            return k
    return NO_PLACE


@compiled_inline
def _leaders_swapped(
    world: World,
    state: State,
    who: tuple[int, int, int],
    cells: tuple[tuple[int, int], tuple[int, int]],
) -> int:
    one, two, day = who
    gain = world.leader[two] - world.leader[one]
    if gain == 0:
        return 0
    mine, yours = cells
    mine_post = world.reach[one, mine[1]] if mine[0] != OFF else OFF
    yours_post = world.reach[two, yours[1]] if yours[0] != OFF else OFF
    if mine_post == yours_post and mine[0] == yours[0]:
        return 0
    step = 0
    if mine[0] != OFF:
        step += leader_step(world, state, (mine_post, day, mine[0]), gain)
    if yours[0] != OFF:
        step += leader_step(world, state, (yours_post, day, yours[0]), -gain)
    return step


@compiled_inline
def _exchange(shift: IntArray, one: int, two: int, days: tuple[int, int]) -> None:
    for day in range(days[0], days[1]):
        kept = shift[one, day]
        shift[one, day] = shift[two, day]
        shift[two, day] = kept


@compiled_inline
def _settle(world: World, state: State, block: tuple[int, int, int, int], places: IntArray) -> None:
    """Write places and leaders of a swap whose shifts are already exchanged."""
    one, two, first, last = block
    gain = world.leader[one] - world.leader[two]
    for day in range(first, last):
        if state.shift[one, day] == OFF and state.shift[two, day] == OFF:
            continue
        state.place[one, day], state.place[two, day] = places[0, day], places[1, day]
        if gain != 0 and state.shift[one, day] != OFF:
            state.leaders[world.reach[one, places[0, day]], day, state.shift[one, day]] += gain
        if gain != 0 and state.shift[two, day] != OFF:
            state.leaders[world.reach[two, places[1, day]], day, state.shift[two, day]] -= gain

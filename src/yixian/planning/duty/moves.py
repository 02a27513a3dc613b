"""The moves of the search, compiled: swap a block of days between two people, change one cell.

Hard rules hold by construction: a move that breaks one is not made. People and places are indices; a cell is
a shift and a place of that person, both OFF when free.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from yixian.planning.compiled import compiled_inline
from yixian.planning.duty.problem import DAY_MIN, OFF
from yixian.planning.duty.world import BAR

if TYPE_CHECKING:
    from yixian.planning.duty.problem import IntArray
    from yixian.planning.duty.world import World

MASK = 0xFFFFFFFF
REST, WEEK_MIN, WEEK_SHIFTS, DAYS_ROW, NIGHTS_ROW, NIGHTS, DAYS_BEFORE, NIGHTS_BEFORE = range(8)
NO_PLACE = -2


class State(NamedTuple):
    """What a search changes in place."""

    shift: IntArray  # [person, day] shift, OFF = free
    place: IntArray  # [person, day] place of that person, OFF = free
    people: IntArray  # [post, day, shift] people on the slot
    leaders: IntArray  # [post, day, shift] leaders on the slot
    tally: IntArray  # [person, 2] nights, weekend duties
    random: IntArray  # [1] generator
    cost: IntArray  # [1] cost of the roster


@compiled_inline
def draw(random: IntArray, n: int) -> int:
    """Return a random whole number below ``n``: Marsaglia's multiply-with-carry, the same in any language."""
    x = 698769069 * (random[0] & MASK) + (random[0] >> 32)
    random[0] = x
    return int((((x ^ (x >> 32)) & MASK) * n) >> 32)


@compiled_inline
def allowance(random: IntArray, heat: float) -> float:
    """Return by how much a move may raise the cost at this heat (Metropolis, drawn beforehand)."""
    if heat <= 0.0:
        return 0.0
    return -heat * math.log((draw(random, 16777216) + 1) / 16777216.0)


@compiled_inline
def is_lawful(world: World, shift: IntArray, person: int) -> bool:
    """Whether a person's row of shifts keeps every hard rule on time."""
    limits = world.limits[person]
    ready, nights, minutes, duties, week = 0, 0, 0, 0, -1
    in_row, nights_in_row = limits[DAYS_BEFORE], limits[NIGHTS_BEFORE]
    for day in range(shift.shape[1]):
        if world.week_of[day] != week:
            week, minutes, duties = world.week_of[day], 0, 0
        s = shift[person, day]
        if s == OFF:
            ready, in_row, nights_in_row = ready - DAY_MIN, 0, 0
            continue
        if world.starts_min[s] < ready:
            return False
        ready = world.ends_min[s] + limits[REST] - DAY_MIN
        in_row += 1
        minutes += world.ends_min[s] - world.starts_min[s]
        duties += 1
        nights_in_row = nights_in_row + 1 if world.is_night[s] else 0
        nights += world.is_night[s]
        if minutes > limits[WEEK_MIN] or duties > limits[WEEK_SHIFTS] or in_row > limits[DAYS_ROW]:
            return False
        if nights_in_row > limits[NIGHTS_ROW] or nights > limits[NIGHTS]:
            return False
    return True


@compiled_inline
def square_step(world: World, state: State, person: int, change: tuple[int, int]) -> int:
    """Return what ``change`` more nights and weekend duties cost this person."""
    total = 0
    for kind in range(2):
        now = world.before[person, kind] + state.tally[person, kind]
        total += world.squares[kind] * change[kind] * (2 * now + change[kind])
    return total


@compiled_inline
def leader_step(world: World, state: State, slot: tuple[int, int, int], change: int) -> int:
    """Return what ``change`` more leaders on a slot cost."""
    lead = world.lead[slot]
    now = state.leaders[slot]
    return int(world.no_leader * (max(0, lead - now - change) - max(0, lead - now)))


@compiled_inline
def cell_price(world: World, person: int, day: int, cell: tuple[int, int]) -> int:
    """Return the price of a cell, BAR or more where it is not allowed."""
    if cell[0] == OFF:
        return int(world.free_price[person, day])
    return int(world.price[person, day, cell[0], cell[1]])


@compiled_inline
def change_cell(world: World, state: State, heat: float, person: int) -> None:
    """Try to give a person another shift or place on a random day, or the day off."""
    day = draw(state.random, state.shift.shape[1])
    old = (state.shift[person, day], state.place[person, day])
    new = _random_cell(world, state, person)
    if new[0] == old[0] and new[1] == old[1]:
        return
    try_cell(world, state, (person, day), new, heat)


@compiled_inline
def try_cell(world: World, state: State, at: tuple[int, int], new: tuple[int, int], heat: float) -> bool:
    """Give a person another cell on a day if law, need and heat allow; say whether it was done."""
    person, day = at
    old = (state.shift[person, day], state.place[person, day])
    price = cell_price(world, person, day, new)
    if price >= BAR:
        return False
    if new[0] != OFF:
        slot = (world.reach[person, new[1]], day, new[0])
        if state.people[slot] >= world.need[slot]:
            return False
    step = price - cell_price(world, person, day, old) + _slot_step(world, state, (person, day), (old, new))
    change = _tally_change(world, day, old[0], new[0])
    step += square_step(world, state, person, change)
    if step > allowance(state.random, heat):
        return False
    state.shift[person, day] = new[0]
    if old[0] != new[0] and not is_lawful(world, state.shift, person):
        state.shift[person, day] = old[0]
        return False
    state.place[person, day] = new[1]
    _stand(world, state, (person, day), old, -1)
    _stand(world, state, (person, day), new, 1)
    state.tally[person, 0] += change[0]
    state.tally[person, 1] += change[1]
    state.cost[0] += step
    return True


@compiled_inline
def _random_cell(world: World, state: State, person: int) -> tuple[int, int]:
    n_places = world.n_places[person]
    choice = draw(state.random, 1 + world.starts_min.shape[0] * n_places)
    if choice == 0:
        return OFF, OFF
    return (choice - 1) // n_places, (choice - 1) % n_places


@compiled_inline
def _tally_change(world: World, day: int, old: int, new: int) -> tuple[int, int]:
    nights = (world.is_night[new] if new != OFF else 0) - (world.is_night[old] if old != OFF else 0)
    duties = (1 if new != OFF else 0) - (1 if old != OFF else 0)
    return nights, duties * world.is_weekend[day]


@compiled_inline
def _slot_step(world: World, state: State, at: tuple[int, int], cells: tuple[tuple[int, int], tuple[int, int]]) -> int:
    """Return what holes and missing leaders cost more when a person leaves one slot for another."""
    person, day = at
    step = 0
    for i in range(2):
        sign = 2 * i - 1
        cell = cells[i]
        if cell[0] == OFF:
            continue
        step -= sign * world.hole
        if world.leader[person]:
            step += leader_step(world, state, (world.reach[person, cell[1]], day, cell[0]), sign)
    return step


@compiled_inline
def _stand(world: World, state: State, at: tuple[int, int], cell: tuple[int, int], sign: int) -> None:
    if cell[0] == OFF:
        return
    slot = (world.reach[at[0], cell[1]], at[1], cell[0])
    state.people[slot] += sign
    state.leaders[slot] += sign * world.leader[at[0]]

"""The moves of the search, compiled: two people exchange their places.

Everybody always has a place (the reserve is one, and nobody stands where people lack), so an exchange keeps every
compound at its number. Near places come from the transport optimum; mates draw each other to one compound.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from yixian.planning.compiled import compiled
from yixian.planning.rounds.dice import allowance, draw

if TYPE_CHECKING:
    from yixian.planning.rounds.posting.problem import IntArray
    from yixian.planning.rounds.posting.world import World


REACH = 60
"""A push by a third one is tried after an exchange that costs no more than this; now and then after any."""
NOW_AND_THEN = 8


class Hints(NamedTuple):
    """Where it pays to look."""

    near: IntArray  # [mover, rank] compounds, the cheapest at the transport's prices first
    mates: IntArray  # [mover] people of one unit side by side
    mates_begin: IntArray  # [unit + 1] where its people begin in ``mates``


class State(NamedTuple):
    """What a search changes in place."""

    compound: IntArray  # [mover] where he stands
    slot: IntArray  # [mover] his place in the crowd
    crowd: IntArray  # [compound, slot] who stands there
    unit_at: IntArray  # [unit, compound] people, pinned ones too
    skill_at: IntArray  # [compound, skill] people, pinned ones too
    dice: IntArray  # [1] generator
    cost: IntArray  # [1] cost of the posting, holes too, pinned lines not


@compiled
def change(world: World, state: State, i: int, j: int) -> int:
    """Return by how much the cost rises if two people at different compounds exchange their places."""
    a, b = state.compound[i], state.compound[j]
    rise = world.pair[i, b] - world.pair[i, a] + world.pair[j, a] - world.pair[j, b]
    reserve = len(world.seats) - 1
    ui, uj = world.unit[i], world.unit[j]
    if ui != uj:
        if a != reserve:
            rise += world.split[uj] * (state.unit_at[uj, a] == 0) - world.split[ui] * (state.unit_at[ui, a] == 1)
        if b != reserve:
            rise += world.split[ui] * (state.unit_at[ui, b] == 0) - world.split[uj] * (state.unit_at[uj, b] == 1)
    for k in range(world.has.shape[1]):
        step = world.has[j, k] - world.has[i, k]
        if step != 0:
            left = max(0, world.wanted[a, k] - state.skill_at[a, k] - step)
            left += max(0, world.wanted[b, k] - state.skill_at[b, k] + step)
            left -= max(0, world.wanted[a, k] - state.skill_at[a, k])
            left -= max(0, world.wanted[b, k] - state.skill_at[b, k])
            rise += world.missing * left
    return int(rise)


@compiled
def exchange(world: World, state: State, i: int, j: int) -> None:
    """Let two people exchange their places."""
    a, b = state.compound[i], state.compound[j]
    ui, uj = world.unit[i], world.unit[j]
    state.unit_at[ui, a] -= 1
    state.unit_at[ui, b] += 1
    state.unit_at[uj, b] -= 1
    state.unit_at[uj, a] += 1
    for k in range(world.has.shape[1]):
        step = world.has[j, k] - world.has[i, k]
        state.skill_at[a, k] += step
        state.skill_at[b, k] -= step
    state.compound[i], state.compound[j] = b, a
    state.slot[i], state.slot[j] = state.slot[j], state.slot[i]
    state.crowd[a, state.slot[j]] = j
    state.crowd[b, state.slot[i]] = i


@compiled
def aim(world: World, state: State, hints: Hints, i: int) -> int:
    """Return a compound for a person: a near one, or one where somebody of his unit stands."""
    if draw(state.dice, 2):
        return int(hints.near[i, draw(state.dice, hints.near.shape[1])])
    first = hints.mates_begin[world.unit[i]]
    n_mates = hints.mates_begin[world.unit[i] + 1] - first
    return int(state.compound[hints.mates[first + draw(state.dice, n_mates)]])


@compiled
def try_swaps(world: World, state: State, hints: Hints, heat: float, n_tries: int) -> None:
    """Try exchanges; whoever is pushed out may push out a third one, who takes the first one's place."""
    n_movers = len(world.unit)
    for _ in range(n_tries):
        i = draw(state.dice, n_movers)
        home, to = state.compound[i], aim(world, state, hints, i)
        if to == home or world.seats[to] == 0:
            continue
        j = state.crowd[to, draw(state.dice, world.seats[to])]
        rise = change(world, state, i, j)
        room = allowance(state.dice, heat)
        if rise <= room:
            exchange(world, state, i, j)
            state.cost[0] += rise
            continue
        third = aim(world, state, hints, j)
        if third in (home, to) or world.seats[third] == 0:
            continue
        if rise > REACH + room and draw(state.dice, NOW_AND_THEN) > 0:
            continue
        k = state.crowd[third, draw(state.dice, world.seats[third])]
        exchange(world, state, i, j)
        rise += change(world, state, j, k)
        if rise <= room:
            exchange(world, state, j, k)
            state.cost[0] += rise
        else:
            exchange(world, state, i, j)

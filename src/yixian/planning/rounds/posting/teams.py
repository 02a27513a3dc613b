"""The cheapest team of each compound at given prices of people, compiled: one dynamic program per compound.

A team costs what its people cost there, once per unit in it, and what its skills lack. People are taken in the
order of their units; a state is how many are in and which skills are had, with or without somebody of the unit
at hand. Only people who can be in a cheapest team at all are looked at: one is out if as many others as there are
places have his skills and are cheaper by the price of a unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.compiled import compiled
from yixian.planning.rounds.posting.mixes import kinds_of, mixes_of
from yixian.planning.rounds.posting.problem import HOLE
from yixian.planning.rounds.posting.world import BARRED
from yixian.planning.rounds.scale import MILLI

if TYPE_CHECKING:
    from yixian.planning.rounds.posting.mixes import Mixes
    from yixian.planning.rounds.posting.problem import IntArray
    from yixian.planning.rounds.posting.world import World

NEVER = 1 << 60


INSIDE, OUTSIDE = 1, 2
"""Whether somebody of the unit at hand was in the team before."""


@compiled
def all_teams(world: World, order: IntArray, price: IntArray, times: IntArray) -> int:
    """Return what the cheapest teams of all compounds cost together, in thousandths.

    ``order`` names everybody who is real, unit by unit; ``price`` is what taking him costs on top; ``times`` is
    filled with how many teams he is in.
    """
    times[:] = 0
    cost = np.empty(len(world.unit), dtype=np.int64)
    kinds = kinds_of(world)
    total = 0
    for c in range(len(world.seats) - 1):
        for unit in range(len(world.split)):
            total += MILLI * world.split[unit] * (world.unit_pinned[unit, c] > 0)
        charge_people(world, order, price, c, cost)
        chosen = candidates(world, order, cost, kinds, c)
        total += best_team(world, chosen, cost, kinds, c, mixes_of(world, c), times)
    return total


@compiled
def charge_people(world: World, order: IntArray, price: IntArray, c: int, cost: IntArray) -> None:
    """Fill in what each person adds to a team, in thousandths; ``NEVER`` where he may not go."""
    reserve = len(world.seats) - 1
    for n in range(len(order)):
        i = order[n]
        cost[i] = MILLI * (world.pair[i, c] - world.pair[i, reserve]) + price[i]
        if world.pair[i, c] >= BARRED:
            cost[i] = NEVER


@compiled
def candidates(world: World, order: IntArray, cost: IntArray, kinds: IntArray, c: int) -> IntArray:
    """Return, unit by unit, all who can be in a cheapest team."""
    n_kinds, n_seats = 1 << world.has.shape[1], world.seats[c]
    best = np.full((n_kinds, max(1, n_seats)), NEVER, dtype=np.int64)
    n_chosen = 0
    chosen = np.empty(len(order), dtype=np.int64)
    for i in order if n_seats > 0 else order[:0]:
        for kind in range(n_kinds):
            if kind & kinds[i] == kind and cost[i] < best[kind, n_seats - 1]:
                insert(best[kind], cost[i])
    for i in order if n_seats > 0 else order[:0]:
        limit = best[kinds[i], n_seats - 1] + MILLI * world.split[world.unit[i]]
        if cost[i] < NEVER and cost[i] <= limit:
            chosen[n_chosen] = i
            n_chosen += 1
    return chosen[:n_chosen]


@compiled
def insert(row: IntArray, value: int) -> None:
    """Put a value into a rising row; the last one falls out."""
    k = len(row) - 1
    while k > 0 and row[k - 1] > value:
        row[k] = row[k - 1]
        k -= 1
    row[k] = value


@compiled
def best_team(
    world: World, chosen: IntArray, cost: IntArray, kinds: IntArray, c: int, mixes: Mixes, times: IntArray
) -> int:
    """Return the cost of the cheapest team and note who is in it; a place may stay empty at the price of a hole."""
    n_seats, n_mixes = world.seats[c], len(mixes.lacking)
    outside = np.full((n_seats + 1, n_mixes), NEVER, dtype=np.int64)
    inside = np.full((n_seats + 1, n_mixes), NEVER, dtype=np.int64)
    came = np.zeros((len(chosen), n_seats + 1, n_mixes), dtype=np.int8)
    left = np.zeros((len(chosen), n_seats + 1, n_mixes), dtype=np.int16)
    closed = np.zeros((len(chosen), n_seats + 1, n_mixes), dtype=np.int8)
    outside[0, mixes.first] = 0
    for n in range(len(chosen)):
        i = chosen[n]
        unit = world.unit[i]
        split = 0 if world.unit_pinned[unit, c] > 0 else MILLI * world.split[unit]
        take(inside, outside, cost[i], split, mixes.after[kinds[i]], came[n], left[n])
        if n + 1 == len(chosen) or world.unit[chosen[n + 1]] != unit:
            close_unit(inside, outside, closed[n])
    least, count, mix = NEVER, 0, 0
    for k in range(n_seats + 1):
        for m in range(n_mixes):
            value = outside[k, m] + mixes.lacking[m] + MILLI * HOLE * (n_seats - k)
            if outside[k, m] < NEVER and value < least:
                least, count, mix = value, k, m
    note_team(chosen, came, left, closed, count, mix, times)
    return least


@compiled
def take(
    inside: IntArray, outside: IntArray, cost: int, split: int, after: IntArray, came: IntArray, left: IntArray
) -> None:
    """Let one person join every team so far that has a place."""
    for count in range(inside.shape[0] - 2, -1, -1):
        for mix in range(inside.shape[1]):
            value, source = inside[count, mix], INSIDE
            if outside[count, mix] < NEVER and outside[count, mix] + split < value:
                value, source = outside[count, mix] + split, OUTSIDE
            if value < NEVER and value + cost < inside[count + 1, after[mix]]:
                inside[count + 1, after[mix]] = value + cost
                came[count + 1, after[mix]] = source
                left[count + 1, after[mix]] = mix


@compiled
def close_unit(inside: IntArray, outside: IntArray, closed: IntArray) -> None:
    """End a unit: its people in the team cost no more than they have."""
    for count in range(inside.shape[0]):
        for mix in range(inside.shape[1]):
            if inside[count, mix] < outside[count, mix]:
                outside[count, mix] = inside[count, mix]
                closed[count, mix] = 1
            inside[count, mix] = NEVER


@compiled
def note_team(
    chosen: IntArray, came: IntArray, left: IntArray, closed: IntArray, count: int, mix: int, times: IntArray
) -> None:
    """Go back from the best end and count who was taken."""
    is_inside = False
    for n in range(len(chosen) - 1, -1, -1):
        if not is_inside and closed[n, count, mix]:
            is_inside = True
        if is_inside and came[n, count, mix] > 0:
            times[chosen[n]] += 1
            is_inside = came[n, count, mix] == INSIDE
            mix, count = left[n, count, mix], count - 1

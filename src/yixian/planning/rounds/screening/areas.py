"""Areas and walks of a round, compiled: a building changes to a neighbour's area, a walk changes its order.

Every area stays in one piece by construction: a move that would cut one is not made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from yixian.planning.rounds.compiled import compiled
from yixian.planning.rounds.dice import allowance, draw

if TYPE_CHECKING:
    from yixian.planning.rounds.screening.problem import BoolArray, IntArray


class Streets(NamedTuple):
    """What is fixed during a search."""

    visit_s: IntArray  # [building]
    walk_s: IntArray  # [building, building]
    near: IntArray  # [place] neighbours, building by building
    near_begin: IntArray  # [building + 1] where its neighbours begin in ``near``
    even_s: float  # the load that everybody has if nothing is lost


class State(NamedTuple):
    """What a search changes in place."""

    area: IntArray  # [building] its area
    tour: IntArray  # [area, position] buildings in the order of the walk
    length: IntArray  # [area] buildings in it
    load_s: IntArray  # [area] seconds at doors and between them
    mark: BoolArray  # [building] scratch of the test for one piece; all false between tests
    stack: IntArray  # [building] scratch
    dice: IntArray  # [1] generator


@compiled
def burden(load_s: int, even_s: float) -> float:
    """Return how bad a load is, in seconds: the eighth power punishes the heaviest most."""
    x = load_s / even_s
    x = x * x
    x = x * x
    return x * x * even_s / 8.0


@compiled
def is_whole_without(streets: Streets, state: State, gone: int) -> bool:
    """Whether an area stays in one piece when one of its buildings leaves."""
    area = state.area[gone]
    n_left, n_stack = state.length[area] - 1, 0
    for p in range(streets.near_begin[gone], streets.near_begin[gone + 1]):
        if state.area[streets.near[p]] == area and n_stack == 0:
            state.stack[0], n_stack = streets.near[p], 1
            state.mark[streets.near[p]] = True
    state.mark[gone] = True
    n_seen = n_stack
    at = 0
    while at < n_seen:
        building = state.stack[at]
        at += 1
        for p in range(streets.near_begin[building], streets.near_begin[building + 1]):
            other = streets.near[p]
            if state.area[other] == area and not state.mark[other]:
                state.mark[other] = True
                state.stack[n_seen] = other
                n_seen += 1
    for n in range(n_seen):
        state.mark[state.stack[n]] = False
    state.mark[gone] = False
    return bool(n_seen == n_left)


@compiled
def place_of(state: State, building: int) -> int:
    """Return the position of a building in its walk."""
    area = state.area[building]
    for p in range(state.length[area]):
        if state.tour[area, p] == building:
            return p
    return -1


@compiled
def gap(streets: Streets, state: State, area: int, before: int, building: int, after: int) -> int:
    """Return the seconds of walking that a building between two positions of a walk adds; ends are free."""
    tour, length = state.tour[area], state.length[area]
    added = 0
    if before >= 0:
        added += streets.walk_s[tour[before], building]
    if after < length:
        added += streets.walk_s[building, tour[after]]
    if before >= 0 and after < length:
        added -= streets.walk_s[tour[before], tour[after]]
    return added


@compiled
def cheapest_gap(streets: Streets, state: State, area: int, building: int) -> tuple[int, int]:
    """Return the position before which a building fits best into a walk, and the seconds of walking it adds."""
    best, least = 0, gap(streets, state, area, -1, building, 0)
    for p in range(1, state.length[area] + 1):
        added = gap(streets, state, area, p - 1, building, p)
        if added < least:
            best, least = p, added
    return best, least


@compiled
def take_out(streets: Streets, state: State, building: int) -> None:
    """Take a building out of its area."""
    area, at = state.area[building], place_of(state, building)
    state.load_s[area] -= streets.visit_s[building] + gap(streets, state, area, at - 1, building, at + 1)
    for p in range(at, state.length[area] - 1):
        state.tour[area, p] = state.tour[area, p + 1]
    state.length[area] -= 1
    state.area[building] = -1


@compiled
def put_in(streets: Streets, state: State, building: int, area: int, at: int) -> None:
    """Put a building into an area, before a position of its walk."""
    state.load_s[area] += streets.visit_s[building] + gap(streets, state, area, at - 1, building, at)
    for p in range(state.length[area], at, -1):
        state.tour[area, p] = state.tour[area, p - 1]
    state.tour[area, at] = building
    state.length[area] += 1
    state.area[building] = area


@compiled
def try_change(streets: Streets, state: State, heat: float) -> None:
    """Try to give a building to the area of a neighbour, and perhaps another one back."""
    building = draw(state.dice, len(state.area))
    first = streets.near_begin[building]
    n_near = streets.near_begin[building + 1] - first
    if n_near == 0:
        return
    a, b = state.area[building], state.area[streets.near[first + draw(state.dice, n_near)]]
    if a == b or state.length[a] < 2 or not is_whole_without(streets, state, building):
        return
    at = place_of(state, building)
    before = burden(state.load_s[a], streets.even_s) + burden(state.load_s[b], streets.even_s)
    take_out(streets, state, building)
    to, _ = cheapest_gap(streets, state, b, building)
    put_in(streets, state, building, b, to)
    after = burden(state.load_s[a], streets.even_s) + burden(state.load_s[b], streets.even_s)
    if after - before > allowance(state.dice, heat):
        take_out(streets, state, building)
        put_in(streets, state, building, a, at)


@compiled
def try_order(streets: Streets, state: State, heat: float) -> None:
    """Try to walk a part of a walk the other way round, or to visit one building at another moment."""
    area = draw(state.dice, len(state.length))
    n = state.length[area]
    if n < 3:
        return
    i, j = draw(state.dice, n), draw(state.dice, n)
    before = burden(state.load_s[area], streets.even_s)
    if draw(state.dice, 2):
        i, j = min(i, j), max(i, j)
        turn(streets, state, area, i, j)
        if burden(state.load_s[area], streets.even_s) - before > allowance(state.dice, heat):
            turn(streets, state, area, i, j)
        return
    building = state.tour[area, i]
    take_out(streets, state, building)
    to, _ = cheapest_gap(streets, state, area, building)
    put_in(streets, state, building, area, to)
    if burden(state.load_s[area], streets.even_s) - before > allowance(state.dice, heat):
        take_out(streets, state, building)
        put_in(streets, state, building, area, i)


@compiled
def turn(streets: Streets, state: State, area: int, i: int, j: int) -> None:
    """Walk the positions from i to j the other way round."""
    tour, n = state.tour[area], state.length[area]
    if i > 0:
        state.load_s[area] += streets.walk_s[tour[i - 1], tour[j]] - streets.walk_s[tour[i - 1], tour[i]]
    if j < n - 1:
        state.load_s[area] += streets.walk_s[tour[i], tour[j + 1]] - streets.walk_s[tour[j], tour[j + 1]]
    while i < j:
        tour[i], tour[j] = tour[j], tour[i]
        i, j = i + 1, j - 1


@compiled
def try_trade(streets: Streets, state: State, heat: float) -> None:
    """Try to exchange two buildings of neighbouring areas."""
    one = draw(state.dice, len(state.area))
    first = streets.near_begin[one]
    n_near = streets.near_begin[one + 1] - first
    if n_near == 0:
        return
    a, b = state.area[one], state.area[streets.near[first + draw(state.dice, n_near)]]
    if a == b:
        return
    other = state.tour[b, draw(state.dice, state.length[b])]
    if not touches(streets, state, other, a, one) or not touches(streets, state, one, b, other):
        return
    at_one, at_other = place_of(state, one), place_of(state, other)
    before = burden(state.load_s[a], streets.even_s) + burden(state.load_s[b], streets.even_s)
    take_out(streets, state, one)
    take_out(streets, state, other)
    put_in(streets, state, one, b, cheapest_gap(streets, state, b, one)[0])
    put_in(streets, state, other, a, cheapest_gap(streets, state, a, other)[0])
    after = burden(state.load_s[a], streets.even_s) + burden(state.load_s[b], streets.even_s)
    is_lawful = is_whole(streets, state, a) and is_whole(streets, state, b)
    if not is_lawful or after - before > allowance(state.dice, heat):
        take_out(streets, state, one)
        take_out(streets, state, other)
        put_in(streets, state, one, a, at_one)
        put_in(streets, state, other, b, at_other)


@compiled
def touches(streets: Streets, state: State, building: int, area: int, gone: int) -> bool:
    """Whether a building has a neighbour in an area that one building leaves, or the area is then empty."""
    for p in range(streets.near_begin[building], streets.near_begin[building + 1]):
        if state.area[streets.near[p]] == area and streets.near[p] != gone:
            return True
    return bool(state.length[area] == 1)


@compiled
def is_whole(streets: Streets, state: State, area: int) -> bool:
    """Whether an area is in one piece."""
    n_seen = 1
    state.stack[0] = state.tour[area, 0]
    state.mark[state.stack[0]] = True
    at = 0
    while at < n_seen:
        building = state.stack[at]
        at += 1
        for p in range(streets.near_begin[building], streets.near_begin[building + 1]):
            other = streets.near[p]
            if state.area[other] == area and not state.mark[other]:
                state.mark[other] = True
                state.stack[n_seen] = other
                n_seen += 1
    for n in range(n_seen):
        state.mark[state.stack[n]] = False
    return bool(n_seen == state.length[area])


@compiled
def try_moves(streets: Streets, state: State, best: State, heat: float, n_tries: int) -> None:
    """Try moves of each kind; ``best`` keeps the division with the lightest heaviest load, then the least work."""
    for _ in range(n_tries):
        kind = draw(state.dice, 4)
        if kind == 0:
            try_order(streets, state, heat)
        elif kind == 1:
            try_trade(streets, state, heat)
        else:
            try_change(streets, state, heat)
        heaviest, kept = np.max(state.load_s), np.max(best.load_s)
        if heaviest < kept or (heaviest == kept and np.sum(state.load_s) < np.sum(best.load_s)):
            best.area[:], best.tour[:], best.length[:] = state.area, state.tour, state.length
            best.load_s[:] = state.load_s

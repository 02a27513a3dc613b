"""The moves of the search, compiled: buildings change their area, walks their order, two areas are cut anew.

Every area stays in one piece by construction: a move that would cut one is not made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.compiled import compiled
from yixian.planning.rounds.dice import allowance, draw
from yixian.planning.rounds.screening.areas import (
    burden,
    cheapest_gap,
    is_whole,
    is_whole_without,
    place_of,
    put_in,
    take_out,
    touches,
    turn,
)
from yixian.planning.rounds.screening.remake import try_remake

if TYPE_CHECKING:
    from yixian.planning.rounds.screening.areas import State, Streets


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
def try_move_away(streets: Streets, state: State, heat: float) -> None:
    """Try to close an area of one building, which goes to a neighbour, and to open it on a building elsewhere."""
    one, other = draw(state.dice, len(state.area)), draw(state.dice, len(state.area))
    first = streets.near_begin[one]
    n_near = streets.near_begin[one + 1] - first
    a, c = state.area[one], state.area[other]
    if n_near == 0 or state.length[a] > 1 or state.length[c] < 2 or not is_whole_without(streets, state, other):
        return
    b = state.area[streets.near[first + draw(state.dice, n_near)]]
    if b in (a, c):
        return
    even_s = streets.even_s
    before = burden(state.load_s[a], even_s) + burden(state.load_s[b], even_s) + burden(state.load_s[c], even_s)
    at = place_of(state, other)
    take_out(streets, state, one)
    put_in(streets, state, one, b, cheapest_gap(streets, state, b, one)[0])
    take_out(streets, state, other)
    put_in(streets, state, other, a, 0)
    after = burden(state.load_s[a], even_s) + burden(state.load_s[b], even_s) + burden(state.load_s[c], even_s)
    if after - before > allowance(state.dice, heat):
        take_out(streets, state, other)
        take_out(streets, state, one)
        put_in(streets, state, one, a, 0)
        put_in(streets, state, other, c, at)


@compiled
def try_moves(streets: Streets, state: State, best: State, heat: float, n_tries: int) -> None:
    """Try moves of each kind; ``best`` keeps the division with the lightest heaviest load, then the least work."""
    for _ in range(n_tries):
        kind = draw(state.dice, 32)
        if kind == 0:
            try_remake(streets, state, heat)
        elif kind == 1:
            try_move_away(streets, state, heat)
        elif kind < 9:
            try_order(streets, state, heat)
        elif kind < 17:
            try_trade(streets, state, heat)
        else:
            try_change(streets, state, heat)
        heaviest, kept = np.max(state.load_s), np.max(best.load_s)
        if heaviest < kept or (heaviest == kept and np.sum(state.load_s) < np.sum(best.load_s)):
            best.area[:], best.tour[:], best.length[:] = state.area, state.tour, state.length
            best.load_s[:] = state.load_s

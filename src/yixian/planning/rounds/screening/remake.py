"""Two neighbouring areas cut anew, compiled: the move that gets round where one building after another cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.compiled import compiled
from yixian.planning.rounds.dice import allowance, draw
from yixian.planning.rounds.screening.areas import burden, cheapest_gap, put_in, take_out

if TYPE_CHECKING:
    from yixian.planning.rounds.screening.areas import State, Streets
    from yixian.planning.rounds.screening.problem import IntArray

MOST_REMADE = 24
"""Two areas are only cut anew if they have no more buildings than this together."""


@compiled
def try_remake(streets: Streets, state: State, heat: float) -> None:
    """Try to cut two neighbouring areas anew, from two buildings drawn by chance."""
    one = draw(state.dice, len(state.area))
    first = streets.near_begin[one]
    n_near = streets.near_begin[one + 1] - first
    if n_near == 0:
        return
    a, b = state.area[one], state.area[streets.near[first + draw(state.dice, n_near)]]
    n_a, n = state.length[a], state.length[a] + state.length[b]
    if a == b or n > MOST_REMADE:
        return
    both = np.empty(n, dtype=np.int64)
    both[:n_a], both[n_a:] = state.tour[a, :n_a], state.tour[b, : n - n_a]
    before = burden(state.load_s[a], streets.even_s) + burden(state.load_s[b], streets.even_s)
    for building in both:
        take_out(streets, state, building)
    regrow(streets, state, both, a, b)
    after = burden(state.load_s[a], streets.even_s) + burden(state.load_s[b], streets.even_s)
    if after - before > allowance(state.dice, heat):
        for building in both:
            take_out(streets, state, building)
        for p in range(n):
            put_in(streets, state, both[p], a if p < n_a else b, p if p < n_a else p - n_a)


@compiled
def regrow(streets: Streets, state: State, both: IntArray, a: int, b: int) -> None:
    """Grow two areas over buildings that hang together, from two of them, by chance."""
    n = len(both)
    i = draw(state.dice, n)
    j = (i + 1 + draw(state.dice, n - 1)) % n
    put_in(streets, state, both[i], a, 0)
    put_in(streets, state, both[j], b, 0)
    n_left = n - 2
    while n_left > 0:
        building = both[draw(state.dice, n)]
        first = streets.near_begin[building]
        near = streets.near[first + draw(state.dice, streets.near_begin[building + 1] - first)]
        area = state.area[near]
        if state.area[building] < 0 and area in (a, b):
            put_in(streets, state, building, area, cheapest_gap(streets, state, area, building)[0])
            n_left -= 1

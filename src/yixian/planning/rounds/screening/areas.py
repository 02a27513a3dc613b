"""Areas and walks of a round, compiled: taking a building out, putting it in, and whether an area is in one piece."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from yixian.planning.compiled import compiled

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

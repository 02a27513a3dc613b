"""The shortest way from a hole to somebody who is free, compiled: sure where chance is not.

A hole is searched from by breadth: who can take it, giving up no more than one duty of the same or of another day,
leaves a hole there; and so on until somebody takes one for nothing. What a search has seen in vain the next ones
pass by, so that all holes of a county together cost at most one look at each slot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from yixian.planning.compiled import compiled_inline
from yixian.planning.duty.moves import draw, is_lawful, try_cell
from yixian.planning.duty.problem import OFF
from yixian.planning.duty.swaps import place_of
from yixian.planning.duty.world import BAR

if TYPE_CHECKING:
    from yixian.planning.duty.moves import State
    from yixian.planning.duty.problem import IntArray
    from yixian.planning.duty.world import World

MOST_LOOKS = 200_000
"""People asked in one sweep, then it ends: about a fifth of a second."""
ANY_HEAT = 1e12
"""A chain is worth a hole or a leader: what its duties cost more is no reason against it."""


class Trail(NamedTuple):
    """Scratch of the searches. A node is a slot that lacks anybody (even) or a leader (odd)."""

    seen: IntArray  # [node] 1 = seen in this sweep
    before: IntArray  # [node] node whose hole was moved here, OFF = the first
    person: IntArray  # [node] who left this slot for the one before
    queue: IntArray  # [node] nodes in the order they were seen
    looks: IntArray  # [1] people asked in this sweep


def empty_trail(world: World) -> Trail:
    """Return the scratch for a world."""
    n_nodes = 2 * world.need.size
    return Trail(*(np.zeros(n, dtype=np.int64) for n in (n_nodes, n_nodes, n_nodes, n_nodes, 1)))


@compiled_inline
def close_slots(world: World, state: State, open_slots: IntArray, trail: Trail) -> int:
    """Close what can be closed of the open slots ``[slot, 3]`` by one chain each; return how many were."""
    n_closed, n_open = 0, open_slots.shape[0]
    first = draw(state.random, n_open) if n_open > 0 else 0
    trail.looks[0] = 0
    for i in range(trail.seen.shape[0]):
        trail.seen[i] = 0
    for i in range(n_open):
        if trail.looks[0] > MOST_LOOKS:
            break
        k = (first + i) % n_open
        slot = (open_slots[k, 0], open_slots[k, 1], open_slots[k, 2])
        lacks_leader = state.leaders[slot] < world.lead[slot]
        if state.people[slot] >= world.need[slot]:
            n_closed += lacks_leader and _relieve(world, state, slot, trail)
        elif lacks_leader and _close(world, state, _node_of(world, slot, 1), trail):
            n_closed += 1
        else:
            n_closed += _close(world, state, _node_of(world, slot, 0), trail)
    return n_closed


@compiled_inline
def _node_of(world: World, slot: tuple[int, int, int], leads: int) -> int:
    days, shifts = world.need.shape[1], world.need.shape[2]
    return int(((slot[0] * days + slot[1]) * shifts + slot[2]) * 2 + leads)


@compiled_inline
def _slot_of(world: World, node: int) -> tuple[int, int, int]:
    days, shifts = world.need.shape[1], world.need.shape[2]
    rest = node // 2
    return rest // shifts // days, rest // shifts % days, rest % shifts


@compiled_inline
def _relieve(world: World, state: State, slot: tuple[int, int, int], trail: Trail) -> bool:
    """Take somebody who is no leader off a full slot if a chain then brings a leader."""
    post, day, shift = slot
    for i in range(world.near_from[post], world.near_from[post + 1]):
        person = world.near[i]
        place = state.place[person, day]
        if state.shift[person, day] != shift or world.reach[person, place] != post or world.leader[person] == 1:
            continue
        if not try_cell(world, state, (person, day), (OFF, OFF), ANY_HEAT):
            continue
        if _close(world, state, _node_of(world, slot, 1), trail):
            return True
        try_cell(world, state, (person, day), (shift, place), ANY_HEAT)
    return False


@compiled_inline
def _close(world: World, state: State, first: int, trail: Trail) -> bool:
    """Close the hole of a node by a chain; say whether there was one."""
    if trail.seen[first] == 1:
        return False
    trail.seen[first], trail.before[first], trail.queue[0] = 1, OFF, first
    at, n_seen = 0, 1
    while at < n_seen:
        node = trail.queue[at]
        at += 1
        post = node // 2 // (world.need.shape[1] * world.need.shape[2])
        for i in range(world.near_from[post], world.near_from[post + 1]):
            person = world.near[i]
            if node % 2 == 1 and world.leader[person] == 0:
                continue
            trail.looks[0] += 1
            n_more = _offers(world, state, (person, node), trail, n_seen)
            if n_more == OFF:
                _forget(trail, n_seen)
                return _follow(world, state, (person, node), trail)
            n_seen = n_more
    return False


@compiled_inline
def _forget(trail: Trail, n_seen: int) -> None:
    """Let other searches see what has led somewhere: it may again."""
    for i in range(n_seen):
        trail.seen[trail.queue[i]] = 0


@compiled_inline
def _offers(world: World, state: State, who: tuple[int, int], trail: Trail, n_seen: int) -> int:
    """Note what else a person can leave to take a node's hole; return how many nodes are seen, OFF if nothing."""
    person, node = who
    post, day, shift = _slot_of(world, node)
    place = place_of(world, person, post)
    was = state.shift[person, day]
    if world.price[person, day, shift, place] >= BAR:
        return n_seen
    if was == shift and world.reach[person, state.place[person, day]] == post:
        return n_seen
    state.shift[person, day] = shift
    if is_lawful(world, state.shift, person):
        state.shift[person, day] = was
        return OFF if was == OFF else _see(world, state, (person, day, node), trail, n_seen)
    for other in range(state.shift.shape[1]):
        kept = state.shift[person, other]
        if was != OFF or other == day or kept == OFF or world.free_price[person, other] >= BAR:
            continue
        state.shift[person, other] = OFF
        is_relieved = is_lawful(world, state.shift, person)
        state.shift[person, other] = kept
        if is_relieved:
            n_seen = _see(world, state, (person, other, node), trail, n_seen)
    state.shift[person, day] = was
    return n_seen


@compiled_inline
def _see(world: World, state: State, step: tuple[int, int, int], trail: Trail, n_seen: int) -> int:
    """Note the slot that a person would leave on a day for a node; return how many nodes are seen."""
    person, day, node = step
    slot = (world.reach[person, state.place[person, day]], day, state.shift[person, day])
    if slot[2] == OFF:
        return n_seen
    leads = 1 if world.leader[person] == 1 and state.leaders[slot] <= world.lead[slot] else 0
    left = _node_of(world, slot, leads)
    if trail.seen[left] == 1:
        return n_seen
    trail.seen[left], trail.before[left], trail.person[left] = 1, node, person
    trail.queue[n_seen] = left
    return n_seen + 1


@compiled_inline
def _follow(world: World, state: State, last: tuple[int, int], trail: Trail) -> bool:
    """Make the moves of a chain that ends with a person who is free; none if somebody would move twice."""
    n, node = 0, last[1]
    while node != OFF:
        trail.queue[n] = node
        n, node = n + 1, trail.before[node]
    for k in range(n - 1):
        person = trail.person[trail.queue[k]]
        if person == last[0]:
            return False
        for j in range(k):
            if trail.person[trail.queue[j]] == person:
                return False
    for k in range(n - 1, -1, -1):
        post, day, shift = _slot_of(world, trail.queue[k])
        person = last[0] if k == 0 else trail.person[trail.queue[k - 1]]
        if k > 0:
            left_on = _slot_of(world, trail.queue[k - 1])[1]
            if left_on != day:
                try_cell(world, state, (person, left_on), (OFF, OFF), ANY_HEAT)
        if not try_cell(world, state, (person, day), (shift, place_of(world, person, post)), ANY_HEAT):
            return False
    return True

"""The one search of this room: fewest milliseconds from seeds over arcs, led by a bound, ended early."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from yixian.planning.rescue.arcs import SHUT
from yixian.planning.roads.engine.compiled import compiled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yixian.planning.rescue.arcs import IntArray, LongArray, Stack, Ways
    from yixian.planning.rescue.roads import BoolArray

FAR: Final = 1 << 60
"""Milliseconds of what was not reached."""


@dataclass(frozen=True)
class Reach:
    """What a search found; only nodes that are ``settled`` have their true value."""

    ms: LongArray  # [node] from the nearest seed, its own value included; FAR = not reached
    link: IntArray  # [node] arc by which it is reached, -1 = a seed or not reached
    settled: BoolArray  # [node]
    edge_ms: int  # no node that is not settled has a smaller key; FAR = everything was searched


@dataclass(frozen=True)
class Seeds:
    """Where a search begins, and what each seed costs before it begins."""

    nodes: IntArray
    ms: LongArray


def seeds_at(nodes: IntArray | Sequence[int]) -> Seeds:
    """Return seeds that cost nothing."""
    where = np.asarray(nodes, dtype=np.int32)
    return Seeds(where, np.zeros(len(where), dtype=np.int64))


def search(
    ways: Ways,
    seeds: Seeds,
    *,
    wanted: IntArray | None = None,
    n_wanted: int | None = None,
    limit_ms: int = FAR,
    ahead: LongArray | None = None,
) -> Reach:
    """Search until enough of the wanted nodes are settled, or nothing within the limit is left.

    Parameters
    ----------
    ways
        Arcs, along or against their direction.
    seeds
        Where it begins.
    wanted
        Nodes that are asked for; None: everything within the limit.
    n_wanted
        How many of them are enough; None: all.
    limit_ms
        Largest key, time so far plus ``ahead``, that is looked at.
    ahead
        ``[node]`` a consistent lower bound of what is still to come; None: nothing is known.
    """
    n_nodes = len(ways.new.web.first) - 1
    is_wanted = np.zeros(n_nodes, dtype=np.bool_)
    n_enough = -1
    if wanted is not None:
        is_wanted[wanted] = True
        n_enough = int(is_wanted.sum()) if n_wanted is None else n_wanted
    bound = np.zeros(1, dtype=np.int64) if ahead is None else ahead
    old, new = ways.old, ways.new
    more = new.web.arc + np.int32(ways.n_old)
    goal = (is_wanted, n_enough, limit_ms)
    arcs = (old.web.first, old.other, old.ms, old.web.arc, new.web.first, new.other, new.ms, more)
    found: tuple[LongArray, IntArray, BoolArray, int] = settle(*arcs, seeds.nodes, seeds.ms, bound, *goal)
    return Reach(*found)


def trace(reach: Reach, ends: Stack, node: int) -> list[int]:
    """Return the arcs between a node and its seed, beginning at the node.

    ``ends`` is, for each arc, its end on the seed's side.
    """
    arcs: list[int] = []
    while (arc := int(reach.link[node])) >= 0:
        arcs.append(arc)
        node = ends.at(arc)
    return arcs


@compiled
def settle(
    first: IntArray,
    other: IntArray,
    arc_ms: LongArray,
    arc_at: IntArray,
    new_first: IntArray,
    new_other: IntArray,
    new_ms: LongArray,
    new_at: IntArray,
    seeds: IntArray,
    seed_ms: LongArray,
    ahead: LongArray,
    is_wanted: BoolArray,
    n_enough: int,
    limit_ms: int,
) -> tuple[LongArray, IntArray, BoolArray, int]:
    """Run Dijkstra's search with a heap; a node may stand in it several times, the least one counts.

    An item of the heap is a key and a node in one number, so that one comparison orders by key, then by node.
    """
    n, n_old = len(new_first) - 1, len(first) - 1
    shift = 1
    while n >> shift:
        shift += 1
    ms, link = np.full(n, FAR, dtype=np.int64), np.full(n, -1, dtype=np.int32)
    settled = np.zeros(n, dtype=np.bool_)
    heap = np.empty(len(other) + len(new_other) + len(seeds) + 1, dtype=np.int64)
    is_led = len(ahead) == n
    size = 0
    for i in range(len(seeds)):
        if seed_ms[i] < ms[seeds[i]]:
            ms[seeds[i]] = seed_ms[i]
            key = seed_ms[i] + (ahead[seeds[i]] if is_led else 0)
            size = push(heap, size, (key << shift) | seeds[i]) if key < SHUT else size
    while size > 0 and n_enough != 0:
        key, node = heap[0] >> shift, heap[0] & ((1 << shift) - 1)
        if key > limit_ms:
            return ms, link, settled, key
        size = pop(heap, size)
        if settled[node]:
            continue
        settled[node] = True
        if is_wanted[node]:
            n_enough -= 1
        # First the arcs of the roads, then those that the alarm's places add.
        if node < n_old:
            low, high = first[node], first[node + 1]
            size = spread(low, high, ms[node], other, arc_ms, arc_at, ms, link, ahead, heap, size, shift)
        low, high = new_first[node], new_first[node + 1]
        size = spread(low, high, ms[node], new_other, new_ms, new_at, ms, link, ahead, heap, size, shift)
    return ms, link, settled, heap[0] >> shift if size > 0 else FAR


@compiled
def spread(
    low: int,
    high: int,
    so_far: int,
    other: IntArray,
    arc_ms: LongArray,
    arc_at: IntArray,
    ms: LongArray,
    link: IntArray,
    ahead: LongArray,
    heap: LongArray,
    size: int,
    shift: int,
) -> int:
    """Try the arcs of a node at some places and return the new size of the heap."""
    is_led = len(ahead) == len(ms)
    for place in range(low, high):
        to, there = other[place], so_far + arc_ms[place]
        if there < ms[to] and arc_ms[place] < SHUT:
            ms[to] = there
            link[to] = arc_at[place]
            key = there + (ahead[to] if is_led else 0)
            size = push(heap, size, (key << shift) | to) if key < SHUT else size
    return size


@compiled
def push(heap: LongArray, size: int, item: int) -> int:
    """Put an item into a heap of four branches and return its new size."""
    place = size
    while place > 0:
        above = (place - 1) >> 2
        if heap[above] <= item:
            break
        heap[place] = heap[above]
        place = above
    heap[place] = item
    return size + 1


@compiled
def pop(heap: LongArray, size: int) -> int:
    """Take the least item out of a heap of four branches and return its new size."""
    size -= 1
    item, place = heap[size], 0
    while 4 * place + 1 < size:
        least = 4 * place + 1
        for below in range(least + 1, min(least + 4, size)):
            if heap[below] < heap[least]:
                least = below
        if heap[least] >= item:
            break
        heap[place] = heap[least]
        place = least
    heap[place] = item
    return size

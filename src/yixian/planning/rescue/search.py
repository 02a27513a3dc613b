"""The one search of this room: fewest milliseconds from seeds over arcs, led by a bound, ended early."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from yixian.planning.duty.compiled import compiled
from yixian.planning.rescue.arcs import SHUT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yixian.planning.rescue.arcs import IntArray, LongArray, Web
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
    ways: tuple[Web, IntArray, LongArray],
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
        Arcs grouped by the end that is known, ``[arc]`` the other end, ``[arc]`` milliseconds.
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
    web, other, ms = ways
    n_nodes = len(web.first) - 1
    is_wanted = np.zeros(n_nodes, dtype=np.bool_)
    n_enough = -1
    if wanted is not None:
        is_wanted[wanted] = True
        n_enough = int(is_wanted.sum()) if n_wanted is None else n_wanted
    bound = np.zeros(1, dtype=np.int64) if ahead is None else ahead
    found = settle(web.first, web.arc, other, ms, seeds.nodes, seeds.ms, bound, is_wanted, n_enough, limit_ms)
    return Reach(*found)


def trace(reach: Reach, ends: IntArray, node: int) -> list[int]:
    """Return the arcs between a node and its seed, beginning at the node.

    ``ends`` is, for each arc, its end on the seed's side.
    """
    arcs: list[int] = []
    while (arc := int(reach.link[node])) >= 0:
        arcs.append(arc)
        node = int(ends[arc])
    return arcs


@compiled
def settle(
    first: IntArray,
    arc_at: IntArray,
    other: IntArray,
    arc_ms: LongArray,
    seeds: IntArray,
    seed_ms: LongArray,
    ahead: LongArray,
    is_wanted: BoolArray,
    n_enough: int,
    limit_ms: int,
) -> tuple[LongArray, IntArray, BoolArray, int]:
    """Run Dijkstra's search with a binary heap; a node may stand in it several times, the least one counts."""
    n = len(first) - 1
    ms = np.full(n, FAR, dtype=np.int64)
    link = np.full(n, -1, dtype=np.int32)
    settled = np.zeros(n, dtype=np.bool_)
    keys = np.empty(len(arc_at) + len(seeds) + 1, dtype=np.int64)
    nodes = np.empty(len(keys), dtype=np.int32)
    is_led = len(ahead) == n
    size = 0
    for i in range(len(seeds)):
        if seed_ms[i] < ms[seeds[i]]:
            ms[seeds[i]] = seed_ms[i]
            size = push(keys, nodes, size, seed_ms[i] + (ahead[seeds[i]] if is_led else 0), seeds[i])
    while size > 0 and n_enough != 0:
        key, node = keys[0], nodes[0]
        if key > limit_ms:
            return ms, link, settled, key
        size = pop(keys, nodes, size)
        if settled[node]:
            continue
        settled[node] = True
        if is_wanted[node]:
            n_enough -= 1
        so_far = ms[node]
        for place in range(first[node], first[node + 1]):
            arc = arc_at[place]
            to, there = other[arc], so_far + arc_ms[arc]
            if arc_ms[arc] < SHUT and there < ms[to]:
                ms[to] = there
                link[to] = arc
                size = push(keys, nodes, size, there + (ahead[to] if is_led else 0), to)
    return ms, link, settled, keys[0] if size > 0 else FAR


@compiled
def push(keys: LongArray, nodes: IntArray, size: int, key: int, node: int) -> int:
    """Put a node into the heap and return its new size."""
    place = size
    while place > 0:
        above = (place - 1) >> 1
        if keys[above] <= key:
            break
        keys[place], nodes[place] = keys[above], nodes[above]
        place = above
    keys[place], nodes[place] = key, node
    return size + 1


@compiled
def pop(keys: LongArray, nodes: IntArray, size: int) -> int:
    """Take the least node out of the heap and return its new size."""
    size -= 1
    key, node = keys[size], nodes[size]
    place = 0
    while True:
        below = 2 * place + 1
        if below >= size:
            break
        if below + 1 < size and keys[below + 1] < keys[below]:
            below += 1
        if keys[below] >= key:
            break
        keys[place], nodes[place] = keys[below], nodes[below]
        place = below
    keys[place], nodes[place] = key, node
    return size

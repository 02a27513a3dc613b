"""The largest flow through a small network, in exact fractions: Dinic's algorithm, compiled.

Edges lie in pairs: edge ``e`` and its reverse ``e ^ 1``. A capacity is ``hi[e] + lo[e] / radix`` (see ``arith``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numba
import numpy as np

if TYPE_CHECKING:
    from yixian.planning.supplies.problem import IntArray

    Net = tuple[IntArray, IntArray, IntArray, IntArray, IntArray]
    """Arrays: a vertex's first edge, an edge's next one, its tip, whole and fraction of its room."""
    Pair = tuple[int, int]

ENDLESS = 1 << 60


@numba.njit(cache=True)
def add_edge(net: Net, count: int, ends: Pair, cap: Pair) -> int:
    """Put edge number ``count`` from ``ends[0]`` to ``ends[1]`` into a network; return the next number."""
    head, following, to, hi, lo = net
    for tail, tip, whole, part in ((ends[0], ends[1], cap[0], cap[1]), (ends[1], ends[0], 0, 0)):
        to[count] = tip
        hi[count] = whole
        lo[count] = part
        following[count] = head[tail]
        head[tail] = count
        count += 1
    return count


@numba.njit(cache=True)
def rank_from(net: Net, source: int, sink: int, rank: IntArray) -> bool:
    """Write how far each vertex is from the source along edges with room, -1 = no way; return whether the sink is."""
    head, following, to, hi, lo = net
    queue = np.empty(len(rank), np.int64)
    rank[:] = -1
    rank[source] = 0
    queue[0] = source
    begin, end = 0, 1
    while begin < end:
        v = queue[begin]
        begin += 1
        e = head[v]
        while e >= 0:
            w = to[e]
            if rank[w] < 0 and (hi[e] > 0 or lo[e] > 0):
                rank[w] = rank[v] + 1
                queue[end] = w
                end += 1
            e = following[e]
    return bool(rank[sink] >= 0)


@numba.njit(cache=True)
def push_along(net: Net, path: IntArray, depth: int, radix: int) -> tuple[int, int, int]:
    """Fill a path to its narrowest edge; return that edge's place on it and the amount."""
    hi, lo = net[3], net[4]
    narrow, most_hi, most_lo = 0, hi[path[0]], lo[path[0]]
    for i in range(1, depth):
        e = path[i]
        if hi[e] < most_hi or (hi[e] == most_hi and lo[e] < most_lo):
            narrow, most_hi, most_lo = i, hi[e], lo[e]
    for i in range(depth):
        e = path[i]
        hi[e] -= most_hi
        lo[e] -= most_lo
        if lo[e] < 0:
            lo[e] += radix
            hi[e] -= 1
        back = e ^ 1
        hi[back] += most_hi
        lo[back] += most_lo
        if lo[back] >= radix:
            lo[back] -= radix
            hi[back] += 1
    return narrow, most_hi, most_lo


@numba.njit(cache=True)
def block(net: Net, source: int, sink: int, rank: IntArray, radix: int) -> Pair:
    """Send all that fits along shortest ways; return the amount."""
    head, following, to, hi, lo = net
    at = head.copy()
    path = np.empty(len(rank), np.int64)
    depth, v, sent_hi, sent_lo = 0, source, 0, 0
    while True:
        e = at[v]
        while e >= 0 and not (rank[to[e]] == rank[v] + 1 and (hi[e] > 0 or lo[e] > 0)):
            e = following[e]
        at[v] = e
        if e < 0:
            if depth == 0:
                return sent_hi, sent_lo
            rank[v] = -1
            depth -= 1
            v = to[path[depth] ^ 1]
            continue
        path[depth] = e
        depth += 1
        v = to[e]
        if v == sink:
            depth, more_hi, more_lo = push_along(net, path, depth, radix)
            v = to[path[depth] ^ 1]
            sent_hi += more_hi
            sent_lo += more_lo
            if sent_lo >= radix:
                sent_lo -= radix
                sent_hi += 1


@numba.njit(cache=True)
def max_flow(net: Net, source: int, sink: int, rank: IntArray, radix: int) -> Pair:
    """Send the largest flow; return it. Then ``rank >= 0`` marks the source's side of the smallest cut."""
    sent_hi, sent_lo = 0, 0
    while rank_from(net, source, sink, rank):
        more_hi, more_lo = block(net, source, sink, rank, radix)
        sent_hi += more_hi
        sent_lo += more_lo
        if sent_lo >= radix:
            sent_lo -= radix
            sent_hi += 1
    return sent_hi, sent_lo

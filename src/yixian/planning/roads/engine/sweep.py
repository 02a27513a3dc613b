"""Many starts to many goals: climb from a group of starts at once, then come down to what the goals need.

A row of lanes holds one node's keys for a group of starts; the innermost loops run over the lanes.
"""

from __future__ import annotations

import numpy as np

from yixian.planning.roads.engine.compiled import compiled
from yixian.planning.roads.engine.keys import FAR, METRE_BITS, METRE_MASK, PER_METRE, PER_SECOND, KeyArray
from yixian.planning.roads.graph import FloatArray, IntArray

LANES = 64


@compiled
def ancestors(parent: IntArray, nodes: IntArray, seen: IntArray, stamp: int) -> IntArray:
    """Return the nodes and all their ancestors in order; ``seen`` is stamped for them."""
    count = 0
    found = np.empty(len(parent), dtype=np.int32)
    for node in nodes:
        v = node
        while v >= 0 and seen[v] != stamp:
            seen[v] = stamp
            found[count] = v
            count += 1
            v = parent[v]
    return np.sort(found[:count])


@compiled
def climb(first: IntArray, head: IntArray, up: KeyArray, path: IntArray, row: IntArray, rows: KeyArray) -> None:
    """Carry the keys of a group from where it starts to all ancestors.

    Parameters
    ----------
    path
        The nodes where the group starts and their ancestors, in order.
    row
        [node] its row.
    """
    for x in path:
        own = rows[row[x]]
        for arc in range(first[x], first[x + 1]):
            above, step = rows[row[head[arc]]], up[arc]
            for lane in range(LANES):
                above[lane] = min(above[lane], own[lane] + step)


@compiled
def descend(starts: IntArray, above: IntArray, down: KeyArray, rows: KeyArray) -> None:
    """Carry the keys of a group down: each row from the rows of its later neighbours, last row first.

    Parameters
    ----------
    starts, above
        [row] rows of its later neighbours.
    down
        Key of each step down, in the same places.
    """
    for i in range(len(starts) - 2, -1, -1):
        own = rows[i]
        k, end = starts[i], starts[i + 1]
        # Two steps at a time: half the writing.
        if (end - k) & 1:
            one, step = rows[above[k]], down[k]
            for lane in range(LANES):
                own[lane] = min(own[lane], one[lane] + step)
            k += 1
        while k < end:
            one, step, two, other = rows[above[k]], down[k], rows[above[k + 1]], down[k + 1]
            for lane in range(LANES):
                own[lane] = min(own[lane], min(one[lane] + step, two[lane] + other))
            k += 2


@compiled
def arrive(
    rows: KeyArray,
    goal_first: IntArray,
    goal_row: IntArray,
    goal_key: KeyArray,
    start: IntArray,
    seconds: FloatArray,
    metres: FloatArray,
) -> None:
    """Write what a group needs to each goal over the best of its links.

    Parameters
    ----------
    goal_first, goal_row, goal_key
        Links of a goal: row of the node, key of the last stretch.
    start
        [lane] line of the tables.
    seconds, metres
        [start, goal]; metres are left alone if they have no columns.
    """
    best = np.empty(LANES, dtype=np.int64)
    has_metres = metres.shape[1] > 0
    for goal in range(len(goal_first) - 1):
        best[:] = FAR
        for link in range(goal_first[goal], goal_first[goal + 1]):
            own, step = rows[goal_row[link]], goal_key[link]
            for lane in range(LANES):
                best[lane] = min(best[lane], own[lane] + step)
        for lane in range(len(start)):
            key, i = best[lane], start[lane]
            if key >= FAR:
                continue
            seconds[i, goal] = (key >> METRE_BITS) / PER_SECOND
            if has_metres:
                metres[i, goal] = (key & METRE_MASK) / PER_METRE

"""What closing roads does to a tree of quickest ways: only what hangs behind a closed road is searched again.

Slacks make it cheap: whoever is reached anew brings everything behind him along at the same delay.
"""

from __future__ import annotations

import numpy as np

from yixian.planning.roads.engine.compiled import compiled
from yixian.planning.roads.engine.heap import drop_least, push, with_room
from yixian.planning.roads.engine.keys import FAR, PER_SECOND, BoolArray, KeyArray
from yixian.planning.roads.graph import FloatArray, IntArray

ADDED, ADDED_WEIGHT, CUT, CUT_WEIGHT, LONGEST = 0, 1, 2, 3, 4
N_FIGURES = 5


@compiled
def each_alone(
    edges: IntArray,
    cut_first: IntArray,
    cuts: IntArray,
    tree: tuple[IntArray, IntArray],
    out_arcs: tuple[IntArray, IntArray, KeyArray, IntArray],
    in_arcs: tuple[IntArray, IntArray, KeyArray, IntArray],
    weights: FloatArray,
    is_shut: IntArray,
    figures: FloatArray,
) -> None:
    """Close each edge alone, both directions together, and write its figures.

    Parameters
    ----------
    edges
        The edges to close, one after the other.
    cut_first, cuts
        [edge + 1] where the members begin to which a tree arc of the edge leads, in order.
    tree
        [member] size of the subtree, edge of the arc that leads there.
    out_arcs, in_arcs
        First, other end, slack, edge: arcs that are not of the tree.
    weights
        [2, member] 1 for those that count as places; residents.
    is_shut
        [edge] space, all 0.
    figures
        [edge, figure] added seconds of places and of residents, places and residents cut off, longest added seconds.
    """
    n = len(tree[0])
    delay = np.full(n, FAR, dtype=np.int64)
    is_open = np.zeros(n, dtype=np.bool_)
    keys, nodes = np.empty(64, dtype=np.int64), np.empty(64, dtype=np.int32)
    fresh = np.empty(n, dtype=np.int32)
    for i in range(len(edges)):
        edge = edges[i]
        own = cuts[cut_first[edge] : cut_first[edge + 1]]
        if len(own) == 0:
            continue
        is_shut[edge] = 1
        keys, nodes = close(own, tree, out_arcs, in_arcs, is_shut, (delay, is_open, fresh), (keys, nodes))
        is_shut[edge] = 0
        _sum_up(own, tree[0], delay, weights, figures[i])


@compiled
def close(
    cuts: IntArray,
    tree: tuple[IntArray, IntArray],
    out_arcs: tuple[IntArray, IntArray, KeyArray, IntArray],
    in_arcs: tuple[IntArray, IntArray, KeyArray, IntArray],
    is_shut: IntArray,
    room: tuple[KeyArray, BoolArray, IntArray],
    heap: tuple[KeyArray, IntArray],
) -> tuple[KeyArray, IntArray]:
    """Write the delay of everybody behind the cuts, ``FAR`` for who is cut off; return the heap, perhaps longer.

    Parameters
    ----------
    cuts
        Members to which a closed arc of the tree leads, in order.
    room
        [member] delay, who is waiting (nobody, before and after), space.
    """
    size = tree[0]
    delay, is_open, _ = room
    keys, nodes = heap
    count, end = 0, 0
    for cut in cuts:
        for x in range(max(cut, end), cut + size[cut]):
            is_open[x] = True
        end = max(end, cut + size[cut])
    end = 0
    for cut in cuts:
        for x in range(max(cut, end), cut + size[cut]):
            delay[x] = _way_in(x, in_arcs, is_shut, is_open)
            if delay[x] >= FAR:
                continue
            keys, nodes = with_room(keys, nodes, count)
            count = push(keys, nodes, count, delay[x], x)
        end = max(end, cut + size[cut])
    while count:
        x = nodes[0]
        late = keys[0]
        count = drop_least(keys, nodes, count)
        if is_open[x]:
            n_fresh = _settle(x, late, tree, is_shut, room)
            keys, nodes, count = _spread(n_fresh, late, out_arcs, is_shut, room, keys, nodes, count)
    for cut in cuts:
        is_open[cut : cut + size[cut]] = False
    return keys, nodes


@compiled
def _way_in(
    x: int, in_arcs: tuple[IntArray, IntArray, KeyArray, IntArray], is_shut: IntArray, is_open: BoolArray
) -> int:
    first, tail, slack, edge = in_arcs
    best = FAR
    for k in range(first[x], first[x + 1]):
        if slack[k] < best and not is_open[tail[k]] and not (edge[k] >= 0 and is_shut[edge[k]]):
            best = slack[k]
    return best


@compiled
def _settle(
    top: int,
    late: int,
    tree: tuple[IntArray, IntArray],
    is_shut: IntArray,
    room: tuple[KeyArray, BoolArray, IntArray],
) -> int:
    """Give a delay to a member and all behind it that still wait; return how many, listed in the room."""
    size, edge = tree
    delay, is_open, fresh = room
    count, x, end = 0, top, top + size[top]
    while x < end:
        # Whoever has been reached sooner has brought those behind him along; a closed road brings nobody.
        if not is_open[x] or (x != top and edge[x] >= 0 and is_shut[edge[x]]):
            x += size[x]
            continue
        is_open[x] = False
        delay[x] = late
        fresh[count] = x
        count += 1
        x += 1
    return count


@compiled
def _spread(
    n_fresh: int,
    late: int,
    out_arcs: tuple[IntArray, IntArray, KeyArray, IntArray],
    is_shut: IntArray,
    room: tuple[KeyArray, BoolArray, IntArray],
    keys: KeyArray,
    nodes: IntArray,
    count: int,
) -> tuple[KeyArray, IntArray, int]:
    """Offer a way to all who wait next to somebody just reached."""
    first, head, slack, edge = out_arcs
    delay, is_open, fresh = room
    for i in range(n_fresh):
        x = fresh[i]
        for k in range(first[x], first[x + 1]):
            y, later = head[k], late + slack[k]
            if not is_open[y] or later >= delay[y] or (edge[k] >= 0 and is_shut[edge[k]]):
                continue
            delay[y] = later
            keys, nodes = with_room(keys, nodes, count)
            count = push(keys, nodes, count, later, y)
    return keys, nodes, count


@compiled
def _sum_up(cuts: IntArray, size: IntArray, delay: KeyArray, weights: FloatArray, figures: FloatArray) -> None:
    end = 0
    for cut in cuts:
        for x in range(max(cut, end), cut + size[cut]):
            if delay[x] >= FAR:
                figures[CUT] += weights[0, x]
                figures[CUT_WEIGHT] += weights[1, x]
                continue
            late = delay[x] / PER_SECOND
            figures[ADDED] += late * weights[0, x]
            figures[ADDED_WEIGHT] += late * weights[1, x]
            if weights[0, x] + weights[1, x] > 0:
                figures[LONGEST] = max(figures[LONGEST], late)
        end = max(end, cut + size[cut])

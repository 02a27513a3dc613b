"""The fewest junctions between two ends of a region: unit flow through nodes, one augmenting path at a time.

Every node lets one path through. It is two states of the search: ``2v`` is entering it, ``2v + 1`` leaving it. What is
entered but cannot be left, when no path is left to find, is the cut.
"""

from __future__ import annotations

from yixian.planning.roads.engine.compiled import compiled
from yixian.planning.roads.graph import IntArray

NOBODY = -1
END = -2  # in ``after``: the path ends here; in ``before``: it begins here


@compiled
def narrowest(first: IntArray, head: IntArray, side: IntArray, room: IntArray, most: int) -> int:
    """Fill ``room[0]`` with who is reached (``2v``, ``2v + 1``) at the end and return the size of the cut.

    Parameters
    ----------
    first, head
        The region as an undirected graph.
    side
        [node] 1 where paths begin, 2 where they end, 0 elsewhere.
    room
        [4, 2 * node] space to work in: reached from, queue, node before and node after in the paths.
    most
        Give up when the cut is known to be at least this; ``most`` is returned.
    """
    n_nodes = len(first) - 1
    room[2, :n_nodes] = NOBODY
    room[3, :n_nodes] = NOBODY
    size = 0
    while size < most:
        end: int = _search(first, head, side, room)
        if end == NOBODY:
            return size
        _augment(room, end)
        size += 1
    return size


@compiled
def _search(first: IntArray, head: IntArray, side: IntArray, room: IntArray) -> int:
    """Return the last node of a path that can be added, -1 if there is none."""
    came, queue, before, after = room[0], room[1], room[2], room[3]
    n_nodes = len(first) - 1
    came[: 2 * n_nodes] = NOBODY
    count = 0
    for v in range(n_nodes):
        if side[v] == 1:
            count = _reach(room, 2 * v, 2 * v, count)
    at = 0
    while at < count:
        state = queue[at]
        at += 1
        v = state >> 1
        if state & 1 == 0:
            if before[v] == NOBODY:
                count = _reach(room, 2 * v + 1, state, count)
            elif before[v] >= 0:
                # Taken already: push that path back to the node it came from.
                count = _reach(room, 2 * before[v] + 1, state, count)
            continue
        if side[v] == 2 and after[v] != END:
            return int(v)
        for k in range(first[v], first[v + 1]):
            if head[k] != after[v]:
                count = _reach(room, 2 * head[k], state, count)
        if before[v] != NOBODY:
            count = _reach(room, 2 * v, state, count)
    return NOBODY


@compiled
def _reach(room: IntArray, state: int, origin: int, count: int) -> int:
    if room[0, state] != NOBODY:
        return count
    room[0, state] = origin
    room[1, count] = state
    return count + 1


@compiled
def _augment(room: IntArray, end: int) -> None:
    """Add the path that ends in a node: new steps join, steps walked backwards leave."""
    came, before, after = room[0], room[2], room[3]
    state = 2 * end + 1
    heir = END
    while True:
        v = state >> 1
        origin = came[state]
        if state & 1:
            after[v] = heir
        elif origin == state:
            before[v] = END
            return
        elif origin >> 1 == v:
            # The path through v was taken back whole.
            before[v] = NOBODY
            heir = NOBODY
        else:
            before[v] = origin >> 1
            heir = v
        state = origin

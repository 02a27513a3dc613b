"""Weights for the arcs of the hierarchy: those of the roads, then whatever a detour over a lower node makes shorter."""

from __future__ import annotations

from yixian.planning.roads.engine.compiled import compiled
from yixian.planning.roads.engine.keys import KeyArray
from yixian.planning.roads.graph import IntArray


@compiled
def lay(slot: IntArray, keys: KeyArray, up: KeyArray, down: KeyArray) -> None:
    """Give each arc of the hierarchy the best of the roads that run along it.

    Parameters
    ----------
    slot
        [arc of the graph] 2 x arc of the hierarchy, + 1 if it runs from the later node to the earlier; -1 for loops.
    """
    for arc in range(len(slot)):
        at = slot[arc]
        if at < 0:
            continue
        if at & 1:
            down[at >> 1] = min(down[at >> 1], keys[arc])
        else:
            up[at >> 1] = min(up[at >> 1], keys[arc])


@compiled
def close_triangles(
    first: IntArray,
    tail: IntArray,
    head: IntArray,
    below: IntArray,
    arc_below: IntArray,
    up: KeyArray,
    down: KeyArray,
    place: IntArray,
) -> None:
    """Let every arc be as short as the best detour over nodes before both of its ends.

    Parameters
    ----------
    first, tail, head
        The hierarchy: the sorted later neighbours of each node are the heads of its arcs.
    below, arc_below
        The same arcs by their later end: where each node's begin, and which they are, sorted by their earlier end.
    up, down
        [arc] from the earlier node to the later, and back; changed in place.
    place
        [node] space to work in.
    """
    for y in range(len(first) - 1):
        for arc in range(first[y], first[y + 1]):
            place[head[arc]] = arc
        for k in range(below[y], below[y + 1]):
            xy = arc_below[k]
            to_y, from_y = up[xy], down[xy]
            # The arcs of x after this one lead beyond y, to nodes that are joined to y too.
            for xz in range(xy + 1, first[tail[xy] + 1]):
                yz = place[head[xz]]
                up[yz] = min(up[yz], from_y + up[xz])
                down[yz] = min(down[yz], down[xz] + to_y)

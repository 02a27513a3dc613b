"""The order of the hierarchy: cut the county where the fewest junctions join its halves, and again each half."""

from __future__ import annotations

import numpy as np

from yixian.planning.roads.engine.compiled import compiled
from yixian.planning.roads.engine.flow import narrowest
from yixian.planning.roads.graph import FloatArray, IntArray

N_DIRECTIONS = 4
END_PARTS = 4  # a path begins in the first quarter of the nodes and ends in the last
NEAR, CUT, FAR = 0, 1, 2


@compiled
def dissect(first: IntArray, head: IntArray, degree: IntArray, places: FloatArray, nodes: IntArray) -> IntArray:
    """Return ``nodes`` in the order in which they go: each region's cut after both of its sides.

    Parameters
    ----------
    first, head, degree
        Undirected; the neighbours of v fill its first ``degree[v]`` places.
    places
        [2, node] position on a plane, in any unit.
    nodes
        The nodes to order; all of their neighbours are among them.
    """
    order = nodes.copy()
    local = np.full(len(first) - 1, -1, dtype=np.int32)
    starts = np.empty(len(nodes) + 1, dtype=np.int32)
    heads = np.empty(len(head), dtype=np.int32)
    room = np.empty((4, 2 * len(nodes)), dtype=np.int32)
    side, label = np.empty(len(nodes), dtype=np.int32), np.empty(len(nodes), dtype=np.int32)
    todo = [(0, len(nodes))]
    while len(todo) > 0:
        low, high = todo.pop()
        size = high - low
        if size <= 1:
            continue
        region = order[low:high].copy()
        n_heads = _region(first, head, degree, region, local, starts, heads)
        graph = starts[: size + 1], heads[:n_heads]
        _best_cut(graph[0], graph[1], places, region, side, label, room)
        end_near, end_far = _part(region, label, order, low)
        todo.append((low, end_near))
        todo.append((end_near, end_far))
    return order


@compiled
def _region(
    first: IntArray,
    head: IntArray,
    degree: IntArray,
    region: IntArray,
    local: IntArray,
    starts: IntArray,
    heads: IntArray,
) -> int:
    """Write the graph of a region with numbers of its own; return how many arcs it has."""
    for i in range(len(region)):
        local[region[i]] = i
    count = 0
    for i in range(len(region)):
        v = region[i]
        starts[i] = count
        for k in range(first[v], first[v] + degree[v]):
            j = local[head[k]]
            if j >= 0:
                heads[count] = j
                count += 1
    starts[len(region)] = count
    for i in range(len(region)):
        local[region[i]] = -1
    return count


@compiled
def _best_cut(
    starts: IntArray,
    heads: IntArray,
    places: FloatArray,
    region: IntArray,
    side: IntArray,
    label: IntArray,
    room: IntArray,
) -> None:
    """Label each node of a region near, cut or far, by the direction whose cut is smallest, then most even."""
    size = len(region)
    n_ends = max(1, size // END_PARTS)
    most, evenest = size + 1, -1
    for direction in range(N_DIRECTIONS):
        rank = np.argsort(_project(places, region, direction))
        side[:size] = 0
        for i in range(n_ends):
            side[rank[i]] = 1
            side[rank[size - 1 - i]] = 2
        found = narrowest(starts, heads, side, room, most + 1)
        if found > most:
            continue
        n_near, n_cut = 0, 0
        for v in range(size):
            n_near += room[0, 2 * v + 1] >= 0
            n_cut += room[0, 2 * v] >= 0 and room[0, 2 * v + 1] < 0
        even = min(n_near, size - n_near - n_cut)
        if found == most and even <= evenest:
            continue
        most, evenest = found, even
        for v in range(size):
            label[v] = NEAR if room[0, 2 * v + 1] >= 0 else (CUT if room[0, 2 * v] >= 0 else FAR)


@compiled
def _project(places: FloatArray, region: IntArray, direction: int) -> FloatArray:
    # East, north, and the two diagonals.
    east, north = (1.0, 0.0, 1.0, 1.0)[direction], (0.0, 1.0, 1.0, -1.0)[direction]
    along: FloatArray = east * places[0][region] + north * places[1][region]
    return along


@compiled
def _part(region: IntArray, label: IntArray, order: IntArray, low: int) -> tuple[int, int]:
    """Write the near side, the far side, then the cut into the order; return where the sides end."""
    at = low
    ends = [0, 0, 0]
    for kind in (NEAR, FAR, CUT):
        for i in range(len(region)):
            if label[i] == kind:
                order[at] = region[i]
                at += 1
        ends[kind] = at
    return ends[NEAR], ends[FAR]

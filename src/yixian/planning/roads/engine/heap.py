"""A heap of (key, node) pairs in two arrays, for searches in compiled code; old entries stay until they are taken."""

from __future__ import annotations

import numpy as np

from yixian.planning.roads.engine.compiled import compiled
from yixian.planning.roads.engine.keys import KeyArray
from yixian.planning.roads.graph import IntArray


@compiled
def push(keys: KeyArray, nodes: IntArray, count: int, key: int, node: int) -> int:
    """Add an entry and return the new count; the arrays must have room."""
    at = count
    while at > 0:
        above = (at - 1) >> 1
        if keys[above] <= key:
            break
        keys[at], nodes[at] = keys[above], nodes[above]
        at = above
    keys[at], nodes[at] = key, node
    return count + 1


@compiled
def drop_least(keys: KeyArray, nodes: IntArray, count: int) -> int:
    """Remove the first entry, which is the least, and return the new count."""
    count -= 1
    key, node = keys[count], nodes[count]
    at, below = 0, 1
    while below < count:
        if below + 1 < count and keys[below + 1] < keys[below]:
            below += 1
        if keys[below] >= key:
            break
        keys[at], nodes[at] = keys[below], nodes[below]
        at, below = below, 2 * below + 1
    keys[at], nodes[at] = key, node
    return count


@compiled
def with_room(keys: KeyArray, nodes: IntArray, count: int) -> tuple[KeyArray, IntArray]:
    """Return the heap, with twice the room where it is full."""
    if count < len(keys):
        return keys, nodes
    more_keys, more_nodes = np.empty(2 * count, dtype=np.int64), np.empty(2 * count, dtype=np.int32)
    more_keys[:count] = keys
    more_nodes[:count] = nodes
    return more_keys, more_nodes

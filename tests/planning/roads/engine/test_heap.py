"""A heap in two arrays."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from yixian.planning.roads.engine.heap import drop_least, push, with_room


def emptied(entries: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the entries in the order in which the heap gives them back."""
    keys, nodes, count = np.empty(1, dtype=np.int64), np.empty(1, dtype=np.int32), 0
    for key, node in entries:
        keys, nodes = with_room(keys, nodes, count)
        count = push(keys, nodes, count, key, node)
    taken = []
    while count:
        taken.append((int(keys[0]), int(nodes[0])))
        count = drop_least(keys, nodes, count)
    return taken


def test_it_works():
    assert emptied([(5, 1), (3, 2), (9, 3), (1, 4)]) == [(1, 4), (3, 2), (5, 1), (9, 3)]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 1000)), max_size=60))
def test_the_least_comes_first(entries: list[tuple[int, int]]):
    taken = emptied(entries)
    assert [key for key, _ in taken] == sorted(key for key, _ in entries)
    assert sorted(taken) == sorted(entries)


def test_room_is_doubled_only_where_it_is_full():
    keys, nodes = np.arange(4), np.arange(4, dtype=np.int32)
    same = with_room(keys, nodes, 3)
    more = with_room(keys, nodes, 4)
    assert same[0] is keys
    assert len(more[0]) == len(more[1]) == 8
    assert more[0][:4].tolist() == [0, 1, 2, 3]

"""Cuts between the halves of a region."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from yixian.planning.roads.engine.dissect import dissect
from yixian.planning.roads.engine.flow import narrowest
from yixian.planning.roads.engine.peel import peel


def graph_of(n_nodes: int, pairs: list[tuple[int, int]]):
    """Return an undirected graph as ``first`` and ``head``."""
    both = sorted({*pairs, *((b, a) for a, b in pairs)})
    first = np.searchsorted([a for a, _ in both], np.arange(n_nodes + 1)).astype(np.int32)
    return first, np.array([b for _, b in both], dtype=np.int32)


def random_pairs(n_nodes: int, n_pairs: int, seed: int) -> list[tuple[int, int]]:
    chance = np.random.default_rng(seed)
    pairs = chance.integers(0, n_nodes, (n_pairs, 2))
    return [(int(a), int(b)) for a, b in pairs if a != b]


def cut_of(n_nodes: int, pairs: list[tuple[int, int]], side: np.ndarray) -> tuple[int, set[int]]:
    room = np.empty((4, 2 * n_nodes), dtype=np.int32)
    size = narrowest(*graph_of(n_nodes, pairs), side, room, n_nodes + 1)
    return size, {v for v in range(n_nodes) if room[0, 2 * v] >= 0 and room[0, 2 * v + 1] < 0}


def is_apart(n_nodes: int, pairs: list[tuple[int, int]], side: np.ndarray, cut: set[int]) -> bool:
    """Whether nobody comes from one side to the other without stepping on the cut."""
    reached = {v for v in range(n_nodes) if side[v] == 1} - cut
    while True:
        more = {b for a, b in [*pairs, *((b, a) for a, b in pairs)] if a in reached and b not in cut} - reached
        if not more:
            return not any(side[v] == 2 for v in reached)
        reached |= more


def test_it_works():
    # Two triangles that share one junction.
    pairs = [(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (2, 4)]
    side = np.array([1, 1, 0, 2, 2], dtype=np.int32)
    assert cut_of(5, pairs, side) == (1, {2})


@pytest.mark.parametrize("seed", range(60))
def test_the_cut_is_the_smallest_there_is(seed: int):
    n_nodes = 8
    pairs = random_pairs(n_nodes, 14, seed)
    side = np.array([1, 1, 0, 0, 0, 0, 2, 2], dtype=np.int32)
    size, cut = cut_of(n_nodes, pairs, side)
    assert size == len(cut)
    assert is_apart(n_nodes, pairs, side, cut)
    smaller = itertools.combinations(range(n_nodes), max(size - 1, 0))
    assert size == 0 or not any(is_apart(n_nodes, pairs, side, set(other)) for other in smaller)


def test_a_cut_that_is_too_large_is_given_up():
    pairs = list(itertools.combinations(range(8), 2))
    side = np.array([1, 1, 1, 0, 0, 2, 2, 2], dtype=np.int32)
    room = np.empty((4, 16), dtype=np.int32)
    assert narrowest(*graph_of(8, pairs), side, room, 2) == 2


def test_the_cut_of_a_grid_goes_last():
    n = 9
    pairs = [(i * n + j, i * n + j + 1) for i in range(n) for j in range(n - 1)]
    pairs += [(i * n + j, (i + 1) * n + j) for i in range(n - 1) for j in range(n)]
    first, head = graph_of(n * n, pairs)
    places = np.stack([np.arange(n * n) % n, np.arange(n * n) // n]).astype(np.float64)
    degree = np.diff(first).astype(np.int32)
    order = dissect(first, head, degree, places, np.arange(n * n, dtype=np.int32))
    assert sorted(order) == list(range(n * n))
    last = set(order[-n:].tolist())
    rest = [v for v in range(n * n) if v not in last]
    reached = {rest[0]}
    while more := {b for a, b in [*pairs, *((b, a) for a, b in pairs)] if a in reached and b not in last} - reached:
        reached |= more
    assert n * n // 8 < len(reached) < n * n - n - n * n // 8


@pytest.mark.parametrize("seed", range(20))
def test_peeling_leaves_who_has_three_neighbours(seed: int):
    first, head = graph_of(30, random_pairs(30, 40, seed))
    degree = np.diff(first).astype(np.int32)
    heads = head.copy()
    taken = peel(first, heads, degree)
    left = np.flatnonzero(degree >= 0)
    assert sorted([*taken, *left]) == list(range(30))
    for v in left:
        near = heads[first[v] : first[v] + degree[v]]
        assert len(set(near.tolist())) == degree[v] >= 3
        assert set(near.tolist()) <= set(left.tolist()) - {v}


def test_a_tree_is_peeled_whole():
    first, head = graph_of(15, [(v, (v - 1) // 2) for v in range(1, 15)])
    assert len(peel(first, head.copy(), np.diff(first).astype(np.int32))) == 15

"""The spanning tree of the network simplex: cutting, hanging and pricing its branches."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from yixian.planning.supplies.tree import cut_off, hang, regraft, reprice, star

PARENT, EDGE, CHILD, AFTER, BEFORE, DEPTH, PRICE = range(7)


def children(tree: Any, v: int) -> list[int]:
    """Return the children of a vertex in their order, and test that the way back is the same."""
    found, child, before = [], int(tree[CHILD][v]), -1
    while child >= 0:
        assert tree[BEFORE][child] == before
        found.append(child)
        child, before = int(tree[AFTER][child]), child
    return found


def edges_of(pairs: list[tuple[int, int, int]]) -> Any:
    """Return edges by tail, tip and cost."""
    table = np.zeros((5, len(pairs)), dtype=np.int64)
    for e, (tail, tip, cost) in enumerate(pairs):
        table[0, e], table[1, e], table[3, e] = tail, tip, cost
    return tuple(table)


@pytest.fixture
def tree() -> Any:
    """Four vertices that hang on vertex 4."""
    return star(5, 4, 10)


def test_it_works(tree: Any) -> None:
    assert tree[PARENT].tolist() == [4, 4, 4, 4, -1]
    assert tree[EDGE].tolist() == [10, 11, 12, 13, -1]
    assert tree[DEPTH].tolist() == [1, 1, 1, 1, 0]
    assert children(tree, 4) == [0, 1, 2, 3]


def test_a_root_alone_has_no_children() -> None:
    assert children(star(1, 0, 0), 0) == []


@pytest.mark.parametrize(("v", "left"), [(0, [1, 2, 3]), (2, [0, 1, 3]), (3, [0, 1, 2])])
def test_a_vertex_is_taken_out_wherever_it_stands(tree: Any, v: int, left: list[int]) -> None:
    cut_off(tree, v)

    assert children(tree, 4) == left


def test_a_vertex_is_hung_before_its_new_siblings(tree: Any) -> None:
    cut_off(tree, 2)
    hang(tree, 2, 0, 99)
    cut_off(tree, 3)
    hang(tree, 3, 0, 98)

    assert children(tree, 0) == [3, 2]
    assert children(tree, 4) == [0, 1]
    assert (tree[PARENT][2], tree[EDGE][2]) == (0, 99)


def test_a_branch_is_hung_by_another_of_its_vertices(tree: Any) -> None:
    # 4 - 0 - 1 - 2 becomes 4 - 3 - 2 - 1 - 0.
    for v, on, by in ((1, 0, 50), (2, 1, 51)):
        cut_off(tree, v)
        hang(tree, v, on, by)

    regraft(tree, 0, 2, 3, 60)

    assert [children(tree, v) for v in (4, 3, 2, 1, 0)] == [[3], [2], [1], [0], []]
    assert tree[EDGE].tolist() == [50, 51, 60, 13, -1]


def test_a_branch_of_one_vertex_is_simply_moved(tree: Any) -> None:
    regraft(tree, 1, 1, 2, 70)

    assert children(tree, 2) == [1]
    assert tree[EDGE][1] == 70


def test_depth_and_price_follow_the_edges(tree: Any) -> None:
    for v, on, by in ((1, 0, 1), (2, 1, 2), (3, 0, 3)):
        cut_off(tree, v)
        hang(tree, v, on, by)
    tree[EDGE][0] = 0

    reprice(tree, edges_of([(4, 0, 5), (0, 1, 2), (2, 1, 7), (3, 0, 1)]), 0)

    assert tree[DEPTH].tolist() == [1, 2, 3, 2, 0]
    # With an edge the price rises by its cost, against it the price falls.
    assert tree[PRICE].tolist() == [5, 7, 0, 4, 0]


def test_only_the_branch_is_priced_anew(tree: Any) -> None:
    tree[PRICE][:] = 100
    tree[PRICE][4] = 0
    tree[EDGE][1] = 0

    reprice(tree, edges_of([(4, 1, 3)]), 1)

    assert tree[PRICE].tolist() == [100, 3, 100, 100, 0]

"""Trees of quickest ways: numbers, sizes, slacks."""

from __future__ import annotations

import numpy as np
import pytest

from tests.planning.roads.engine import brute
from tests.planning.roads.engine.county import from_arcs, make_county, make_tangle
from yixian.planning.roads.engine.keys import PER_SECOND
from yixian.planning.roads.engine.tree import Tree, tree_of


def star() -> Tree:
    """Return the tree of a junction with two roads, one of which goes on, and a way back."""
    tail, head = np.array([0, 0, 1, 2, 3]), np.array([1, 2, 3, 3, 0])
    seconds = np.array([10.0, 20.0, 5.0, 1.0, 7.0])
    places = np.full(4, 114.0), np.full(4, 30.0)
    return tree_of(from_arcs(tail, head, (seconds, seconds, np.arange(5)), places), 0)


def members_behind(tree: Tree, member: int) -> set[int]:
    return set(range(member, member + int(tree.size[member])))


def test_it_works():
    tree = star()
    assert tree.seconds(4) == pytest.approx([0, 10, 20, 15])
    assert tree.n == 4
    assert tree.node[0] == 0
    assert tree.edge[0] == -1
    assert tree.size[0] == 4


def test_who_is_behind_stands_after():
    tree = star()
    one, three = tree.member[1], tree.member[3]
    assert members_behind(tree, int(one)) == {one, three}
    assert tree.edge[three] == 2


def test_slack_is_what_another_way_takes_longer():
    tree = star()
    slacks = dict(zip(tree.out_edge.tolist(), (tree.out_slack / PER_SECOND).tolist(), strict=True))
    assert slacks == pytest.approx({3: 6.0, 4: 22.0})


@pytest.mark.parametrize("seed", range(20))
def test_a_tangle_has_the_times_of_loops(seed: int):
    graph = make_tangle(25, 60, seed)
    true = [seconds for seconds, _ in brute.ways(graph, 0)]
    assert tree_of(graph, 0).seconds(25) == pytest.approx(true, abs=0.001)


@pytest.mark.parametrize("seed", range(10))
def test_subtrees_nest_and_slacks_are_not_negative(seed: int):
    tree = tree_of(make_county(150, seed), 3)
    ends = np.arange(tree.n) + tree.size
    for member in range(1, tree.n):
        above = [other for other in range(member) if other + tree.size[other] > member]
        assert all(ends[other] >= ends[member] for other in above)
        assert above
    assert (tree.out_slack >= 0).all()
    assert (tree.units[1:] >= 0).all()


@pytest.mark.parametrize("seed", range(10))
def test_arcs_outside_the_tree_are_kept_by_both_ends(seed: int):
    tree = tree_of(make_tangle(30, 90, seed), 0)
    out = np.repeat(np.arange(tree.n), np.diff(tree.out_first)), tree.out_head, tree.out_slack, tree.out_edge
    into = tree.in_tail, np.repeat(np.arange(tree.n), np.diff(tree.in_first)), tree.in_slack, tree.in_edge
    assert sorted(zip(*(column.tolist() for column in out), strict=True)) == sorted(
        zip(*(column.tolist() for column in into), strict=True)
    )


def test_nobody_but_the_root_is_reached_over_shut_arcs():
    graph = from_arcs(
        np.array([0]), np.array([1]), (np.array([np.inf]), np.ones(1), np.zeros(1)), (np.zeros(2), np.zeros(2))
    )
    tree = tree_of(graph, 0)
    assert tree.n == 1
    assert np.isinf(tree.seconds(2)[1])


def test_an_arc_without_time_is_allowed():
    graph = from_arcs(
        np.array([0, 1]), np.array([1, 2]), (np.zeros(2), np.ones(2), np.array([-1, 0])), (np.zeros(3), np.zeros(3))
    )
    assert tree_of(graph, 0).seconds(3).tolist() == [0, 0, 0]


def test_a_loop_and_the_slower_of_two_arcs_change_nothing():
    weights = np.array([1.0, 9.0, 4.0]), np.ones(3), np.arange(3)
    graph = from_arcs(np.zeros(3, dtype=int), np.array([0, 1, 1]), weights, (np.zeros(2), np.zeros(2)))
    tree = tree_of(graph, 0)
    assert tree.seconds(2).tolist() == [0, 4]
    assert tree.edge[tree.member[1]] == 2
    assert tree.out_edge.tolist() == [1]

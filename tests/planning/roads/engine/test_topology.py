"""The order and the shortcuts of a hierarchy."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from tests.planning.roads.engine.county import from_arcs, make_county, make_tangle
from yixian.planning.roads.engine import topology
from yixian.planning.roads.engine.topology import build, is_kept, topology_of


def line(n_nodes: int):
    """Return one road with many junctions."""
    ends = np.arange(n_nodes - 1)
    tail, head = np.concatenate([ends, ends + 1]), np.concatenate([ends + 1, ends])
    weights = np.ones(len(tail)), np.ones(len(tail)), np.tile(ends, 2)
    return from_arcs(tail, head, weights, (114 + np.arange(n_nodes) * 0.001, np.full(n_nodes, 30.0)))


def depth(parent: np.ndarray) -> int:
    """Return how many ancestors the deepest node has."""
    deep = np.zeros(len(parent), dtype=int)
    for v in range(len(parent) - 1, -1, -1):
        if parent[v] >= 0:
            deep[v] = deep[parent[v]] + 1
    return int(deep.max(initial=0))


def test_it_works():
    top = build(make_county(2000, seed=2))
    assert np.array_equal(np.sort(top.rank), np.arange(2000))
    assert (top.head > top.tail).all()
    assert (top.parent == -1).sum() == 1


@pytest.mark.parametrize("seed", range(30))
def test_every_part_has_one_root(seed: int):
    graph = make_tangle(40, 30, seed)
    matrix = coo_array((np.ones(graph.n_arcs), (graph.tail, graph.head)), shape=(40, 40))
    n_parts, _ = connected_components(matrix, connection="weak")
    assert (build(graph).parent == -1).sum() == n_parts


@pytest.mark.parametrize("seed", range(10))
def test_later_neighbours_of_a_node_are_joined(seed: int):
    top = build(make_tangle(30, 60, seed))
    joined = set(zip(top.tail.tolist(), top.head.tolist(), strict=True))
    for node in range(top.n_nodes):
        above = top.head[top.first[node] : top.first[node + 1]].tolist()
        assert above == sorted(above)
        assert all((low, high) in joined for i, low in enumerate(above) for high in above[i + 1 :])
        assert top.parent[node] == (above[0] if above else -1)


def test_arcs_find_their_shortcut():
    graph = make_tangle(30, 80, 4)
    top = build(graph)
    for arc, (tail, head) in enumerate(zip(graph.tail, graph.head, strict=True)):
        if tail == head:
            assert top.slot[arc] == -1
            continue
        ends = sorted((top.rank[tail], top.rank[head]))
        place = top.slot[arc] >> 1
        assert [top.tail[place], top.head[place]] == ends
        assert (top.slot[arc] & 1) == (top.rank[tail] > top.rank[head])


def test_a_long_chain_is_no_deep_tree():
    assert depth(build(line(1000)).parent) < 40


def test_a_county_has_few_shortcuts():
    graph = make_county(6000, seed=1)
    top = build(graph)
    assert top.n_arcs < 2 * graph.n_arcs
    assert depth(top.parent) < 120


def test_it_is_kept_while_only_weights_change():
    graph = make_county(200, seed=1)
    closed = dataclasses.replace(graph, seconds=np.full(graph.n_arcs, np.inf))
    assert not is_kept(graph)
    assert topology_of(graph) is topology_of(closed)
    assert is_kept(closed)


def test_only_the_last_few_are_kept():
    graphs = [line(n) for n in range(3, 3 + topology.MOST_KEPT + 1)]
    for graph in graphs:
        topology_of(graph)
    assert [is_kept(graph) for graph in graphs] == [False] + [True] * topology.MOST_KEPT


def test_a_graph_without_arcs_and_one_without_nodes_have_topologies():
    assert build(make_tangle(5, 0, 1)).n_arcs == 0
    assert build(line(1)).n_nodes == 1
    nothing = (np.zeros(0), np.zeros(0), np.zeros(0, dtype=int))
    assert build(from_arcs(np.zeros(0, int), np.zeros(0, int), nothing, (np.zeros(0), np.zeros(0)))).n_nodes == 0


def test_a_root_too_many_is_a_fault_of_ours():
    graph = line(4)
    joined = topology.undirected(graph.tail, graph.head, 4)
    with pytest.raises(AssertionError, match="root"):
        topology.require_one_root(np.array([1, -1, 3, -1], dtype=np.int32), joined)

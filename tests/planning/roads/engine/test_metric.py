"""Weights of the hierarchy: each arc is as short as the best way over earlier nodes."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from tests.planning.roads.engine.county import from_arcs, make_county, make_tangle
from yixian.planning.roads.engine.keys import FAR, keys_of
from yixian.planning.roads.engine.metric import Metric, metric_of
from yixian.planning.roads.graph import Graph


def ways_below(graph: Graph, metric: Metric, begin: int, end: int) -> int:
    """Return the key of the best way between two ranks over nodes that go before both, by plain search."""
    rank, keys = metric.topology.rank, keys_of(graph.seconds, graph.metres)
    best = {begin: 0}
    for _ in range(graph.n_nodes + 1):
        for arc, (tail, head) in enumerate(zip(rank[graph.tail].tolist(), rank[graph.head].tolist(), strict=True)):
            is_inside = tail in best and (tail == begin or tail < min(begin, end))
            if is_inside and keys[arc] < FAR:
                best[head] = min(best.get(head, FAR), best[tail] + int(keys[arc]))
    return best.get(end, FAR)


@pytest.mark.parametrize("seed", range(8))
def test_it_works(seed: int):
    graph = make_tangle(9, 26, seed)
    metric = metric_of(graph)
    top = metric.topology
    for arc in range(top.n_arcs):
        low, high = int(top.tail[arc]), int(top.head[arc])
        assert min(int(metric.up[arc]), FAR) == ways_below(graph, metric, low, high)
        assert min(int(metric.down[arc]), FAR) == ways_below(graph, metric, high, low)


def test_the_better_of_parallel_arcs_counts():
    graph = from_arcs(
        np.array([0, 0, 1]),
        np.array([1, 1, 0]),
        (np.array([9.0, 4.0, 2.0]), np.array([1.0, 1.0, 1.0]), np.arange(3)),
        (np.array([0.0, 1.0]), np.zeros(2)),
    )
    metric = metric_of(graph)
    keys = keys_of(np.array([4.0, 2.0]), np.ones(2)).tolist()
    assert sorted([int(metric.up[0]), int(metric.down[0])]) == sorted(keys)


def test_a_closure_and_its_end_leave_no_trace():
    graph = make_county(400, seed=6)
    before = metric_of(graph)
    closed = metric_of(dataclasses.replace(graph, seconds=np.where(graph.edge == 7, np.inf, graph.seconds)))
    after = metric_of(dataclasses.replace(graph))
    assert np.array_equal(before.up, after.up)
    assert np.array_equal(before.down, after.down)
    assert not np.array_equal(before.up, closed.up) or not np.array_equal(before.down, closed.down)
    assert closed.topology is before.topology


def test_everything_shut_is_far():
    graph = make_county(60, seed=1)
    metric = metric_of(dataclasses.replace(graph, seconds=np.full(graph.n_arcs, np.inf)))
    assert (metric.up >= FAR).all()
    assert (metric.down >= FAR).all()


def test_closing_more_never_makes_anything_shorter():
    graph = make_county(300, seed=2)
    before = metric_of(graph)
    shut = np.random.default_rng(1).random(graph.n_arcs) < 0.1
    after = metric_of(dataclasses.replace(graph, seconds=np.where(shut, np.inf, graph.seconds)))
    assert (after.up >= before.up).all()
    assert (after.down >= before.down).all()

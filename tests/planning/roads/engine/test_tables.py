"""Travel tables of the hierarchy beside plain searches."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.roads.engine import brute
from tests.planning.roads.engine.county import from_arcs, make_county, make_tangle
from yixian.planning.roads.attach import Ends
from yixian.planning.roads.engine import plain, tables
from yixian.planning.roads.engine.metric import metric_of
from yixian.planning.roads.graph import Graph

CLOSE_S = 0.01


def swept(graph: Graph, starts: Ends, goals: Ends, **words: bool):
    """Return the tables of the hierarchy, whatever the size."""
    return tables.sweep(metric_of(graph), starts, goals, **words)


def links(graph: Graph, n: int, seed: int) -> Ends:
    """Return points with none, one, two or three links to any nodes."""
    chance = np.random.default_rng(seed)
    counts = chance.integers(0, 4, n)
    size = int(counts.sum())
    first = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    seconds = np.where(chance.random(size) < 0.2, 0.0, np.round(chance.uniform(0, 60, size) * 16) / 16)
    node = chance.integers(0, graph.n_nodes, size).astype(np.int32)
    return Ends(first, node, seconds, chance.uniform(0, 300, size), np.zeros(size, dtype=np.int32))


def agree(graph: Graph, starts: Ends, goals: Ends) -> int:
    """Compare the hierarchy, the plain search and loops; return how many pairs were compared."""
    seconds, metres = swept(graph, starts, goals)
    same_seconds, same_metres = plain.search(graph, starts, goals)
    assert np.array_equal(seconds, same_seconds)
    assert np.array_equal(metres, same_metres)
    for start, row in enumerate(brute.table(graph, starts, goals)):
        for goal, (true_s, true_m) in enumerate(row):
            assert math.isinf(true_s) == math.isinf(seconds[start, goal])
            if math.isfinite(true_s):
                assert abs(true_s - seconds[start, goal]) < CLOSE_S
                assert abs(true_m - metres[start, goal]) < 1.0
    return seconds.size


def test_it_works():
    # Three junctions in a row; the way back from the last is one road longer.
    graph = from_arcs(
        np.array([0, 1, 1, 2]),
        np.array([1, 0, 2, 0]),
        (np.array([10.0, 11.0, 20.0, 50.0]), np.array([100.0, 100.0, 200.0, 400.0]), np.array([0, 0, 1, 2])),
        (np.array([114.0, 114.01, 114.02]), np.full(3, 30.0)),
    )
    nodes = np.arange(3, dtype=np.int32)
    seconds, metres = swept(graph, tables.at_nodes(nodes), tables.at_nodes(nodes))
    assert seconds == pytest.approx(np.array([[0, 10, 30], [11, 0, 20], [50, 60, 0]]), abs=1e-4)
    assert metres == pytest.approx(np.array([[0, 100, 300], [100, 0, 200], [400, 500, 0]]), abs=0.02)


def test_a_county_is_equal_to_plain_searches():
    graph = make_county(4000, seed=3)
    chance = np.random.default_rng(3)
    ends = [tables.at_nodes(chance.integers(0, graph.n_nodes, 90).astype(np.int32)) for _ in range(2)]
    found = swept(graph, *ends)
    same = plain.search(graph, *ends)
    assert np.array_equal(found[0], same[0])
    assert np.array_equal(found[1], same[1])
    assert np.isfinite(found[0]).mean() > 0.8


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 25), st.integers(0, 70), st.integers(0, 10**6))
def test_loops_parallel_arcs_and_parts_are_right(n_nodes: int, n_arcs: int, seed: int):
    graph = make_tangle(n_nodes, n_arcs, seed)
    agree(graph, links(graph, 5, seed), links(graph, 7, seed + 1))


def test_every_closure_is_right():
    graph = make_county(300, seed=5)
    chance = np.random.default_rng(5)
    ends = tables.at_nodes(np.arange(0, 300, 20, dtype=np.int32))
    before = swept(graph, ends, ends)[0]
    n_changed = 0
    for edge in chance.integers(0, graph.edge.max(), 25):
        is_one_way = chance.random() < 0.5
        hit = np.flatnonzero(graph.edge == edge)[: 1 if is_one_way else None]
        seconds = graph.seconds.copy()
        seconds[hit] = np.inf
        closed = dataclasses.replace(graph, seconds=seconds)
        found = swept(closed, ends, ends)[0]
        assert np.array_equal(found, plain.search(closed, ends, ends)[0])
        n_changed += not np.array_equal(found, before)
    assert n_changed > 5


def test_equal_seconds_take_the_fewer_metres():
    graph = from_arcs(
        np.array([0, 0, 1, 2]),
        np.array([1, 2, 3, 3]),
        (np.full(4, 10.0), np.array([300.0, 100.0, 300.0, 100.0]), np.arange(4)),
        (np.arange(4) * 0.01 + 114, np.full(4, 30.0)),
    )
    ends = tables.at_nodes(np.array([0], dtype=np.int32)), tables.at_nodes(np.array([3], dtype=np.int32))
    assert swept(graph, *ends)[1][0, 0] == 200
    assert plain.search(graph, *ends)[1][0, 0] == 200


def test_nobody_asks_for_nothing():
    graph = make_county(50, seed=1)
    nobody = tables.at_nodes(np.zeros(0, dtype=np.int32))
    somebody = tables.at_nodes(np.zeros(3, dtype=np.int32))
    assert swept(graph, nobody, somebody)[0].shape == (0, 3)
    assert swept(graph, somebody, nobody)[0].shape == (3, 0)


def test_a_point_without_links_is_not_reached():
    graph = make_county(50, seed=1)
    lonely = Ends(np.array([0, 0], dtype=np.int32), *(np.zeros(0, dtype=t) for t in ("i4", "f8", "f8", "i4")))
    somebody = tables.at_nodes(np.array([1], dtype=np.int32))
    assert np.isinf(swept(graph, lonely, somebody)[0]).all()
    assert np.isinf(swept(graph, somebody, lonely)[0]).all()


def test_metres_are_left_out_unless_asked_for():
    graph = make_county(50, seed=1)
    ends = tables.at_nodes(np.arange(4, dtype=np.int32))
    seconds, metres = swept(graph, ends, ends, with_metres=False)
    assert metres.shape == (4, 0)
    assert np.array_equal(seconds, swept(graph, ends, ends)[0])


def test_a_small_table_is_searched_without_a_hierarchy(monkeypatch: pytest.MonkeyPatch):
    graph = make_county(50, seed=1)
    monkeypatch.setattr(tables, "metric_of", lambda graph: pytest.fail("nobody needs a hierarchy for this"))
    nodes = np.arange(5, dtype=np.int32)
    assert tables.tables(graph, nodes, nodes)[0].diagonal() == pytest.approx(0)


def test_a_large_table_tells_how_far_it_is():
    graph = make_county(400, seed=1)
    shares: list[float] = []
    ends = tables.at_nodes(np.arange(200, dtype=np.int32))
    tables.search(graph, ends, ends, tell=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert len(shares) > 2


@pytest.mark.slow
def test_ten_thousand_pairs_and_closures_are_right():
    n_compared = 0
    for seed in range(200):
        chance = np.random.default_rng(seed)
        size = int(chance.integers(2, 90))
        graph = make_county(max(size, 5), seed) if seed % 2 else make_tangle(size, 3 * size, seed)
        n_compared += agree(graph, links(graph, 8, seed), links(graph, 8, seed + 1))
    assert n_compared >= 10_000

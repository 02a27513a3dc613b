"""Who is reached, and what closures change."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.roads.engine import brute
from tests.planning.roads.engine.county import from_arcs, make_county, make_tangle
from yixian.planning.roads.attach import Direct, Ends
from yixian.planning.roads.engine.reach import Reach, added, bands
from yixian.planning.roads.engine.rooted import rooted
from yixian.planning.roads.graph import Graph

NOTHING = Direct(*(np.zeros(0, dtype=t) for t in ("i4", "i4", "f8", "f8", "i4")))
ALL_MINUTES = (1.0, 5.0)


def ends(graph: Graph, arcs: list[int], *, are_starts: bool) -> Ends:
    """Return points in the middle of arcs, one link each."""
    node = graph.head[arcs] if are_starts else graph.tail[arcs]
    half = np.asarray(graph.seconds[arcs]) / 2, np.asarray(graph.metres[arcs]) / 2
    return Ends(np.arange(len(arcs) + 1, dtype=np.int32), node, *half, np.array(arcs, dtype=np.int32))


def reach_of(graph: Graph, stations: list[int], homes: list[int], residents: list[float] | None = None) -> Reach:
    """Return the reach of stations to homes, all in the middle of arcs."""
    points = ends(graph, stations, are_starts=True), ends(graph, homes, are_starts=False)
    whole = rooted(graph, np.arange(graph.n_nodes, dtype=np.int32), starts=points[0], goals=points[1], direct=NOTHING)
    counts = np.array(residents if residents is not None else [1.0] * len(homes))
    return Reach(whole, counts)


def truth(graph: Graph, stations: list[int], homes: list[int], shut: frozenset[int] = frozenset()):
    """Return seconds to nodes and to homes by loops; a home on a shut edge is cut off."""
    begins = [(int(graph.head[a]), float(graph.seconds[a]) / 2, 0.0) for a in stations]
    nodes = [seconds for seconds, _ in brute.ways_from(graph, begins, shut)]
    there = [
        math.inf if int(graph.edge[a]) in shut else nodes[graph.tail[a]] + float(graph.seconds[a]) / 2 for a in homes
    ]
    return np.array(nodes), np.array(there)


def agree(graph: Graph, chance: np.random.Generator, n_edges: int) -> int:
    """Compare single closures and sets of them with loops; return how many figures were compared."""
    usable = np.flatnonzero(np.isfinite(graph.seconds))
    stations, homes = chance.choice(usable, 2).tolist(), chance.choice(usable, 6).tolist()
    residents = chance.integers(0, 50, 6).astype(float).tolist()
    reach = reach_of(graph, stations, homes, residents)
    nodes, there = truth(graph, stations, homes)
    assert reach.now.places == pytest.approx(nodes, abs=0.01)
    assert reach.now.goals == pytest.approx(there, abs=0.01)
    edges = np.arange(int(graph.edge.max()) + 1)
    losses = reach.each_alone(edges)
    sets = [[int(e)] for e in chance.choice(edges, n_edges)] + [chance.choice(edges, 4).tolist() for _ in range(3)]
    for shut in sets:
        later_nodes, later = truth(graph, stations, homes, frozenset(shut))
        found = reach.closed(np.array(shut, dtype=np.int32))
        assert found.places == pytest.approx(later_nodes, abs=0.01)
        assert found.goals == pytest.approx(later, abs=0.01)
        if len(shut) > 1:
            continue
        at = shut[0]
        is_cut, is_cut_home = np.isfinite(nodes) & np.isinf(later_nodes), np.isfinite(there) & np.isinf(later)
        is_on, is_home = np.isfinite(later_nodes), np.isfinite(later)
        assert losses.places_cut[at] == is_cut.sum()
        assert losses.residents_cut[at] == pytest.approx(np.array(residents)[is_cut_home].sum())
        assert losses.added_s[at] == pytest.approx((later_nodes[is_on] - nodes[is_on]).sum(), abs=0.01)
        lost = ((later[is_home] - there[is_home]) * np.array(residents)[is_home]).sum()
        assert losses.resident_s[at] == pytest.approx(lost, abs=0.5)
    return len(sets)


def square() -> Graph:
    """A ring of four junctions, a dead end behind the third."""
    road = np.array([[0, 1], [1, 2], [2, 3], [3, 0], [2, 4]])
    tail, head = np.concatenate([road[:, 0], road[:, 1]]), np.concatenate([road[:, 1], road[:, 0]])
    seconds = np.tile([60.0, 60.0, 100.0, 100.0, 30.0], 2)
    places = np.array([114.0, 114.01, 114.01, 114.0, 114.02]), np.array([30.0, 30.0, 30.01, 30.01, 30.01])
    return from_arcs(tail, head, (seconds, seconds * 10, np.tile(np.arange(5), 2)), places)


def arc(graph: Graph, tail: int, head: int) -> int:
    """Return the arc between two nodes."""
    return int(np.flatnonzero((graph.tail == tail) & (graph.head == head))[0])


def test_it_works():
    graph = square()
    reach = reach_of(graph, [arc(graph, 3, 0)], [arc(graph, 2, 4)], [7.0])
    assert reach.now.places == pytest.approx([50, 110, 170, 150, 200], abs=0.01)
    assert reach.now.goals == pytest.approx([185], abs=0.01)
    losses = reach.each_alone(np.arange(5))
    # The station stands on road 3-0; its ambulance drives off towards 0, whether the road is closed or not.
    assert losses.places_cut.tolist() == [0, 0, 0, 0, 1]
    assert losses.residents_cut.tolist() == [0, 0, 0, 0, 7]


def test_the_longer_way_round_is_counted():
    graph = square()
    both = reach_of(graph, [arc(graph, 3, 0), arc(graph, 0, 3)], [arc(graph, 2, 4)], [7.0])
    # From the middle of road 3-0: 50 s to either end. Node 1: 110, node 2: 150 over 3, node 4: 180.
    assert both.now.places == pytest.approx([50, 110, 150, 50, 180], abs=0.01)
    losses = both.each_alone(np.array([2]))
    # Over 1 junction 2 takes 170: it and the dead end lose 20 seconds each.
    assert losses.added_s[0] == pytest.approx(40, abs=0.01)
    assert losses.resident_s[0] == pytest.approx(7 * 20, abs=0.01)
    assert losses.longest_s[0] == pytest.approx(20, abs=0.01)


def test_a_road_nobody_needs_costs_nothing():
    losses = reach_of(square(), [arc(square(), 0, 1)], [0]).each_alone(np.array([2]))
    assert losses.added_s[0] == losses.places_cut[0] == 0


def test_who_is_on_a_closed_road_is_cut_off():
    graph = square()
    reach = reach_of(graph, [arc(graph, 3, 0)], [arc(graph, 2, 4)])
    assert np.isinf(reach.closed(np.array([4])).goals[0])


def test_the_nearest_station_is_named():
    graph = square()
    reach = reach_of(graph, [arc(graph, 3, 0), arc(graph, 1, 2)], [arc(graph, 2, 4), arc(graph, 0, 1)])
    assert reach.station.tolist() == [1, 0]


def test_without_stations_nobody_is_reached():
    reach = reach_of(square(), [], [0])
    assert reach.station.tolist() == [-1]
    assert np.isinf(reach.now.places).all()
    assert reach.each_alone(np.arange(5)).places_cut.tolist() == [0] * 5


def test_doubles_of_a_node_are_one_place():
    graph = square()
    # Nodes 1 and 4 are one junction that is reached by two roads.
    origin = np.array([0, 1, 2, 3, 1], dtype=np.int32)
    points = ends(graph, [arc(graph, 3, 0)], are_starts=True), ends(graph, [], are_starts=False)
    reach = Reach(rooted(graph, origin, starts=points[0], goals=points[1], direct=NOTHING), np.zeros(0))
    assert reach.now.places == pytest.approx([50, 110, 170, 150], abs=0.01)
    assert reach.closed(np.array([0])).places == pytest.approx([50, 280, 250, 150], abs=0.01)


def test_a_way_that_needs_no_node_counts():
    graph = square()
    here = arc(graph, 0, 1)
    points = ends(graph, [here], are_starts=True), ends(graph, [here], are_starts=False)
    short = Direct(
        np.array([0], np.int32), np.array([0], np.int32), np.array([3.0]), np.array([30.0]), np.array([here], np.int32)
    )
    reach = Reach(
        rooted(graph, np.arange(5, dtype=np.int32), starts=points[0], goals=points[1], direct=short), np.ones(1)
    )
    assert reach.now.goals[0] == pytest.approx(3, abs=0.01)
    assert np.isinf(reach.closed(np.array([0])).goals[0])


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 25), st.integers(6, 80), st.integers(0, 10**6))
def test_closures_are_exact_among_loops_and_parallel_arcs(n_nodes: int, n_arcs: int, seed: int):
    graph = make_tangle(n_nodes, n_arcs, seed)
    if np.isfinite(graph.seconds).any():
        agree(graph, np.random.default_rng(seed), 4)


def test_closures_of_a_county_are_exact():
    assert agree(make_county(250, seed=9), np.random.default_rng(9), 30) == 33


@pytest.mark.slow
def test_ten_thousand_closures_are_exact():
    n_compared = 0
    for seed in range(260):
        chance = np.random.default_rng(seed)
        n_nodes = int(chance.integers(5, 70))
        graph = make_county(n_nodes, seed) if seed % 2 else make_tangle(n_nodes, 3 * n_nodes, seed)
        n_compared += agree(graph, chance, 37)
    assert n_compared >= 10_000


def test_bands_hold_everybody():
    before = np.array([60.0, 60.0, 60.0, 60.0, np.inf])
    after = np.array([60.0, 90.0, 200.0, np.inf, np.inf])
    counts, n_cut = bands(added(before, after), np.array([1.0, 2.0, 4.0, 8.0, 16.0]), ALL_MINUTES)
    assert counts.tolist() == [17, 2, 4, 0]
    assert n_cut == 8


def test_who_gains_is_in_the_first_band():
    counts, n_cut = bands(np.array([-30.0]), np.array([5.0]), ALL_MINUTES)
    assert counts.tolist() == [5, 0, 0, 0]
    assert n_cut == 0

"""Drawn ways are cut at junctions, gates and signs."""

from __future__ import annotations

import numpy as np
import pytest

from tests.planning.roads.little import EVERYBODY, Sketch, edge_between, village
from yixian.planning.roads import flags
from yixian.planning.roads.build import network_of
from yixian.planning.roads.classes import BARRIER, CODE
from yixian.planning.roads.drawn import BOLLARD, Gate, Sign, Turn


def test_it_works() -> None:
    network = village().network()

    assert network.n_nodes == 6
    assert network.n_edges == 7
    road = edge_between(network, 1, 2)
    assert network.metres[road] == pytest.approx(100, abs=0.01)
    assert network.road_class[road] == CODE["primary"]
    assert network.name_of(road) == "大街"
    assert network.name_of(edge_between(network, 3, 6)) == ""
    assert network.width_cm[edge_between(network, 3, 6)] == 240


def test_shapes_run_from_u_to_v() -> None:
    network = village().network()

    for edge in range(network.n_edges):
        points = network.points_of(edge)
        for end, node in ((0, network.u[edge]), (-1, network.v[edge])):
            assert points[end].tolist() == [network.lon[node], network.lat[node]]


def test_a_corner_of_one_road_is_no_node() -> None:
    sketch = Sketch({1: (0, 0), 2: (50, 50), 3: (100, 0)})
    sketch.road(1, 2, 3)

    network = sketch.network()

    assert (network.n_nodes, network.n_edges) == (2, 1)
    assert len(network.points_of(0)) == 3
    assert network.metres[0] == pytest.approx(2 * 50 * 2**0.5, abs=0.01)


def test_a_ring_of_its_own_becomes_a_loop() -> None:
    sketch = Sketch({1: (0, 0), 2: (50, 50), 3: (100, 0), 4: (0, -50)})
    sketch.road(1, 2, 3, 1)
    sketch.road(1, 4)

    network = sketch.network()

    assert sorted(zip((network.u == network.v).tolist(), network.metres.round().tolist(), strict=True)) == [
        (False, 50.0),
        (True, 241.0),
    ]


def test_a_road_that_crosses_itself_is_cut_there() -> None:
    sketch = Sketch({1: (0, 0), 2: (100, 0), 3: (100, 100), 4: (50, -50)})
    sketch.road(1, 2, 3, 2, 4)

    network = sketch.network()

    assert network.n_edges == 3
    assert (network.u == network.v).sum() == 1


def test_a_bollard_lets_walkers_through() -> None:
    sketch = village()
    sketch.gates[2] = BOLLARD

    network = sketch.network()

    posts = np.flatnonzero(network.road_class == BARRIER)
    # Three roads meet there: each gets a node of its own around the bollard.
    assert len(posts) == 3
    assert (network.flags[posts] == flags.FOOT).all()
    assert (network.metres[posts] == 0).all()
    assert network.n_nodes == 6 + 3


def test_a_gate_between_two_stubs_is_one_edge_with_the_whole_delay() -> None:
    sketch = Sketch({1: (0, 0), 2: (50, 0), 3: (100, 0)})
    sketch.road(1, 2, 3)
    sketch.gates[2] = Gate(flags.GATE, EVERYBODY, 20.0)

    network = sketch.network()

    (gate,) = np.flatnonzero(network.barrier == flags.GATE)
    assert network.delay_s[gate] == 20.0
    assert network.n_edges == 3
    ends = [network.points_of(gate)[k].tolist() for k in (0, 1)]
    assert ends[0] == ends[1]


def test_at_a_gate_with_many_roads_everybody_waits_once() -> None:
    sketch = village()
    sketch.gates[3] = Gate(flags.GATE, EVERYBODY, 20.0)

    network = sketch.network()

    assert network.delay_s[network.barrier == flags.GATE].tolist() == [10.0] * 4


def test_a_gate_at_a_dead_end_stops_nobody() -> None:
    sketch = village()
    sketch.gates[5] = BOLLARD

    assert sketch.network().n_edges == village().network().n_edges


def test_a_sign_speaks_to_those_who_come_its_way() -> None:
    sketch = Sketch({1: (0, 0), 2: (50, 0), 3: (100, 0)})
    sketch.road(1, 2, 3)
    sketch.signs[2] = Sign(flags.STOP, is_forward=True, is_backward=False)

    network = sketch.network()

    first, second = edge_between(network, 1, 2), edge_between(network, 2, 3)
    assert network.sign_forward[first] == flags.STOP
    assert network.sign_backward[second] == flags.NO_SIGN


def test_a_forbidden_turn_lies_between_edges() -> None:
    sketch = village()
    sketch.turns.append(Turn(2, 3, 3, is_only=False))

    network = sketch.network()

    assert network.banned.tolist() == [
        [edge_between(network, 2, 3), network.node_id.tolist().index(3), edge_between(network, 3, 4)]
    ]


def test_the_only_allowed_turn_forbids_all_others() -> None:
    sketch = village()
    sketch.turns.append(Turn(2, 3, 5, is_only=True))

    network = sketch.network()

    others = {edge_between(network, *pair) for pair in ((3, 4), (1, 3), (2, 3))}
    assert set(network.banned[:, 2].tolist()) == others


def test_a_turn_that_meets_no_junction_is_a_doubt() -> None:
    sketch = village()
    sketch.turns += [Turn(2, 1, 3, is_only=False), Turn(2, 99, 3, is_only=False)]
    drawing = sketch.drawing()

    network = network_of(drawing)

    assert len(network.banned) == 0
    assert [doubt.code for doubt in drawing.doubts] == ["turn_unplaced"] * 2


def test_stretch_lengthens_a_road_beyond_its_drawing() -> None:
    drawing = village().drawing()
    drawing.stretch = np.array([2.0, 1, 1, 1, 1, 1])

    network = network_of(drawing)

    assert network.metres[edge_between(network, 1, 2)] == pytest.approx(200, abs=0.01)

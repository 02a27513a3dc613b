"""Directions at the ends of roads, and what a turn costs."""

from __future__ import annotations

import numpy as np
import pytest

from tests.planning.roads.little import Sketch, edge_between, village
from yixian.planning.roads.arcs import arcs_of
from yixian.planning.roads.bearings import TURN_S, bearings, oncoming_s, turn_s
from yixian.planning.roads.speeds import COUNTY


def test_it_works() -> None:
    network = village().network()
    arcs = arcs_of(network, "car", COUNTY)
    leaving, reaching = bearings(network, arcs)

    both = np.flatnonzero(arcs.edge == edge_between(network, 1, 2))
    assert sorted(leaving[both].round()) == [90, 270]
    assert reaching[both] == pytest.approx(leaving[both], abs=0.1)
    north = np.flatnonzero((arcs.edge == edge_between(network, 2, 3)) & (arcs.number % 2 == 0))
    assert leaving[north] % 360 == pytest.approx(0, abs=0.1)


def test_a_bend_beyond_ten_metres_is_not_looked_at() -> None:
    sketch = Sketch({1: (0, 0), 2: (9, 0), 3: (12, 0), 4: (12, 500)})
    sketch.road(1, 2, 3, 4)
    network = sketch.network()

    leaving, reaching = bearings(network, arcs_of(network, "car", COUNTY))

    assert leaving[0] == pytest.approx(90, abs=0.1)
    assert reaching[0] == pytest.approx(0, abs=0.1)


def test_a_road_shorter_than_that_shows_its_whole_direction() -> None:
    sketch = Sketch({1: (0, 0), 2: (3, 3)})
    sketch.road(1, 2)

    leaving, _ = bearings(network := sketch.network(), arcs_of(network, "car", COUNTY))

    assert leaving[0] == pytest.approx(45, abs=0.3)


# The sigmoid of OSRM's car profile: turn_penalty 7.5, turn_bias 1.075, worked out by hand.
@pytest.mark.parametrize(
    ("angle", "seconds"), [(0, 0.007), (90, 2.11), (-90, 5.39), (179, 7.45), (-179, 7.49), (45, 0.14), (-45, 0.54)]
)
def test_turns_cost_by_their_angle(angle: float, seconds: float) -> None:
    assert float(turn_s(np.array([angle], dtype=float))[0]) == pytest.approx(seconds, abs=0.01)


def test_only_those_who_turn_left_wait_for_others() -> None:
    waits = oncoming_s(np.array([-90.0, -10.0, 0.0, 90.0]))

    assert waits[0] == pytest.approx(1.93, abs=0.01)
    assert waits[1] < 0.2
    assert waits[2:].tolist() == [0.0, 0.0]


def test_no_turn_costs_more_than_its_limit() -> None:
    assert turn_s(np.linspace(-180, 180, 721)).max() < TURN_S

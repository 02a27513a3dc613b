"""What vehicles and walkers may do: turns, private roads, gates, one-ways."""

from __future__ import annotations

import numpy as np
import pytest

from tests.planning.roads.little import EVERYBODY, ONE_WAY, Sketch, edge_between, on, village
from yixian.planning.roads import flags
from yixian.planning.roads.drawn import BOLLARD, Gate, Sign, Turn
from yixian.planning.roads.network import Network
from yixian.planning.roads.overlay import Closure, Overlay, Pace, Width
from yixian.planning.roads.speeds import COUNTY
from yixian.planning.roads.travel import between
from yixian.planning.roads.views import on_foot, vehicle

PRIMARY_MS, RESIDENTIAL_MS = 50 / 3.6, 24 / 3.6


def seconds(network: Network, one: tuple[int, float], other: tuple[int, float], **how: object) -> float:
    """Return the seconds from one point on a road to another."""
    view = vehicle(network, **how)  # type: ignore[arg-type]
    return float(between(view, on(one), on(other)).seconds[0, 0])


def test_it_works() -> None:
    network = village().network()
    view = vehicle(network)

    # To the corner, a second for the junction there, half way up the lane.
    start, goal = (edge_between(network, 1, 2), 0.5), (edge_between(network, 2, 3), 0.5)
    expected = 50 / PRIMARY_MS + 1.0 + 50 / RESIDENTIAL_MS
    assert seconds(network, start, goal) == pytest.approx(expected, abs=0.01)
    assert (view.n_nodes, view.n_arcs) == (6, 12)
    assert view.lon.tolist() == network.lon.tolist()


def test_both_views_number_the_nodes_alike() -> None:
    sketch = village()
    sketch.turns.append(Turn(2, 3, 3, is_only=False))
    network = sketch.network()
    driven, walked = vehicle(network), on_foot(network)

    assert driven.n_nodes == network.n_nodes + 1
    assert walked.n_nodes == network.n_nodes
    assert driven.origin.tolist() == [*range(network.n_nodes), network.node_id.tolist().index(3)]
    assert driven.lon[-1] == network.lon[driven.origin[-1]]
    earliest = driven.earliest(np.arange(driven.n_nodes, dtype=np.float64)[::-1])
    assert earliest[network.node_id.tolist().index(3)] == 0.0
    assert len(earliest) == network.n_nodes


def test_arcs_are_sorted_by_tail() -> None:
    sketch = village()
    sketch.turns.append(Turn(2, 3, 3, is_only=False))
    view = vehicle(sketch.network())

    assert (np.diff(view.tail) >= 0).all()
    assert view.first[-1] == view.n_arcs == len(view.head)
    assert view.seconds.min() >= 0.01


def test_a_forbidden_turn_costs_the_way_round() -> None:
    sketch = village()
    network = sketch.network()
    start, goal = (edge_between(network, 2, 3), 0.5), (edge_between(network, 3, 4), 0.5)
    before = seconds(network, start, goal)

    sketch.turns.append(Turn(2, 3, 3, is_only=False))

    assert seconds(sketch.network(), start, goal) > before + 10


def test_a_forbidden_turn_binds_nobody_on_foot() -> None:
    sketch = village()
    sketch.turns.append(Turn(2, 3, 3, is_only=False))
    network = sketch.network()
    start, goal = on((edge_between(network, 2, 3), 0.5)), on((edge_between(network, 3, 4), 0.5))

    walked = between(on_foot(network), start, goal)

    assert walked.metres[0, 0] == pytest.approx(100, abs=0.01)
    assert walked.seconds[0, 0] == pytest.approx(100 / (5.1 / 3.6), abs=0.01)


def test_one_way_roads_are_walked_both_ways() -> None:
    sketch = Sketch({1: (0, 0), 2: (100, 0), 3: (50, 80)})
    sketch.road(1, 2, may=ONE_WAY)
    sketch.road(2, 3)
    sketch.road(3, 1)
    network = sketch.network()
    road = edge_between(network, 1, 2)

    assert seconds(network, (road, 0.2), (road, 0.8)) == pytest.approx(60 / RESIDENTIAL_MS, abs=0.01)
    assert seconds(network, (road, 0.8), (road, 0.2)) > 30
    walked = between(on_foot(network), on((road, 0.8)), on((road, 0.2)))
    assert walked.metres[0, 0] == pytest.approx(60, abs=0.01)


def test_a_bollard_stops_vehicles_at_both_sides() -> None:
    sketch = Sketch({1: (0, 0), 2: (100, 0), 3: (200, 0)})
    sketch.road(1, 2, 3)
    sketch.gates[2] = BOLLARD
    network = sketch.network()
    start, goal = (0, 0.9), (1, 0.1)

    assert seconds(network, start, goal) == np.inf
    assert between(on_foot(network), on(start), on(goal)).metres[0, 0] == pytest.approx(20, abs=0.01)


@pytest.mark.parametrize(
    ("by", "speeds", "waits"), [("ambulance", "county", 20.0), ("car", "county", 20.0), ("car", "osrm-car", 60.0)]
)
def test_a_gate_takes_time(by: str, speeds: str, waits: float) -> None:
    sketch = Sketch({1: (0, 0), 2: (100, 0), 3: (200, 0)})
    sketch.road(1, 2, 3)
    network = sketch.network()
    without = seconds(network, (0, 0.0), (0, 1.0), by=by, speeds=speeds)
    sketch.gates[2] = Gate(flags.GATE, EVERYBODY, 20.0)
    network = sketch.network()
    roads = np.flatnonzero(network.barrier == 0)

    found = seconds(network, (int(roads[0]), 0.0), (int(roads[1]), 1.0), by=by, speeds=speeds)

    assert found == pytest.approx(without + waits, abs=0.05)


def test_signals_take_time_only_from_those_who_pass() -> None:
    sketch = Sketch({1: (0, 0), 2: (100, 0), 3: (200, 0)})
    sketch.road(1, 2, 3)
    sketch.signs[2] = Sign(flags.SIGNAL)
    network = sketch.network()

    up_to = seconds(network, (0, 0.0), (0, 1.0))
    beyond = seconds(network, (0, 0.0), (1, 0.01))

    assert up_to == pytest.approx(100 / RESIDENTIAL_MS, abs=0.01)
    assert beyond == pytest.approx(101 / RESIDENTIAL_MS + COUNTY.sign_s[flags.SIGNAL], abs=0.01)


def private_short_cut() -> Network:
    """A square whose bottom is private: short for those who may, forbidden for passing through."""
    sketch = Sketch({1: (0, 0), 2: (100, 0), 3: (100, 300), 4: (0, 300), 5: (-50, 0), 6: (150, 0)})
    sketch.road(1, 2, may=EVERYBODY | flags.NO_THROUGH)
    sketch.road(2, 3)
    sketch.road(3, 4)
    sketch.road(4, 1)
    sketch.road(5, 1)
    sketch.road(2, 6)
    return sketch.network()


def test_a_car_does_not_pass_through_a_private_road() -> None:
    network = private_short_cut()
    start, goal = (edge_between(network, 5, 1), 0.5), (edge_between(network, 2, 6), 0.5)

    short, long = (seconds(network, start, goal, by=by) for by in ("ambulance", "car"))

    assert short < 25
    assert long > 700 / RESIDENTIAL_MS


@pytest.mark.parametrize("is_turned", [False, True])
def test_a_car_begins_and_ends_on_a_private_road(is_turned: bool) -> None:
    network = private_short_cut()
    ends = (edge_between(network, 5, 1), 0.5), (edge_between(network, 1, 2), 0.5)
    start, goal = reversed(ends) if is_turned else ends

    assert seconds(network, start, goal, by="car") == pytest.approx(75 / RESIDENTIAL_MS + 1.0, abs=0.01)


def test_a_public_road_behind_private_ones_can_be_reached() -> None:
    sketch = Sketch({1: (0, 0), 2: (100, 0), 3: (200, 0), 4: (0, 100), 5: (100, 100)})
    sketch.road(1, 2, may=EVERYBODY | flags.NO_THROUGH)
    sketch.road(2, 3)
    sketch.road(1, 4)
    sketch.road(4, 5)
    network = sketch.network()

    inside = edge_between(network, 2, 3), 0.5

    assert np.isfinite(seconds(network, (edge_between(network, 1, 4), 0.5), inside, by="car"))
    assert np.isfinite(seconds(network, inside, (edge_between(network, 4, 5), 0.5), by="car"))


@pytest.mark.parametrize(("wide_cm", "passes"), [(0, True), (240, True), (241, False)])
def test_a_lane_is_too_narrow_for_some(wide_cm: int, passes: bool) -> None:
    network = village().network()
    start, goal = (edge_between(network, 2, 3), 0.5), (edge_between(network, 3, 6), 0.5)

    assert np.isfinite(seconds(network, start, goal, wide_cm=wide_cm)) == passes


def test_unknown_is_not_wide() -> None:
    sketch = village()
    sketch.road(2, 6, kind="service")
    network = sketch.network()

    # Nobody measured: 3 m are assumed of a service road.
    start, goal = (edge_between(network, 2, 5), 0.1), (edge_between(network, 2, 6), 0.5)
    assert np.isfinite(seconds(network, start, goal, wide_cm=300))
    assert seconds(network, start, goal, wide_cm=301) == np.inf


def test_the_field_knows_better() -> None:
    network = village().network()
    lane = edge_between(network, 3, 6)
    start, goal = (edge_between(network, 2, 3), 0.5), (lane, 0.5)

    wider = Overlay(widths=(Width((lane,), 320),))

    assert np.isfinite(seconds(network, start, goal, wide_cm=300, overlay=wider))


def test_a_closure_changes_weights_and_nothing_else() -> None:
    network = village().network()
    lane = edge_between(network, 3, 6)
    overlay = Overlay(closures=(Closure("gate", (lane,)),))

    free, shut = vehicle(network), vehicle(network, overlay=overlay)

    for name in ("first", "head", "edge", "origin"):
        assert getattr(free, name) is getattr(shut, name) or (getattr(free, name) == getattr(shut, name)).all()
    assert np.isinf(shut.seconds[shut.edge == lane]).all()
    assert (shut.seconds[shut.edge != lane] == free.seconds[free.edge != lane]).all()


@pytest.mark.parametrize(
    ("pace", "ratio"), [(Pace((0,), factor=2.0), 2.0), (Pace((0,), kmh=25.0), 2.0), (Pace((0,), kmh=100.0), 0.5)]
)
def test_reported_speeds_count(pace: Pace, ratio: float) -> None:
    sketch = Sketch({1: (0, 0), 2: (500, 0)})
    sketch.road(1, 2, kind="primary")
    network = sketch.network()

    before, after = (seconds(network, (0, 0.0), (0, 1.0), overlay=o) for o in (Overlay(), Overlay(paces=(pace,))))

    assert after == pytest.approx(ratio * before, rel=1e-6)
    walked = on_foot(network, Overlay(paces=(pace,)))
    assert walked.seconds.tolist() == on_foot(network).seconds.tolist()


def test_turns_take_time_for_osrm() -> None:
    sketch = Sketch({1: (0, 0), 2: (200, 0), 3: (200, 200), 4: (200, -200), 5: (400, 0)})
    for other in (1, 3, 4, 5):
        sketch.road(2, other)
    network = sketch.network()
    start = (edge_between(network, 1, 2), 1.0)

    straight, left, right = (
        seconds(network, start, (edge_between(network, 2, k), 0.5), speeds="osrm-car", by="car") for k in (5, 3, 4)
    )

    # 7.5 s times a sigmoid of the angle, and 2 s for those who cross the traffic that comes towards them.
    assert right - straight == pytest.approx(2.1, abs=0.05)
    assert left - straight == pytest.approx(5.39 + 1.93, abs=0.05)

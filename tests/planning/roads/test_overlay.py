"""What is in force: priorities, directions, periods."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import numpy as np
import pytest

from tests.planning.roads.little import edge_between, on, village
from yixian.planning.roads.in_force import delays, shut
from yixian.planning.roads.overlay import Closure, Overlay, Pace, Period, Width, clear_cm
from yixian.planning.roads.travel import between
from yixian.planning.roads.views import on_foot, vehicle

TEN = datetime(2020, 2, 11, 10, tzinfo=timezone(timedelta(hours=8)))
HOUR = timedelta(hours=1)


def test_it_works() -> None:
    network = village().network()
    lane = edge_between(network, 3, 6)
    overlay = Overlay(closures=(Closure("卡点", (lane,), "manned_gate", delay_s=45.0),))

    assert shut(network, overlay, "car")[lane].all()
    assert not shut(network, overlay, "ambulance").any()
    assert not shut(network, overlay, "foot").any()
    assert delays(network, overlay, "ambulance")[lane].tolist() == [45.0, 45.0]
    assert delays(network, overlay, "car").sum() == 0


@pytest.mark.parametrize(
    ("closure", "by", "passes"),
    [
        (Closure("c", (0,), "hard_block"), "ambulance", False),
        (Closure("c", (0,), "hard_block"), "foot", True),
        (Closure("c", (0,), "hard_block", is_walkable=False), "foot", False),
        (Closure("c", (0,), "bar_without_guard", delay_s=180.0), "ambulance", True),
        (Closure("c", (0,), "bar_without_guard", delay_s=None), "ambulance", False),
        (Closure("c", (0,), "bar_without_guard", delay_s=180.0), "car", False),
        (Closure("c", (0,), "manned_gate", delay_s=45.0), "car", False),
        (Closure("c", (0,), "manned_gate", delay_s=45.0), "foot", True),
    ],
)
def test_who_passes(closure: Closure, by: str, passes: bool) -> None:
    assert closure.lets_pass(by) == passes
    assert shut(village().network(), Overlay(closures=(closure,)), by).any() != passes


def test_a_closure_of_one_direction_leaves_the_other() -> None:
    network = village().network()
    road = edge_between(network, 2, 3)
    way = "forward" if network.node_id[network.u[road]] == 2 else "backward"
    view = vehicle(network, overlay=Overlay(closures=(Closure("c", (road,), direction=way),)))
    below, above = on((edge_between(network, 1, 2), 0.5)), on((edge_between(network, 3, 4), 0.5))

    up, down = between(view, below, above).metres[0, 0], between(view, above, below).metres[0, 0]

    assert up == pytest.approx(200, abs=0.1)  # round by the west
    assert down == pytest.approx(200, abs=0.1)
    free = vehicle(network)
    start, goal = on((edge_between(network, 2, 5), 0.1)), on((road, 0.5))
    assert np.isfinite(between(free, start, goal).seconds[0, 0])
    assert between(view, start, goal).metres[0, 0] > between(free, start, goal).metres[0, 0] + 200


def test_a_closure_keeps_out_and_does_not_lock_in() -> None:
    network = village().network()
    lane = edge_between(network, 3, 6)
    inside, outside = on((lane, 0.5)), on((edge_between(network, 2, 3), 0.5))
    overlay = Overlay(closures=(Closure("c", (lane,)),))
    view = vehicle(network, overlay=overlay)

    assert np.isfinite(between(view, inside, outside).seconds[0, 0])
    assert between(view, outside, inside).seconds[0, 0] == np.inf
    assert np.isfinite(between(on_foot(network, overlay), outside, inside).seconds[0, 0])


def test_survey_before_map_before_class() -> None:
    network = village().network()
    lane, main = edge_between(network, 3, 6), edge_between(network, 1, 2)

    wide = clear_cm(network)
    surveyed = clear_cm(network, Overlay(widths=(Width((lane,), 200), Width((lane,), 210))))

    assert (wide[lane], wide[main]) == (240, 900)
    assert surveyed[lane] == 210  # the later report
    assert surveyed[main] == 900


def test_two_gates_on_one_road_are_opened_one_after_the_other() -> None:
    gates = tuple(Closure(str(k), (0, 0), "manned_gate", delay_s=45.0) for k in range(2))

    assert delays(village().network(), Overlay(closures=gates), "ambulance")[0].tolist() == [90.0, 90.0]


@pytest.mark.parametrize(
    ("period", "holds"),
    [
        (Period(), True),
        (Period(TEN, None), True),
        (Period(None, TEN), False),
        (Period(TEN - HOUR, TEN + HOUR), True),
        (Period(TEN + HOUR, None), False),
    ],
)
def test_only_what_holds_now_is_in_force(period: Period, holds: bool) -> None:
    overlay = Overlay(
        (Closure("c", (0,), period=period),), (Width((0,), 200, period),), (Pace((0,), 9.0, 1.0, period),)
    )

    now = overlay.at(TEN)

    assert (len(now.closures), len(now.widths), len(now.paces)) == (holds, holds, holds)


def test_one_closure_alone() -> None:
    overlay = Overlay((Closure("a", (0,)), Closure("b", (1,))), (Width((0,), 200),))

    assert [one.id for one in overlay.only("b").closures] == ["b"]
    assert overlay.only("b").widths == overlay.widths

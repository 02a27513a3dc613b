"""Closures, widths and places put on the roads."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.rescue.brute import distances
from tests.planning.rescue.chance import DELAY, Little, little
from tests.planning.rescue.morning import morning, read, village, with_row
from yixian.faults import BadInput
from yixian.planning.rescue.arcs import SHUT
from yixian.planning.rescue.problem import BAR, HARD, KINDS, MANNED, Closure, Where
from yixian.planning.rescue.roads import NOTHING, Barring, close
from yixian.planning.rescue.search import search, seeds_at


def barring(kind: str, edge: int = 0, *, direction: str = "both", lets_walk: bool = True) -> Barring:
    """Return a closure of one edge."""
    closure = Closure(kind, kind, Where(edge=edge), direction, lets_walk, None, None, "镇", "令", None)
    return Barring(closure, kind, np.array([edge], dtype=np.int32), DELAY[kind])


def plain() -> Little:
    """Return an alarm whose first road is open both ways and no loop."""
    return next(one for one in map(little, range(50)) if (one.roads.drive_along[0] >= 0).all())


def test_it_works() -> None:
    roads = close(plain().roads, [barring(HARD)])

    assert (roads.drive.arcs.ms[roads.drive_along[0]] == SHUT).all()
    assert (roads.barred[roads.drive_along[0]] == 0).all()
    assert (roads.foot.arcs.ms[roads.foot_along[0]] < SHUT).all()


@pytest.mark.parametrize(("kind", "ms"), [(MANNED, 45_000), (BAR, 210_000)])
def test_a_gate_costs_its_time(kind: str, ms: int) -> None:
    roads = close(plain().roads, [barring(kind)])
    arcs = roads.drive_along[0]
    assert (roads.drive.arcs.ms[arcs] - roads.drive.bare_ms[arcs] == ms).all()


def test_a_one_way_closure_leaves_the_other_way_open() -> None:
    roads = close(plain().roads, [barring(HARD, direction="forward")])
    forward, backward = roads.drive_along[0]
    assert roads.drive.arcs.ms[forward] == SHUT
    assert roads.drive.arcs.ms[backward] < SHUT


def test_nobody_walks_where_walking_is_barred() -> None:
    roads = close(plain().roads, [barring(MANNED, lets_walk=False)])
    assert (roads.foot.arcs.ms[roads.foot_along[0]] == SHUT).all()


@pytest.mark.parametrize("first", KINDS)
@pytest.mark.parametrize("second", KINDS)
def test_the_stricter_of_two_rules(first: str, second: str) -> None:
    pair = [barring(first), barring(second)]
    roads = close(plain().roads, [replace(one, closure=replace(one.closure, id=str(i))) for i, one in enumerate(pair)])

    stricter = max(first, second, key=(MANNED, BAR, HARD).index)
    assert roads.barrings[int(roads.barred[roads.drive_along[0][0]])].kind == stricter


def test_lifting_a_closure_opens_the_road_again() -> None:
    before = close(plain().roads, [])
    after = close(before, [barring(HARD)]).without([HARD])

    assert (after.drive.arcs.ms == before.drive.arcs.ms).all()
    assert (after.barred == NOTHING).all()


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 5000))
def test_places_change_nothing_between_old_nodes(seed: int) -> None:
    alarm = little(seed)
    roads, ground = alarm.roads, alarm.ground
    arcs = roads.drive.arcs
    bare = {}
    for tail, head, ms in zip(arcs.tail.tolist(), arcs.head.tolist(), arcs.ms.tolist(), strict=True):
        if ms < SHUT:
            bare.setdefault(tail, []).append((head, ms))
    from_first = search(ground.drive_ways(0, is_out=True), seeds_at([0]))

    truth = distances(bare, 0)
    assert {n: int(from_first.ms[n]) for n in range(roads.n_nodes) if from_first.settled[n]} == truth


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 5000), need_cm=st.sampled_from([0, 245, 255]))
def test_everything_in_the_core_reaches_everything_in_it(seed: int, need_cm: int) -> None:
    ground = little(seed).ground
    core = ground.core(need_cm)
    inside = np.flatnonzero(core.is_inside)
    if not len(inside):
        return
    reach = search(ground.drive_ways(need_cm, is_out=True), seeds_at([int(inside[0])]))
    back = search(ground.drive_ways(need_cm, is_out=False), seeds_at([int(inside[0])]))

    assert (core.is_inside == (reach.settled & back.settled)).all()
    assert (core.is_reached == reach.settled).all()


def test_a_survey_overrules_the_map_and_the_map_the_class() -> None:
    _, ground = read(morning())
    lane = village().way == 103
    clear = {int(cm) for cm in ground.clear_cm[: len(ground.roads.clear_cm)][lane[ground.roads.drive.arcs.edge]]}
    assert clear == {235, 240}


def test_a_polygon_names_every_road_that_meets_it() -> None:
    value = morning()
    value["closures"][0].pop("at")
    value["closures"][0]["polygon"] = [
        [117.2325, 28.3003],
        [117.2328, 28.3003],
        [117.2328, 28.3015],
        [117.2325, 28.3015],
    ]
    _, ground = read(value)
    assert len(ground.roads.barrings[0].edges) == 1


def test_all_closures_and_widths_of_unknown_roads_are_named_at_once() -> None:
    value = with_row("closures", 0, at=[117.5, 28.9])
    value["closures"].append({**value["closures"][0], "id": "二"})
    value["widths"][0]["at"] = [117.5, 28.9]
    with pytest.raises(BadInput) as caught:
        read(value)
    assert [fault.place for fault in caught.value.faults] == ["closures[0]", "closures[1]", "widths[0]"]


def test_an_edge_that_is_not_there() -> None:
    value = morning()
    value["widths"] = [{"id": "x", "edge": 9999, "clear_cm": 300, "source": "survey"}]
    with pytest.raises(BadInput, match="a road segment, 0 to"):
        read(value)

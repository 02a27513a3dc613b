"""Questions of sites and entrances on the roads of a real town."""

from __future__ import annotations

import dataclasses
import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from tests.planning.roads.engine.test_on_roads import shut, town
from yixian.faults import BadInput
from yixian.planning.roads import travel
from yixian.planning.roads.engine import plain, tables
from yixian.planning.roads.overlay import NOTHING
from yixian.planning.roads.siting.passages import keep_open
from yixian.planning.roads.siting.read import read_sites
from yixian.planning.roads.siting.times import siting_of
from yixian.planning.roads.siting.village_times import passages_of, plain_times, quick_times
from yixian.planning.roads.travel import Points
from yixian.planning.stop import Stop

DATA = Path(__file__).parents[3] / "data" / "rescue"


@cache
def sites():
    return read_sites(json.loads((DATA / "guixi_sites.json").read_text(encoding="utf-8")))


@cache
def entrances():
    return read_sites(json.loads((DATA / "guixi_entrances.json").read_text(encoding="utf-8")))


def moved(points: Points, place: int) -> Points:
    """Return points one of which lies in another province."""
    lon, lat = points.lon.copy(), points.lat.copy()
    lon[place], lat[place] = 116.4, 39.9
    return Points(points.ids, lon, lat)


def test_it_works():
    problem = siting_of(sites(), town(), NOTHING, tables.search)
    table = travel.table(town(), sites().sites, sites().demand)
    assert problem.seconds == pytest.approx(table.seconds, abs=0.01)
    assert problem.sites == sites().sites.ids
    assert problem.limit_s == 180


def test_both_searches_give_the_same_to_the_last_bit():
    quick = siting_of(sites(), town(), NOTHING, tables.search)
    slow = siting_of(sites(), town(), NOTHING, plain.search)
    assert np.array_equal(quick.seconds, slow.seconds)


def test_what_is_in_force_counts():
    before = siting_of(sites(), town(), NOTHING, plain.search).seconds
    edge = int(passages_of(entrances(), town()).edges[0][0])
    after = siting_of(sites(), town(), shut(edge), plain.search).seconds
    assert (after >= before - 1e-9).all()
    assert (after > before).any()


def test_places_far_from_all_roads_are_all_named():
    far = dataclasses.replace(sites(), sites=moved(sites().sites, 2), demand=moved(sites().demand, 5))
    with pytest.raises(BadInput) as bad:
        siting_of(far, town(), NOTHING, plain.search)
    assert [fault.place for fault in bad.value.faults] == ["sites[2]", "demand[5]"]


def test_a_far_station_is_called_one():
    far = dataclasses.replace(entrances(), sites=moved(entrances().sites, 0))
    with pytest.raises(BadInput, match=r"stations\[0\]"):
        quick_times(far, town(), NOTHING)


def test_entrances_stand_on_roads_of_their_own():
    problem = passages_of(entrances(), town())
    edges = [edge for own in problem.edges for edge in own]
    assert len(edges) == len(set(edges)) == 7
    assert problem.entrances[0] == ("E1", "E2", "E3")


def test_an_entrance_far_from_all_roads_is_named():
    village = dataclasses.replace(entrances().villages[0], entrances=moved(entrances().villages[0].entrances, 1))
    far = dataclasses.replace(entrances(), villages=(village, *entrances().villages[1:]))
    with pytest.raises(BadInput, match=r"villages\[0\].entrances\[1\]: E2: expected within 5 km"):
        passages_of(far, town())


def test_searching_behind_what_is_shut_is_searching_anew():
    quick, slow = quick_times(entrances(), town(), NOTHING), plain_times(entrances(), town(), NOTHING, plain.search)
    problem = passages_of(entrances(), town())
    for village, own in enumerate(problem.edges):
        for n_shut in range(len(own) + 1):
            closed = frozenset(own[:n_shut]) | frozenset(problem.edges[1 - village][:1])
            assert quick(closed) == pytest.approx(slow(closed), abs=0.01)


def test_the_best_entrances_are_the_best_of_all():
    problem = passages_of(entrances(), town())
    times = quick_times(entrances(), town(), NOTHING)
    plan = keep_open(problem, times, Stop())
    costs = [
        problem.cost(times(problem.shut([(0, one), (1, other)])))
        for one in problem.choices(0)
        for other in problem.choices(1)
    ]
    assert plan.value == plan.bound == min(costs)
    assert plan.value > plan.open_value

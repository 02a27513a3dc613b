"""The engine on a real town: the same as searching the roads anew with an overlay in force."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from tests.planning.roads.engine import brute
from yixian.planning.roads import dijkstra, travel
from yixian.planning.roads.build import network_of
from yixian.planning.roads.datum import DATUMS
from yixian.planning.roads.engine import plain, tables
from yixian.planning.roads.engine.metric import metric_of
from yixian.planning.roads.engine.reach import reach_from
from yixian.planning.roads.overlay import NOTHING, Closure, Overlay
from yixian.planning.roads.snap import snap
from yixian.planning.roads.sources.files import drawings
from yixian.planning.roads.sources.merge import together

DATA = Path(__file__).parents[3] / "data" / "rescue"


@cache
def town():
    """Return the roads of Guixi."""
    return network_of(together(drawings((str(DATA / "guixi.osm"),), lambda name: [], DATUMS[0])))


def spots(n: int, seed: int):
    """Return points on any roads of the town."""
    chance = np.random.default_rng(seed)
    at = chance.integers(0, town().n_nodes, n)
    return snap(town(), town().lon[at] + chance.normal(0, 3e-4, n), town().lat[at] + chance.normal(0, 3e-4, n))


def view(overlay: Overlay = NOTHING):
    return travel.view_of(town(), "ambulance", "county", overlay)


def shut(edge: int) -> Overlay:
    return Overlay(closures=(Closure("c", (edge,)),))


def swept(graph, starts, goals, *, with_metres, tell):
    return tables.sweep(metric_of(graph), starts, goals, with_metres=with_metres, tell=tell)


def test_it_works():
    starts, goals = spots(60, 1), spots(70, 2)
    found = travel.between(view(), starts, goals, search=swept)
    same = travel.between(view(), starts, goals, search=plain.search)
    true = travel.between(view(), starts, goals, search=dijkstra.search)
    assert np.array_equal(found.seconds, same.seconds)
    assert np.array_equal(found.metres, same.metres)
    assert found.seconds == pytest.approx(true.seconds, abs=0.01)
    assert found.metres == pytest.approx(true.metres, abs=1.0)


def test_the_road_of_both_ends_may_be_closed():
    here = spots(12, 4)
    for edge in here.edge.tolist():
        closed = view(shut(int(edge)))
        found = travel.between(closed, here, here, search=swept)
        true = travel.between(closed, here, here, search=dijkstra.search)
        assert found.seconds == pytest.approx(true.seconds, abs=0.01)


def test_each_road_alone_is_as_if_searched_anew():
    stations, homes = spots(3, 5), spots(40, 6)
    residents = np.arange(40, dtype=np.float64) + 1
    reach = reach_from(view(), stations, homes, residents)
    edges = np.unique(view().edge)
    losses = reach.each_alone(edges)
    n_cut = 0
    for k in np.random.default_rng(3).choice(len(edges), 60, replace=False).tolist():
        anew = reach_from(view(shut(int(edges[k]))), stations, homes, residents).now
        lost = anew.goals - reach.now.goals
        is_on = np.isfinite(anew.goals)
        assert losses.resident_s[k] == pytest.approx((lost[is_on] * residents[is_on]).sum(), abs=0.5)
        assert losses.residents_cut[k] == residents[~is_on].sum()
        was = np.isfinite(reach.now.places)
        assert losses.places_cut[k] == (was & np.isinf(anew.places)).sum()
        n_cut += int(losses.places_cut[k])
    assert n_cut > 0


def test_nodes_are_reached_when_plain_loops_say_so():
    stations = spots(1, 7)
    graph = view()
    found = reach_from(graph, stations, spots(0, 1), np.zeros(0)).now.places
    starts = travel.starts_of(graph, stations)
    begins = list(zip(starts.node.tolist(), starts.seconds.tolist(), [0.0] * len(starts.node), strict=True))
    true = graph.earliest(np.array([seconds for seconds, _ in brute.ways_from(graph, begins, frozenset())]))
    assert found == pytest.approx(true, abs=0.01)

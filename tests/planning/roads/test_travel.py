"""Tables, trips in pairs, routes with their lines, and how far one comes."""

from __future__ import annotations

import random

import numpy as np
import pytest

from tests.planning.roads.little import edge_between, on, random_points, random_sketch, shifted, village
from yixian.planning.roads.geo import distance_m
from yixian.planning.roads.overlay import Closure, Overlay
from yixian.planning.roads.reach import isochrone, node_seconds
from yixian.planning.roads.routes import route
from yixian.planning.roads.shapes import part_of
from yixian.planning.roads.travel import Points, between, pair_by_pair, table, view_of

VILLAGE = village().network()
VIEW = view_of(VILLAGE)


def points(*places: tuple[str, float, float]) -> Points:
    """Return named places on the plane."""
    lon, lat = shifted(np.array([place[1:] for place in places]))
    return Points(tuple(place[0] for place in places), lon, lat)


def test_it_works() -> None:
    people, clinics = points(("王家", 50, -3), ("李家", 240, 103)), points(("卫生院", 300, 0), ("王家", 50, -3))

    found = table(VILLAGE, people, clinics)

    assert found.metres[0, 0] == pytest.approx(250, abs=0.1)
    assert found.metres[1, 0] == pytest.approx(140 + 100 + 200, abs=0.1)
    assert found.seconds[0, 1] == found.metres[0, 1] == 0.0
    assert table(VILLAGE, people, clinics, with_metres=False).metres.shape == (2, 0)


def test_the_same_place_on_a_closed_road_is_there_already() -> None:
    home = points(("王家", 200, 100))
    overlay = Overlay((Closure("c", (edge_between(VILLAGE, 3, 6),)),))

    assert table(VILLAGE, home, home, overlay=overlay).seconds.tolist() == [[0.0]]


def test_nowhere_to_go_gives_an_empty_table() -> None:
    nobody = Points((), np.zeros(0), np.zeros(0))

    assert table(VILLAGE, nobody, points(("a", 0, 0))).seconds.shape == (0, 1)
    assert table(VILLAGE, points(("a", 0, 0)), nobody).seconds.shape == (1, 0)


def test_pairs_are_the_diagonal() -> None:
    draw = random.Random(7)
    starts, goals = random_points(VILLAGE, draw, 150), random_points(VILLAGE, draw, 150)

    found, whole = pair_by_pair(VIEW, starts, goals), between(VIEW, starts, goals)

    np.testing.assert_array_equal(found.seconds, np.diag(whole.seconds))
    np.testing.assert_array_equal(found.metres, np.diag(whole.metres))


def test_no_trips_at_all() -> None:
    assert pair_by_pair(VIEW, on(), on()).seconds.shape == (0,)


def test_a_route_names_its_roads_and_draws_its_line() -> None:
    start, goal = on((edge_between(VILLAGE, 1, 2), 0.5)), on((edge_between(VILLAGE, 2, 3), 0.25))

    found = route(VILLAGE, VIEW, start, goal)

    assert found is not None
    assert found.edges == (edge_between(VILLAGE, 1, 2), edge_between(VILLAGE, 2, 3))
    corners = np.column_stack(shifted(np.array([(50, 0), (100, 0), (100, 25)])))
    np.testing.assert_allclose(found.line, corners, atol=1e-6)


def test_a_route_along_one_road_goes_both_ways() -> None:
    road = edge_between(VILLAGE, 2, 5)

    there, back = (route(VILLAGE, VIEW, on((road, one)), on((road, other))) for one, other in ((0.2, 0.7), (0.7, 0.2)))

    assert there is not None
    assert back is not None
    assert there.edges == back.edges == (road,)
    np.testing.assert_allclose(there.line, back.line[::-1])
    assert there.metres == pytest.approx(100, abs=0.01)


def test_no_way_is_no_route() -> None:
    lane = edge_between(VILLAGE, 3, 6)
    view = view_of(VILLAGE, overlay=Overlay((Closure("c", (lane,)),)))

    assert route(VILLAGE, view, on((edge_between(VILLAGE, 1, 2), 0.5)), on((lane, 0.5))) is None


@pytest.mark.parametrize("seed", range(12))
def test_routes_are_as_long_and_as_quick_as_the_table_says(seed: int) -> None:
    network = random_sketch(seed).network()
    view, draw = view_of(network), random.Random(seed)
    starts, goals = random_points(network, draw, 3), random_points(network, draw, 3)
    found = between(view, starts, goals)

    for one in range(starts.n):
        for other in range(goals.n):
            way = route(network, view, starts.part(np.array([one])), goals.part(np.array([other])))
            assert (way is None) == np.isinf(found.seconds[one, other])
            if way is None:
                continue
            assert way.seconds == pytest.approx(found.seconds[one, other], abs=1e-6)
            assert way.metres == pytest.approx(found.metres[one, other], abs=1e-6)
            line = way.line
            drawn = distance_m(line[:-1, 0], line[:-1, 1], line[1:, 0], line[1:, 1]).sum()
            assert drawn == pytest.approx(way.metres, abs=0.01)


def test_a_part_of_a_road_keeps_its_corners() -> None:
    sketch = village()
    sketch.places[9] = (400, 100)
    sketch.road(5, 9, 6)
    network = sketch.network()
    road = network.n_edges - 1

    whole, turned = part_of(network, road, 0.0, 1.0), part_of(network, road, 1.0, 0.0)

    np.testing.assert_array_equal(whole, network.points_of(road))
    np.testing.assert_array_equal(turned, whole[::-1])
    assert len(part_of(network, road, 0.0, 0.1)) == 2
    assert part_of(network, road, 0.5, 0.5)[0].tolist() == part_of(network, road, 0.5, 0.5)[-1].tolist()


def test_every_node_has_the_seconds_of_the_nearest_start() -> None:
    starts = on((edge_between(VILLAGE, 1, 2), 0.0), (edge_between(VILLAGE, 2, 5), 1.0))

    together = node_seconds(VIEW, starts)
    apart = [node_seconds(VIEW, starts.part(np.array([k]))) for k in (0, 1)]

    np.testing.assert_allclose(together, np.minimum(*apart))


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("limit_s", [5.0, 30.0, 90.0])
def test_an_isochrone_holds_what_is_reached_in_time_and_nothing_else(seed: int, limit_s: float) -> None:
    network = random_sketch(seed, has_turns=False).network()
    view, draw = view_of(network), random.Random(seed)
    start, places = random_points(network, draw, 1).part(np.array([0])), random_points(network, draw, 40)
    parts = isochrone(view, start, limit_s)
    took = between(view, start, places).seconds[0]

    for edge, share, seconds in zip(places.edge, places.share, took, strict=True):
        here = parts.edge == edge
        is_inside = bool(((parts.begin[here] - 1e-9 <= share) & (share <= parts.end[here] + 1e-9)).any())
        if abs(seconds - limit_s) > 0.02:
            assert is_inside == (seconds < limit_s), (edge, share, seconds)

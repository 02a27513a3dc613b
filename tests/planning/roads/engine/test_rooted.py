"""The graph of one question: stations in front, goals behind, doubles of a place as one."""

from __future__ import annotations

import numpy as np

from tests.planning.roads.engine.county import from_arcs
from yixian.planning.roads.attach import Direct, Ends
from yixian.planning.roads.engine.rooted import NO_EDGE, rooted


def ends(point: list[int], node: list[int], seconds: list[float], n: int) -> Ends:
    """Return links; all lie on arc 0."""
    first = np.searchsorted(point, np.arange(n + 1)).astype(np.int32)
    times = np.array(seconds)
    return Ends(first, np.array(node, dtype=np.int32), times, times * 10, np.zeros(len(node), dtype=np.int32))


def road():
    """Return a road 0 - 1 - 2; edges 4 and 5."""
    tail, head = np.array([0, 1, 1, 2]), np.array([1, 0, 2, 1])
    seconds = np.array([10.0, 11.0, 20.0, 21.0])
    return from_arcs(tail, head, (seconds, seconds * 10, np.array([4, 4, 5, 5])), (np.arange(3) * 0.01, np.zeros(3)))


def direct(rows: list[tuple[int, int, float, int]]) -> Direct:
    start, goal, seconds, arc = (np.array([row[k] for row in rows]) for k in range(4))
    integers = (column.astype(np.int32) for column in (start, goal))
    return Direct(*integers, seconds.astype(np.float64), seconds * 10.0, arc.astype(np.int32))


def whole(origin: list[int] | None = None, rows: list[tuple[int, int, float, int]] | None = None):
    starts, goals = ends([0, 0], [0, 1], [3.0, 4.0], 1), ends([0, 1, 1], [2, 1, 2], [5.0, 6.0, 7.0], 2)
    places = np.array(origin if origin is not None else [0, 1, 2], dtype=np.int32)
    return rooted(road(), places, starts=starts, goals=goals, direct=direct(rows or []))


def arcs(found) -> set[tuple[int, int, float, int]]:
    graph = found.graph
    columns = graph.tail.tolist(), graph.head.tolist(), graph.seconds.tolist(), graph.edge.tolist()
    return set(zip(*columns, strict=True))


def test_it_works():
    found = whole()
    assert found.root == 3
    assert found.station.tolist() == [4]
    assert found.goal.tolist() == [5, 6]
    assert arcs(found) >= {(3, 4, 0.0, NO_EDGE), (4, 0, 3.0, NO_EDGE), (4, 1, 4.0, NO_EDGE)}


def test_roads_keep_their_edges():
    assert arcs(whole()) >= {(0, 1, 10.0, 4), (1, 0, 11.0, 4), (1, 2, 20.0, 5), (2, 1, 21.0, 5)}


def test_the_way_to_a_goal_belongs_to_its_road():
    assert arcs(whole()) >= {(2, 5, 5.0, 4), (1, 6, 6.0, 4), (2, 6, 7.0, 4)}


def test_a_direct_way_joins_station_and_goal():
    assert (4, 5, 1.5, 5) in arcs(whole(rows=[(0, 0, 1.5, 2)]))


def test_a_place_of_its_own_is_its_node():
    assert whole().place.tolist() == [0, 1, 2]


def test_doubles_lead_to_one_node_for_both():
    found = whole(origin=[0, 1, 1])
    joint = found.place[1]
    assert joint == found.graph.n_nodes - 1
    assert arcs(found) >= {(1, joint, 0.0, NO_EDGE), (2, joint, 0.0, NO_EDGE)}
    assert found.place[0] == 0


def test_a_place_that_no_node_stands_for_is_nowhere():
    assert whole(origin=[0, 3, 1]).place.tolist() == [0, 2, NO_EDGE, 1]


def test_arcs_are_sorted_by_tail():
    graph = whole(rows=[(0, 1, 2.0, 0)]).graph
    assert (np.diff(graph.tail) >= 0).all()
    assert graph.first[-1] == graph.n_arcs

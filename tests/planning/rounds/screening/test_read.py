"""Reading ``yixian-round/1``: seconds, neighbours, ways; every fault at its path, all at once."""

from __future__ import annotations

import heapq
import math
from typing import Any

import numpy as np
import pytest

from tests.planning.rounds.screening.little import example, little, town, with_building
from yixian.faults import BadInput, Fault
from yixian.planning.rounds.screening.neighbours import neighbours_of
from yixian.planning.rounds.screening.problem import NO_WAY_S, Problem
from yixian.planning.rounds.screening.read import read_problem


def faults(value: Any) -> list[Fault]:
    """Return what is wrong with a problem."""
    with pytest.raises(BadInput) as caught:
        read_problem(value)
    return list(caught.value.faults)


def places(value: Any) -> list[tuple[str, str]]:
    """Return place and field of everything wrong."""
    return [(fault.place, fault.field) for fault in faults(value)]


def ways_from(problem: Problem, start: int) -> list[int]:
    """Return the shortest ways from one building, by Dijkstra's own words."""
    way = [NO_WAY_S] * len(problem.building_ids)
    way[start] = 0
    waiting = [(0, start)]
    while waiting:
        so_far, at = heapq.heappop(waiting)
        for (a, b), seconds in zip(problem.edges.tolist(), problem.edge_s.tolist(), strict=True):
            other = b if a == at else a if b == at else None
            if other is not None and so_far + seconds < way[other]:
                way[other] = so_far + seconds
                heapq.heappush(waiting, (way[other], other))
    return way


def test_it_works() -> None:
    problem = read_problem(little())

    assert problem.building_ids[0] == "1栋"
    assert problem.worker_ids == ("李兰", "赵成")
    assert problem.doors.tolist() == [12, 10, 16, 8, 20, 9, 11]
    assert problem.visit_s.tolist() == [1440, 1200, 1920, 1440, 2400, 1080, 1320]
    assert [0, 1] in problem.edges.tolist()
    assert [0, 2] not in problem.edges.tolist()
    # 50 metres are 65 on the way, one minute at this pace.
    assert problem.walk_s[0, 1] == 60
    assert problem.walk_s[0, 2] == 120


@pytest.mark.parametrize("seed", range(3))
def test_every_way_is_the_shortest(seed: int) -> None:
    problem = read_problem(town(30, 4, seed))

    for start in (0, 11, 29):
        assert problem.walk_s[start].tolist() == ways_from(problem, start)


@pytest.mark.parametrize("seed", range(5))
def test_neighbours_are_those_with_nobody_between(seed: int) -> None:
    place_m = np.random.default_rng(seed).integers(0, 300, (25, 2)).astype(np.float64)
    edges = {tuple(edge) for edge in neighbours_of(place_m).tolist()}

    for i in range(25):
        for j in range(i + 1, 25):
            middle, reach = (place_m[i] + place_m[j]) / 2, math.dist(place_m[i], place_m[j]) / 2
            is_empty = all(math.dist(place_m[k], middle) >= reach - 1e-6 for k in range(25) if k not in (i, j))
            assert ((i, j) in edges) == is_empty


def test_nearness_joins_everything() -> None:
    assert set(read_problem(town(80, 4, 1)).part_of.tolist()) == {0}


def test_given_neighbours_are_the_only_ones() -> None:
    problem = read_problem(little(adjacent=[["1栋", "2栋"], ["2栋", "1栋"], ["5栋", "6栋"]]))

    assert problem.edges.tolist() == [[0, 1], [4, 5]]
    assert problem.walk_s[0, 4] == NO_WAY_S
    assert len(set(problem.part_of.tolist())) == 5


def test_the_example_is_read() -> None:
    assert len(example("round_60").building_ids) == 60


def test_all_faults_come_at_once_with_their_paths() -> None:
    value = with_building(3, x="far", households=-2)
    value["buildings"][1]["id"] = "1栋"
    value["buildings"][2]["minutes_per_door"] = math.nan
    value["workers"] = []
    value["adjacent"] = [["1栋", "9栋"], ["5栋"], ["6栋", "6栋"]]

    assert set(places(value)) == {
        ("buildings[3]", "x"),
        ("buildings[3]", "households"),
        ("buildings[1]", "id"),
        ("buildings[2]", "minutes_per_door"),
        ("problem", "workers"),
        ("adjacent[0]", "building"),
        ("adjacent[1]", "row"),
        ("adjacent[2]", "building"),
    }


@pytest.mark.parametrize("value", [None, [], 3, "round", {}, {"format": "yixian-round/1"}])
def test_what_is_no_problem_is_refused(value: Any) -> None:
    assert faults(value)


@pytest.mark.parametrize(
    ("key", "value", "field"),
    [
        ("format", "yixian-round/9", "format"),
        ("buildings", [], "buildings"),
        ("workers", {}, "workers"),
        ("walk_m_per_min", 0, "walk_m_per_min"),
        ("minutes_per_door", "3", "minutes_per_door"),
        ("adjacent", "none", "adjacent"),
    ],
)
def test_a_wrong_top_level_value_is_named(key: str, value: Any, field: str) -> None:
    assert ("problem", field) in places(little(**{key: value}))


def test_too_many_buildings_are_refused() -> None:
    rows = [{"id": f"B{k}", "x": 0, "y": 0, "households": 1} for k in range(2001)]

    assert ("problem", "buildings") in places(little(buildings=rows))


def test_a_misspelt_key_is_not_passed_over() -> None:
    assert [fault.expected for fault in faults(with_building(0, houshold=3))] == ["households"]


@pytest.mark.parametrize("key", ["buildings", "workers"])
@pytest.mark.parametrize("entry", [None, 5, "x", []])
def test_an_entry_that_is_no_object_is_one_fault_and_no_crash(key: str, entry: Any) -> None:
    value = little()
    value[key].append(entry)

    assert places(value) == [(f"{key}[{len(value[key]) - 1}]", "entry")]

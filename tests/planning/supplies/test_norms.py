"""Norms give the weight: pieces per person and day, counted for the people on duty."""

from __future__ import annotations

from typing import Any

import pytest

from tests.planning.supplies.little import little
from yixian.faults import BadInput
from yixian.planning.supplies.problem import MINIMUM
from yixian.planning.supplies.read import read_problem
from yixian.planning.supplies.solve import allocate

GOWN = [{"item": "防护服", "class": "筛查", "min": 1, "need": 2}, {"item": "防护服", "min": 0.5, "need": 1}]


def needs(people: Any, norms: Any = GOWN, **row: Any) -> list[tuple[int, int]]:
    """Return minimum and need of one demand that names people."""
    demand = {"site": 0, "item": "防护服", "tier": 0, "day": 0, "people": people, "arcs": [], **row}
    problem = read_problem(little(norms=norms, demands=[demand]))
    return list(zip(problem.demands.room[MINIMUM].tolist(), problem.demands.need.tolist(), strict=True))


def faults_of(**changes: Any) -> list[str]:
    """Return the faults of the little split with some keys changed."""
    with pytest.raises(BadInput) as caught:
        read_problem(little(**changes))
    return [str(fault) for fault in caught.value.faults]


def test_it_works() -> None:
    assert needs(30, **{"class": "筛查"}) == [(30, 60)]


def test_a_norm_without_class_holds_for_the_others() -> None:
    assert needs(30, **{"class": "病房"}) == [(15, 30)]
    assert needs(30) == [(15, 30)]


@pytest.mark.parametrize(
    ("people", "rate", "need"),
    [(30, 0.1, 3), (31, 0.1, 4), (3, 1 / 3, 1), (7, 0.033, 1), (1000, 0.033, 33), (0, 2, 0), (10**9, 1.5, 15 * 10**8)],
)
def test_a_part_of_a_piece_is_rounded_up_and_nothing_else(people: int, rate: float, need: int) -> None:
    assert needs(people, [{"item": "防护服", "need": rate}]) == [(0, need)]


def test_a_request_is_a_cap_on_what_the_norm_gives() -> None:
    assert needs(30, request=20, **{"class": "筛查"}) == [(20, 20)]
    assert needs(30, request=900, **{"class": "筛查"}) == [(30, 60)]


def test_two_sites_share_by_norm_whatever_they_ask_for() -> None:
    nodes = [{"store": 0, "day": 0, "item": "防护服", "supply": 30}]
    demands = [
        {
            "site": s,
            "item": "防护服",
            "class": "筛查",
            "tier": 0,
            "day": 0,
            "people": people,
            "request": ask,
            "arcs": [0],
        }
        for s, (people, ask) in enumerate(((10, 5000), (20, 40)))
    ]

    plan = allocate(read_problem({"tiers": 1, "norms": GOWN, "nodes": nodes, "carry": [], "demands": demands}))

    assert plan.amount.tolist() == [10, 20]


@pytest.mark.parametrize("key", ["min", "need"])
def test_people_and_a_need_of_its_own_contradict(key: str) -> None:
    row = {"site": 0, "item": "防护服", "tier": 0, "day": 0, "people": 5, key: 3, "arcs": []}

    assert f"demands[0]: {key}: expected people or {key}, not both, got 3" in faults_of(norms=GOWN, demands=[row])


def test_people_without_a_norm_are_refused() -> None:
    row = {"site": 0, "item": "护目镜", "tier": 0, "day": 0, "people": 5, "arcs": []}

    assert faults_of(norms=GOWN, demands=[row]) == ["demands[0]: people: expected a norm for its item and class, got 5"]


@pytest.mark.parametrize("people", [-1, 2.5, "30", None])
def test_people_are_counted_whole(people: Any) -> None:
    row = {"site": 0, "item": "防护服", "tier": 0, "day": 0, "people": people, "arcs": []}

    assert "demands[0]: people: expected a whole number" in faults_of(norms=GOWN, demands=[row])[0]


@pytest.mark.parametrize(
    ("norm", "fault"),
    [
        ({"item": "甲", "need": -1}, "norms[0]: need: expected a number, 0 or more, got -1"),
        ({"item": "甲", "min": "1", "need": 2}, "norms[0]: min: expected a number, 0 or more"),
        ({"item": "甲", "min": 3, "need": 2}, "norms[0]: need: expected no less than min, 3, got 2"),
        ({"item": "", "need": 2}, "norms[0]: item: expected a name or a number"),
        ({"item": "甲", "class": "", "need": 2}, "norms[0]: class: expected a name or a number"),
        ({"item": "甲", "neeed": 2}, "norms[0]: key: expected need"),
        (3, "norms[0]: entry: expected an object, got 3"),
    ],
)
def test_a_fault_is_named_with_its_place(norm: Any, fault: str) -> None:
    assert any(line.startswith(fault) for line in faults_of(norms=[norm]))


def test_a_norm_twice_is_refused() -> None:
    assert "norms[1]: item: expected each item and class once" in faults_of(norms=[GOWN[0], GOWN[0]])[0]
    assert "problem: norms: expected a list" in faults_of(norms={})[0]

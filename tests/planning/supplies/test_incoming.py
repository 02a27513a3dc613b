"""What is going to be produced is supply of its store from its day on."""

from __future__ import annotations

from typing import Any

import pytest

from tests.planning.supplies.little import little
from yixian.faults import BadInput
from yixian.planning.supplies.check import check
from yixian.planning.supplies.read import read_problem
from yixian.planning.supplies.solve import allocate


def supply(*rows: dict[str, Any], **changes: Any) -> list[int]:
    """Return the supply of the nodes of the little split with production."""
    pieces: list[int] = read_problem(little(production=list(rows), **changes)).nodes.supply.tolist()
    return pieces


def faults_of(production: Any, **changes: Any) -> list[str]:
    """Return the faults of the little split with production."""
    with pytest.raises(BadInput) as caught:
        read_problem(little(production=production, **changes))
    return [str(fault) for fault in caught.value.faults]


def test_it_works() -> None:
    assert supply({"store": "县库", "day": 1, "pieces": 7}) == [30, 7, 12, 10]


def test_rows_add_up() -> None:
    assert supply({"store": "县库", "day": 1, "pieces": 7}, {"store": "县库", "day": 1, "pieces": 3}) == [
        30,
        10,
        12,
        10,
    ]


def test_it_serves_from_its_day_on() -> None:
    value = little(production=[{"store": "县库", "day": 1, "pieces": 7}])
    problem = read_problem(value)

    plan = allocate(problem)

    # The hospital's second day and the western gate take it up; the first day cannot.
    assert plan.total == allocate(read_problem(little())).total + 7
    assert plan.amount[0] <= 30
    assert check(problem, plan).is_sound


def test_only_one_node_of_a_day_takes_it() -> None:
    nodes = [*little()["nodes"], {"store": "县库", "day": 1, "supply": 5}]
    demands = [{**row, "arcs": [*row["arcs"], 4]} if row["day"] else row for row in little()["demands"]]

    assert supply({"store": "县库", "day": 1, "pieces": 7}, nodes=nodes, demands=demands) == [30, 7, 12, 10, 5]


def test_a_lot_takes_none() -> None:
    nodes = [{**row, "lot": "甲"} if row["day"] else row for row in little()["nodes"]]

    assert faults_of([{"store": "县库", "day": 1, "pieces": 7}], nodes=nodes) == [
        'production[0]: store: expected a node without lot of its store, item and day, got ["县库", 0, 1]'
    ]


def test_loose_pieces_stay_until_they_fill_a_box() -> None:
    assert supply({"store": "县库", "day": 1, "pieces": 27}, boxes={"0": 10}) == [30, 20, 10, 10]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"store": "乡库", "day": 1, "pieces": 7}, "production[0]: store: expected a node without lot"),
        ({"store": "县库", "day": 5, "pieces": 7}, "production[0]: store: expected a node without lot"),
        ({"store": "县库", "item": "甲", "day": 1, "pieces": 7}, "production[0]: store: expected a node without lot"),
        ({"store": "县库", "day": 1, "pieces": -7}, "production[0]: pieces: expected a whole number"),
        ({"store": "县库", "day": 1}, "production[0]: pieces: expected a whole number, 0 or more, got null"),
        ({"store": "县库", "day": 1.5, "pieces": 7}, "production[0]: day: expected a whole number"),
        ({"day": 1, "pieces": 7}, "production[0]: store: expected a name or a number, got null"),
        ({"store": "县库", "day": 1, "piecs": 7}, "production[0]: key: expected pieces"),
        ("x", 'production[0]: entry: expected an object, got "x"'),
    ],
)
def test_a_fault_is_named_with_its_place(row: Any, fault: str) -> None:
    assert any(line.startswith(fault) for line in faults_of([row])), faults_of([row])


def test_all_faults_come_at_once() -> None:
    rows = [{"store": "乡库", "day": 1, "pieces": 7}, {"store": "县库", "day": 9, "pieces": 7}]

    assert len(faults_of(rows)) == 2
    assert "problem: production: expected a list" in faults_of(None)[0]

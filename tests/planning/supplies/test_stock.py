"""What sites hold, or have coming, is subtracted from their needs: nobody gains by hoarding."""

from __future__ import annotations

from typing import Any

import pytest

from tests.planning.supplies.little import little
from yixian.faults import BadInput
from yixian.planning.supplies.judge import Judge
from yixian.planning.supplies.problem import MINIMUM, REST, Problem
from yixian.planning.supplies.read import read_problem
from yixian.planning.supplies.read_stock import read_stock
from yixian.planning.supplies.solve import allocate


def with_stock(*rows: dict[str, Any], **changes: Any) -> Problem:
    """Return the little split with stock at its sites."""
    return read_problem(little(stock=list(rows), **changes))


def rooms(problem: Problem, e: int) -> tuple[int, int]:
    """Return what the minimum and the rest of a demand can still take."""
    return int(problem.demands.room[MINIMUM, e]), int(problem.demands.room[REST, e])


def test_it_works() -> None:
    problem = with_stock({"site": "医院", "item": 0, "day": 0, "pieces": 12})

    assert rooms(problem, 0) == (0, 8)
    assert rooms(problem, 1) == (10, 10)
    assert problem.demands.held.tolist() == [12, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [(0, (10, 10)), (1, (9, 10)), (10, (0, 10)), (11, (0, 9)), (20, (0, 0))],
)
def test_the_minimum_is_covered_first(pieces: int, expected: tuple[int, int]) -> None:
    assert rooms(with_stock({"site": "医院", "pieces": pieces}), 0) == expected


def test_what_the_first_day_leaves_covers_the_next() -> None:
    problem = with_stock({"site": "医院", "pieces": 35})

    assert (rooms(problem, 0), rooms(problem, 1)) == ((0, 0), (0, 5))
    assert problem.demands.held.tolist()[:2] == [20, 15]


def test_what_is_on_its_way_covers_no_day_before_it_arrives() -> None:
    problem = with_stock({"site": "医院", "day": 1, "pieces": 35})

    assert (rooms(problem, 0), rooms(problem, 1)) == ((10, 10), (0, 0))


def test_several_lots_add_up() -> None:
    problem = with_stock(
        {"site": "医院", "pieces": 3}, {"site": "医院", "pieces": 4}, {"site": "医院", "day": 1, "pieces": 5}
    )

    assert (rooms(problem, 0), rooms(problem, 1)) == ((3, 10), (5, 10))


def test_days_are_covered_in_their_order_not_in_that_of_the_file() -> None:
    demands = list(reversed(little()["demands"]))

    problem = with_stock({"site": "医院", "pieces": 20}, demands=demands)

    assert problem.demands.held.tolist() == [0, 0, 0, 0, 0, 20]


def test_stock_of_another_site_or_item_is_none_of_its_business() -> None:
    problem = with_stock({"site": "东门", "pieces": 1}, {"site": "医院", "item": "手套", "pieces": 9})

    assert problem.demands.held.tolist() == [0, 0, 1, 0, 0, 0]


def test_weight_shrinks_with_the_room() -> None:
    problem = with_stock({"site": "医院", "pieces": 12})

    assert problem.demands.slope[:, 0].tolist() == [0, 8]


def test_who_has_all_he_needs_gets_nothing() -> None:
    assert allocate(with_stock({"site": "医院", "pieces": 40})).amount.tolist()[:2] == [0, 0]


def test_hoarding_gains_nothing() -> None:
    bare = allocate(with_stock()).amount
    hoard = allocate(with_stock({"site": "东门", "pieces": 6})).amount

    # What he has and what he gets is never more than his need, and the others get no less.
    assert hoard[2] + 6 <= 12
    assert hoard[3] >= bare[3]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"site": "医院", "pieces": -1}, "stock[0]: pieces: expected a whole number, 0 or more, got -1"),
        ({"site": "医院", "pieces": 1.5}, "stock[0]: pieces: expected a whole number"),
        ({"site": "医院"}, "stock[0]: pieces: expected a whole number, 0 or more, got null"),
        ({"pieces": 1}, "stock[0]: site: expected a name or a number, got null"),
        ({"site": "医院", "item": "", "pieces": 1}, "stock[0]: item: expected a name or a number"),
        ({"site": "医院", "day": -2, "pieces": 1}, "stock[0]: day: expected a whole number"),
        ({"site": "医院", "piece": 1, "pieces": 1}, "stock[0]: key: expected pieces"),
        (7, "stock[0]: entry: expected an object, got 7"),
    ],
)
def test_a_fault_is_named_with_its_place(row: Any, fault: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_problem(little(stock=[row]))
    assert any(str(found).startswith(fault) for found in caught.value.faults), caught.value


def test_lots_are_used_in_order_of_days() -> None:
    held = read_stock(Judge(), [{"site": 1, "day": 2, "pieces": 5}, {"site": 1, "day": 0, "pieces": 3}])

    assert held.use((1, 0), 0, 10) == 3
    assert held.use((1, 0), 1, 10) == 0
    assert held.use((1, 0), 2, 4) == 4
    assert held.use((1, 0), 2, 4) == 1
    assert held.use((2, 0), 2, 4) == 0

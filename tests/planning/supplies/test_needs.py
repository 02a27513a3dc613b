"""From what rows ask for to what counts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from yixian.planning.supplies import needs
from yixian.planning.supplies.read_demands import Rows
from yixian.planning.supplies.read_stock import Held

SITE, TIER, DAY, ITEM, LEAST, REST, REQUEST, OWED, PATTERN = range(9)


def table(*rows: dict[int, int]) -> Any:
    """Return rows of the table by column; everybody asks for as much as he may."""
    found = np.zeros((len(rows), 9), dtype=np.int64)
    found[:, REQUEST] = 10**6
    for i, row in enumerate(rows):
        for column, value in row.items():
            found[i, column] = value
    return found


ROWS = Rows(1, items={"口罩": 0}, sites={"医院": 0})


def test_it_works() -> None:
    rows = table({LEAST: 4, REST: 6}, {DAY: 1, LEAST: 4, REST: 6})

    taken = needs.net(rows, ROWS, Held({("医院", "口罩"): [[0, 7]]}))

    assert taken.tolist() == [7, 0]
    assert rows[:, LEAST].tolist() == [0, 4]
    assert rows[:, REST].tolist() == [3, 6]


@pytest.mark.parametrize(
    ("lots", "taken"),
    [([[0, 0]], [0, 0]), ([[0, 13]], [10, 3]), ([[1, 13]], [0, 10]), ([[0, 2], [1, 3]], [2, 3]), ([[2, 50]], [0, 0])],
)
def test_what_is_there_by_the_day_is_subtracted(lots: list[list[int]], taken: list[int]) -> None:
    rows = table({LEAST: 4, REST: 6}, {DAY: 1, LEAST: 4, REST: 6})

    assert needs.net(rows, ROWS, Held({("医院", "口罩"): lots})).tolist() == taken


def test_without_stock_nothing_changes() -> None:
    rows = table({LEAST: 4, REST: 6})

    assert needs.net(rows, ROWS, Held()).tolist() == [0]
    assert rows[0, [LEAST, REST]].tolist() == [4, 6]


def test_where_nothing_is_special_room_and_slope_are_one() -> None:
    room, slope = needs.parts(table({LEAST: 4, REST: 6}))

    assert room is slope
    assert room.tolist() == [[4], [6]]


@pytest.mark.parametrize(
    ("request_", "room"), [(0, [0, 0]), (3, [3, 0]), (4, [4, 0]), (9, [4, 5]), (10, [4, 6]), (99, [4, 6])]
)
def test_a_request_caps_the_minimum_first(request_: int, room: list[int]) -> None:
    found, slope = needs.parts(table({LEAST: 4, REST: 6, REQUEST: request_}))

    assert found[:, 0].tolist() == room
    assert slope[:, 0].tolist() == [4, 6]


def test_what_is_owed_counts_in_the_weight_alone() -> None:
    room, slope = needs.parts(table({LEAST: 4, REST: 6, OWED: 5}))

    assert room[:, 0].tolist() == [4, 6]
    assert slope[:, 0].tolist() == [4, 11]

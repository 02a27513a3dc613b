"""From flows of classes to shipments of demands."""

from __future__ import annotations

import numpy as np
import pytest

from tests.planning.supplies.little import little
from yixian.planning.supplies.loading import by_class, shipments_of
from yixian.planning.supplies.read import read_problem

PROBLEM = read_problem(
    little(
        demands=[
            {"site": s, "tier": 0, "day": 1, "min": 0, "need": 9, "arcs": arcs}
            for s, arcs in enumerate(([1], [1, 3], [1, 3]))
        ]
    )
)


def test_it_works() -> None:
    ships = shipments_of(PROBLEM, np.array([4.0, 1.0, 8.0]), np.array([4.0, 3.0, 6.0]))

    rows = list(zip(ships.node.tolist(), ships.demand.tolist(), ships.amount.tolist(), strict=True))
    assert rows == [(1, 0, 4.0), (1, 1, 1.0), (3, 1, 2.0), (3, 2, 6.0)]


def test_a_class_gets_what_its_demands_get() -> None:
    assert by_class(PROBLEM, np.array([4.0, 3.0, 6.0])).tolist() == [4, 9]


@pytest.mark.parametrize("off", [1e-9, -1e-9])
def test_what_a_tolerance_left_open_is_shared_among_the_ways_in_use(off: float) -> None:
    ships = shipments_of(PROBLEM, np.array([4.0, 1.0 + off, 8.0]), np.array([4.0, 3.0, 6.0]))

    assert ships.amount.sum() == pytest.approx(13, rel=1e-15)


def test_a_way_that_is_not_used_stays_unused() -> None:
    ships = shipments_of(PROBLEM, np.array([4.0, 0.0, 9.0]), np.array([4.0, 3.0, 6.0]))

    assert 1 not in ships.node[ships.demand > 0].tolist()


def test_nobody_gets_a_shipment_of_nothing() -> None:
    assert len(shipments_of(PROBLEM, np.zeros(3), np.zeros(3)).node) == 0

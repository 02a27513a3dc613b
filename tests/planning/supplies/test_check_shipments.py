"""What is rolled out: over ways that exist, out of stock that is there, and to everybody his amount."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.planning.supplies.little import little
from yixian.planning.supplies import bench as benches
from yixian.planning.supplies.bench import Bench
from yixian.planning.supplies.check_shipments import stock_of, test_shipments
from yixian.planning.supplies.problem import Allocation, Problem, Shipments
from yixian.planning.supplies.read import read_problem
from yixian.planning.supplies.solve import allocate

PROBLEM = read_problem(little())
PLAN = allocate(PROBLEM)
# The name begins like a test's, but it is the checker's.
hold = test_shipments
del test_shipments


def refused(plan: Allocation, problem: Problem = PROBLEM) -> list[str]:
    """Return the refusals by code and place."""
    bench = Bench([])
    hold(problem, plan, bench)
    keys = ("shipment", "demand", "node", "pair", "lorry")
    return [f"{r.code} {next(r.params[key] for key in keys if key in r.params)}" for r in bench.refusals]


def with_row(i: int, **changes: Any) -> Allocation:
    """Return the plan with one shipment changed."""
    columns = {key: getattr(PLAN.shipments, key).copy() for key in ("node", "demand", "amount")}
    for key, value in changes.items():
        columns[key][i] = value
    return replace(PLAN, shipments=Shipments(**columns))


def test_it_works() -> None:
    assert refused(PLAN) == []


def test_a_way_that_does_not_exist_is_refused() -> None:
    found = refused(with_row(0, node=2))

    assert "arc 0" in found


@pytest.mark.parametrize("amount", [0, -3])
def test_an_empty_lorry_is_refused(amount: float) -> None:
    assert "arc 0" in refused(with_row(0, amount=amount))


def test_more_than_the_amount_is_refused() -> None:
    row = int(np.flatnonzero(PLAN.shipments.demand == 2)[0])

    assert "brought 2" in refused(with_row(row, amount=PLAN.shipments.amount[row] + 1))


def test_a_lorry_that_is_forgotten_is_missed() -> None:
    ships = PLAN.shipments

    assert "brought 0" in refused(
        replace(PLAN, shipments=Shipments(ships.node[1:], ships.demand[1:], ships.amount[1:]))
    )


def test_stock_that_is_not_there_is_refused() -> None:
    assert refused(replace(PLAN, carried=np.array([0.0, 0.0]))) == ["stock_there 1", "stock_there 3"]


def test_stock_that_is_kept_cannot_be_shipped_too() -> None:
    assert refused(replace(PLAN, carried=PLAN.carried + np.array([20, 0]))) == ["stock_there 0"]


def test_less_than_nothing_is_not_kept() -> None:
    assert "kept 1" in refused(replace(PLAN, carried=np.array([15.0, -1.0])))


def test_a_crumb_that_adding_up_leaves_is_no_fault() -> None:
    assert refused(with_row(0, amount=PLAN.shipments.amount[0] * (1 + 1e-10))) == []


def test_what_leaves_and_what_is_there() -> None:
    gone, there = stock_of(PROBLEM, PLAN)

    assert gone.tolist() == pytest.approx([30, 15, 12, 14])
    assert there.tolist() == pytest.approx([30, 15, 12, 10 + PLAN.carried[1]])


def test_a_problem_without_ways_refuses_every_shipment() -> None:
    problem = read_problem(little(demands=[{"site": 0, "tier": 0, "day": 0, "min": 0, "need": 5, "arcs": []}]))
    plan = replace(allocate(problem), shipments=Shipments(np.array([0]), np.array([0]), np.array([5.0])))

    assert refused(plan, problem) == ["arc 0", "brought 0"]


def test_rows_are_judged_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benches, "SLICE", 2)

    assert refused(PLAN) == []
    assert "arc 3" in refused(with_row(3, amount=0))


@pytest.mark.parametrize(("litres", "expected"), [(30, []), (29.9, ["load 0"]), (0, ["load 0"])])
def test_a_lorry_carries_what_it_holds(litres: float, expected: list[str]) -> None:
    value = little(lorries=[{"store": "县库", "day": 0, "litres": litres}], litres={"0": 2})

    assert refused(PLAN, read_problem(value)) == expected

"""A thousand random small problems: the compiled solver and a plain exact one agree, the checker with both."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.planning.supplies.brute import fair
from tests.planning.supplies.linear import cheapest, cost_of
from tests.planning.supplies.little import LITTLE, instances
from yixian.planning.supplies.check import check
from yixian.planning.supplies.read import read_problem
from yixian.planning.supplies.solve import allocate, allocate_whole

PATIENT = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def agree(value: dict[str, Any]) -> None:
    """Assert that the split is the fair one, whole or not, and that the checker believes it."""
    problem = read_problem(value)
    exact = fair(value)

    plan, whole = allocate(problem), allocate_whole(problem)

    assert plan.amount.tolist() == pytest.approx([float(amount) for amount in exact], rel=1e-12, abs=1e-12)
    assert plan.total == sum(exact)
    assert check(problem, plan).faults == ()
    assert check(problem, whole).faults == ()
    for amount, wanted in zip(whole.amount.tolist(), exact, strict=True):
        assert math.floor(wanted) <= amount <= math.ceil(wanted)
    assert whole.amount.sum() == sum(exact)


def test_it_works() -> None:
    agree(LITTLE)


@settings(PATIENT, max_examples=100)
@given(instances())
def test_two_methods_agree(value: dict[str, Any]) -> None:
    agree(value)


@settings(PATIENT, max_examples=100)
@given(instances(rich=True))
def test_they_agree_with_requests_deficits_and_orders_of_stages(value: dict[str, Any]) -> None:
    agree(value)


@settings(PATIENT, max_examples=60)
@given(instances(most=1_000_000_000_000, rich=True))
def test_they_agree_on_huge_quantities(value: dict[str, Any]) -> None:
    agree(value)


@pytest.mark.slow
@settings(PATIENT, max_examples=1000)
@given(st.one_of(instances(), instances(rich=True), instances(most=1_000_000_000_000, rich=True)))
def test_they_agree_a_thousand_times(value: dict[str, Any]) -> None:
    agree(value)


@settings(PATIENT, max_examples=60)
@given(instances(rich=True))
def test_whole_pieces_are_shipped_as_cheaply_as_a_linear_program_says(value: dict[str, Any]) -> None:
    problem = read_problem(value)
    plan = allocate_whole(problem)

    assert plan.shipments.amount.dtype == np.int64
    assert cost_of(value, plan.shipments) == pytest.approx(cheapest(value, plan.amount), abs=1e-6)

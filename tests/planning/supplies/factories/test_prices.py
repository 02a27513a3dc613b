"""A shadow price with the range in which it is true, and never without."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest

from tests.planning.supplies.factories.plain import EXAMPLE, instance
from yixian.planning.supplies.factories.output import best_output
from yixian.planning.supplies.factories.prices import price_ranges
from yixian.planning.supplies.factories.read import read_production
from yixian.planning.supplies.factories.solve import unblock

NAMES = ("line_hours_per_day", "worker_hours_per_day", "cash")


def value_with(value: dict[str, Any], factory: int, resource: int, limit: float) -> float:
    """Return what a factory makes without any action, if one of its limits over the horizon is another one."""
    changed = copy.deepcopy(value)
    row = changed["factories"][factory]
    if resource < 3:
        row[NAMES[resource]] = limit / (1 if resource == 2 else value["days"])
    else:
        row["raw_kg"][resource - 3] = limit
    problem = read_production({**changed, "budget": 0})
    nothing = np.zeros(len(problem.actions.factory), dtype=np.bool_)
    return float(best_output(problem, nothing).value[factory])


def test_it_works() -> None:
    problem = read_production({**EXAMPLE, "budget": 0})

    (priced,) = price_ranges(problem, unblock(problem), 0)

    assert priced.resource == 3
    assert (priced.price, priced.limit) == (pytest.approx(2000), 8)
    assert priced.low == pytest.approx(0)
    assert priced.high > 8


@pytest.mark.parametrize("seed", range(8))
def test_within_its_range_a_price_is_exact_and_beyond_it_is_not(seed: int) -> None:
    value = {**instance(seed, n_factories=3), "budget": 0}
    problem = read_production(value)
    plan = unblock(problem)

    for f in range(3):
        base = float(best_output(problem, plan.is_taken).value[f])
        for priced in price_ranges(problem, plan, f):
            assert priced.low <= priced.limit <= priced.high
            for limit in (priced.low, min(priced.high, priced.limit * 2 + 1)):
                gain = value_with(value, f, priced.resource, limit) - base
                assert gain == pytest.approx(priced.price * (limit - priced.limit), rel=1e-5, abs=1e-2)
            if np.isfinite(priced.high) and priced.high > 0:
                beyond = priced.high * 1.5 + 1
                gain = value_with(value, f, priced.resource, beyond) - base
                assert gain < priced.price * (beyond - priced.limit) - 1e-6


def test_what_is_plentiful_has_no_price() -> None:
    value = copy.deepcopy(EXAMPLE)
    value["factories"][0]["cash"] = 10**9
    problem = read_production({**value, "budget": 0})

    assert 2 not in [priced.resource for priced in price_ranges(problem, unblock(problem), 0)]


def test_who_can_make_nothing_has_no_prices() -> None:
    value = copy.deepcopy(EXAMPLE)
    value["factories"][0]["can"] = [False, False]
    problem = read_production(value)

    assert price_ranges(problem, unblock(problem), 0) == []


def test_where_a_line_is_all_that_lacks_its_price_goes_on_to_the_next_limit() -> None:
    problem = read_production(EXAMPLE)

    (priced,) = price_ranges(problem, unblock(problem), 1)

    # Twelve hours a day for ten days; cash allows no more than 160 hours.
    assert (priced.resource, priced.price) == (0, pytest.approx(500))
    assert (priced.limit, priced.low, priced.high) == (120, pytest.approx(0), pytest.approx(120, abs=41))

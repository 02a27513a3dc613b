"""The checker of production believes what is right and nothing else."""

from __future__ import annotations

import copy
import json
import random
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.planning.supplies.factories.plain import EXAMPLE, instance
from yixian.planning.plan import Reason
from yixian.planning.supplies.factories.check import check
from yixian.planning.supplies.factories.claim import ClaimReader
from yixian.planning.supplies.factories.formats import plan_document
from yixian.planning.supplies.factories.problem import ProductionPlan
from yixian.planning.supplies.factories.read import read_production
from yixian.planning.supplies.factories.solve import unblock

PROBLEM = read_production(EXAMPLE)
PLAN = unblock(PROBLEM)
BIG = read_production(instance(3, n_factories=8))
DOCUMENT: dict[str, Any] = json.loads(json.dumps(plan_document(BIG, unblock(BIG))))


def broken(**changes: Any) -> set[str]:
    """Return the rules that the example's plan breaks with some of its parts changed."""
    return {rule.code for rule in check(PROBLEM, replace(PLAN, **changes)).rules if rule.held < rule.tested}


def refused(document: dict[str, Any]) -> tuple[str, ...]:
    """Return what the checker says against a plan file."""
    reader = ClaimReader(BIG)
    return check(BIG, reader.read(document), tuple(reader.refusals)).faults


def test_it_works() -> None:
    certificate = check(PROBLEM, PLAN)

    assert certificate.is_sound
    assert (certificate.cost, certificate.bound) == (0, 0)
    assert {rule.code for rule in certificate.rules} == {
        "budget", "able", "pieces", "limit", "value", "prices", "bound", "without", "below_bound",
    }  # fmt: skip


def test_more_effort_than_the_budget_is_refused() -> None:
    assert "budget" in broken(is_taken=np.ones(10, dtype=np.bool_))


def test_a_product_that_a_factory_cannot_make_is_refused() -> None:
    output = PLAN.output.copy()
    output[1, 0] = 1

    assert "able" in broken(output=output)


def test_less_than_nothing_is_refused() -> None:
    assert "pieces" in broken(output=PLAN.output - 1e6)


def test_more_than_the_limits_allow_is_refused() -> None:
    assert "limit" in broken(output=PLAN.output * 1.001)


@pytest.mark.parametrize("change", [-1.0, 1.0])
def test_another_value_is_refused(change: float) -> None:
    assert "value" in broken(value=PLAN.value + change)


def test_a_bound_that_prices_do_not_prove_is_refused() -> None:
    assert "bound" in broken(bound=PLAN.bound * 1.01)
    assert {"bound", "below_bound"} <= broken(bound=PLAN.bound * 0.99)


def test_another_value_without_actions_is_refused() -> None:
    assert "without" in broken(without=PLAN.without + 1)


def test_prices_that_do_not_cover_a_product_are_refused() -> None:
    assert "prices" in broken(prices=tuple(prices * 0.5 for prices in PLAN.prices))


def test_prices_below_nothing_are_refused() -> None:
    assert "prices" in broken(prices=(PLAN.prices[0] * -1, PLAN.prices[1]))


def test_no_prices_are_refused() -> None:
    n_resources = PROBLEM.use.shape[1]

    assert "prices" in broken(prices=(np.zeros((0, n_resources)), PLAN.prices[1]))


def test_a_plan_that_stopped_early_is_sound_with_its_gap() -> None:
    nothing = np.zeros(10, dtype=np.bool_)
    idle = read_production({**EXAMPLE, "budget": 0})
    plan = replace(PLAN, value=PLAN.without, is_taken=nothing, output=unblock(idle).output)

    certificate = check(PROBLEM, plan)

    assert certificate.is_sound
    assert certificate.cost == 80_000


def test_what_cannot_be_read_is_not_judged_further() -> None:
    certificate = check(PROBLEM, PLAN, (Reason("no_certificate", {"line": "certificate"}),))

    assert (certificate.rules, certificate.bound, len(certificate.faults)) == ((), None, 1)


def falsify(document: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """Return a plan file with one figure changed."""
    changed = copy.deepcopy(document)
    way = rng.randrange(6)
    if way < 3:
        changed[("value", "bound", "without")[way]] *= 1 + rng.choice((-1, 1)) * rng.uniform(1e-4, 0.1)
    elif way == 3:
        rows = [row for row in changed["output"] if max(row) > 0]
        row = rng.choice(rows)
        row[row.index(max(row))] *= 1 + rng.choice((-1, 1)) * rng.uniform(1e-4, 0.1)
    elif way == 4:
        changed["actions"].pop(rng.randrange(len(changed["actions"])))
    else:
        prices = rng.choice([own for own in changed["certificate"]["prices"] if any(map(any, own))])
        for row in prices:
            row[:] = [price * rng.choice((0.5, 2.0)) for price in row]
    return changed


def test_a_hundred_of_a_hundred_falsified_plans_are_refused() -> None:
    assert refused(DOCUMENT) == ()
    assert [seed for seed in range(100) if not refused(falsify(DOCUMENT, random.Random(seed)))] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_faults_are_told_in_both_languages(lang: Any) -> None:
    plan: ProductionPlan = replace(PLAN, value=1.0)

    fault = check(PROBLEM, plan, lang=lang).faults[0]

    assert ("写的是" in fault) == (lang == "zh")

"""All example counties, from tiny to a whole county, planned in moments and checked."""

from __future__ import annotations

import json
import time

import pytest

from tests.planning.duty.little import ALL_FILES, SHA, example
from yixian.planning.duty.check import check
from yixian.planning.duty.formats import plan_document
from yixian.planning.duty.solve import solve
from yixian.planning.stop import Stop

LEAST = {"tiny_1": 1881, "tiny_2": 6540, "town_10": 20_193, "township_30": 62_774, "county_300": 599_646}


@pytest.mark.parametrize("name", ALL_FILES)
def test_it_works(name: str) -> None:
    problem = example(name)

    plan = solve(problem, Stop(time_limit_s=1.0))
    value = json.loads(json.dumps(plan_document(problem, plan, SHA)))
    certificate = check(problem, value, SHA)

    assert certificate.faults == ()
    assert certificate.cost >= LEAST.get(name, 0) * 0.999
    assert certificate.bound is not None
    assert certificate.bound <= certificate.cost


def test_a_county_is_checked_while_one_waits() -> None:
    problem = example("county_300")
    plan = solve(problem, Stop(time_limit_s=1.0))
    value = plan_document(problem, plan, SHA)
    check(problem, value, SHA)

    began_s = time.process_time()
    certificate = check(problem, value, SHA)

    assert time.process_time() - began_s < 5.0
    assert certificate.bound == plan.bound


def test_the_bound_of_a_short_county_counts_what_must_stay_open() -> None:
    problem = example("county_300_1200")

    plan = solve(problem, Stop(time_limit_s=1.0))

    missing = int(problem.need.sum()) - int((plan.roster.shift >= 0).sum())
    assert missing >= 11_018
    assert plan.bound >= 10_000_000

"""Random small problems against trying everything: the plan is best, the bound true, the law kept."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.planning.duty.brute import least_cost
from tests.planning.duty.little import SHA, little
from yixian.planning.duty.check import check
from yixian.planning.duty.formats import plan_document
from yixian.planning.duty.read import read_problem
from yixian.planning.duty.solve import solve
from yixian.planning.stop import Stop

POSTS, SHIFTS, DAYS = ("东门", "路口"), ("D", "N"), 3
CLOCKS = [
    {"id": "D", "start": "08:00", "end": "16:00"},
    {"id": "N", "start": "20:00", "end": "06:00"},
]


@st.composite
def people(draw: st.DrawFn, index: int) -> dict[str, Any]:
    """Return somebody with limits of his own."""
    reach = draw(st.lists(st.sampled_from(POSTS), min_size=1, max_size=2, unique=True))
    person: dict[str, Any] = {
        "id": f"人{index}",
        "leader": draw(st.booleans()),
        "home_post": draw(st.sampled_from((*POSTS, None))),
        "posts": [[post, draw(st.integers(0, 40))] for post in reach],
        "unavailable": draw(
            st.lists(st.tuples(st.integers(0, DAYS - 1), st.sampled_from((*SHIFTS, "*"))).map(list), max_size=2)
        ),
        "wishes_off": draw(
            st.lists(st.tuples(st.integers(0, DAYS - 1), st.just("*"), st.integers(0, 20)).map(list), max_size=2)
        ),
        "nights_before": draw(st.integers(0, 3)),
        "weekends_before": draw(st.integers(0, 3)),
        "no_nights": draw(st.booleans()),
        "days_in_row_before": draw(st.integers(0, 2)),
        "nights_in_row_before": draw(st.integers(0, 1)),
    }
    limits = {
        "max_hours_week": st.sampled_from((8, 18, 26, 48)),
        "max_shifts_week": st.integers(0, 3),
        "max_days_in_row": st.integers(1, 3),
        "max_nights_in_row": st.integers(0, 2),
        "max_nights": st.integers(0, 2),
        "min_rest_hours": st.sampled_from((0, 2, 4, 11, 13, 38)),
    }
    for key in draw(st.sets(st.sampled_from(sorted(limits)), max_size=2)):
        person[key] = draw(limits[key])
    return person


@st.composite
def problems(draw: st.DrawFn) -> dict[str, Any]:
    """Return a problem of two or three people, two posts and three days around a Sunday night."""
    slots = st.tuples(st.sampled_from(POSTS), st.integers(0, DAYS - 1), st.sampled_from(SHIFTS))
    needs = [
        [*slot, draw(st.integers(0, 2)), draw(st.integers(0, 1))]
        for slot in draw(st.lists(slots, max_size=4, unique=True))
    ]
    published = draw(st.sampled_from((None, [["人0", 1, "D", "东门"]])))
    return little(
        start="2020-02-15",
        days=DAYS,
        shifts=CLOCKS,
        default_need={"people": draw(st.integers(0, 1)), "leaders": draw(st.integers(0, 1))},
        needs=needs,
        people=[draw(people(index)) for index in range(draw(st.integers(2, 2)))],
        published=published,
    )


def settled(n: int) -> settings:
    """Return settings for so many problems, the same each time."""
    return settings(max_examples=n, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def require_best(value: dict[str, Any]) -> None:
    """Let a plan pass that costs what trying everything finds."""
    problem = read_problem(value)
    plan = solve(problem, Stop(work_limit=6000))
    certificate = check(problem, json.loads(json.dumps(plan_document(problem, plan, SHA))), SHA)
    assert certificate.faults == ()
    best = least_cost(problem)
    assert plan.cost == best
    assert certificate.cost == best
    assert certificate.bound is not None
    assert certificate.bound <= best


def require_lawful(value: dict[str, Any], seed: int) -> None:
    """Let a plan pass in which nobody who is protected stands against the law."""
    problem = read_problem({**value, "days": 14})
    plan = solve(problem, Stop(work_limit=600), seed=seed)
    assert check(problem, plan_document(problem, plan, SHA), SHA).faults == ()
    on_duty = plan.roster.shift[:, :, None] == np.arange(len(problem.shift_ids))
    assert not (on_duty & problem.away).any()
    assert not on_duty[problem.limits.no_nights][:, :, problem.is_night].any()


@settled(40)
@given(problems())
def test_the_plan_is_the_best_there_is(value: dict[str, Any]) -> None:
    require_best(value)


@settled(15)
@given(problems(), st.integers(0, 10**6))
def test_protected_people_are_never_planned_against_the_law(value: dict[str, Any], seed: int) -> None:
    require_lawful(value, seed)


@pytest.mark.slow
@settled(1000)
@given(problems())
def test_a_thousand_plans_are_the_best_there_are(value: dict[str, Any]) -> None:
    require_best(value)


@pytest.mark.slow
@settled(1000)
@given(problems(), st.integers(0, 10**6))
def test_a_thousand_plans_keep_the_law(value: dict[str, Any], seed: int) -> None:
    require_lawful(value, seed)

"""The benchmark solved: the best cost there is in small cases, near the best known in real ones, always the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.duty.benchmark.ward import SHA, document, instance, least_cost, planned, ward
from yixian.faults import NothingLawful
from yixian.planning.duty.benchmark.check import check
from yixian.planning.duty.benchmark.formats import plan_document
from yixian.planning.duty.benchmark.problem import cost_of
from yixian.planning.duty.benchmark.read import read_ward
from yixian.planning.duty.benchmark.solve import solve
from yixian.planning.stop import Progress, Stop

TERMS = st.tuples(
    st.sampled_from((960, 1440, 2400)),
    st.sampled_from((0, 480, 960)),
    st.integers(1, 4),
    st.integers(1, 2),
    st.integers(1, 3),
    st.integers(0, 1),
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Return a random ward of two people over a week with two shifts."""
    lines = ["SECTION_HORIZON", "7", "SECTION_SHIFTS", "D,480,", "N,480," + draw(st.sampled_from(("", "D", "D|N")))]
    lines.append("SECTION_STAFF")
    for name in "AB":
        most = draw(st.tuples(st.integers(0, 7), st.integers(0, 7)))
        lines.append(f"{name},D={most[0]}|N={most[1]}," + ",".join(map(str, draw(TERMS))))
    lines.append("SECTION_DAYS_OFF")
    lines.append(f"A,{draw(st.integers(0, 6))}")
    lines.append("SECTION_SHIFT_ON_REQUESTS")
    lines.append(f"B,{draw(st.integers(0, 6))},D,{draw(st.integers(1, 5))}")
    lines.append("SECTION_COVER")
    for day in range(7):
        lines.append(f"{day},D,{draw(st.integers(0, 2))},{draw(st.sampled_from((10, 100)))},1")
        lines.append(f"{day},N,{draw(st.integers(0, 1))},100,{draw(st.sampled_from((1, 30)))}")
    return "\n".join(lines)


def test_it_works() -> None:
    plan = planned()

    assert plan.cost == least_cost(ward()) == cost_of(ward(), plan.shift)
    assert plan.bound <= plan.cost
    assert check(ward(), document(), SHA).is_sound


@settings(max_examples=12, deadline=None)
@given(texts())
def test_random_wards_against_trying_everything(text: str) -> None:
    question = read_ward(text.encode())
    try:
        plan = solve(question, Stop(work_limit=60_000))
    except NothingLawful:
        with pytest.raises(ValueError, match="empty"):
            least_cost(question)
        return

    best = least_cost(question)
    assert plan.bound <= best <= plan.cost <= best * 1.02 + 1
    assert check(question, plan_document(question, plan, SHA), SHA).faults == ()


@pytest.mark.parametrize(("number", "best"), [(1, 607), (2, 828), (3, 1001), (4, 1716)])
def test_small_instances_end_near_the_best_known(number: int, best: int) -> None:
    plan = solve(instance(number), Stop(work_limit=2_000_000))

    assert best <= plan.cost <= best * 1.02
    assert plan.bound <= best


@pytest.mark.slow
@pytest.mark.parametrize(("number", "most"), [(5, 1143 * 1.02), (7, 1056 * 1.02), (10, 4999), (12, 5611)])
def test_large_instances_in_a_minute(number: int, most: float) -> None:
    assert solve(instance(number), Stop(time_limit_s=60.0)).cost <= most


def test_the_same_seed_and_work_give_the_same_plan() -> None:
    one, two = (solve(instance(3), Stop(work_limit=200_000), seed=7) for _ in range(2))

    assert (one.shift == two.shift).all()
    assert (one.pi == two.pi).all()


def test_somebody_without_a_lawful_row_is_named() -> None:
    question = ward(("2400,960,3,2,2,1", "2400,2400,1,2,6,1"))

    with pytest.raises(NothingLawful, match="何娟: no row keeps all rules"):
        solve(question, Stop(work_limit=1000))


def test_it_stops_when_asked_and_reports() -> None:
    told: list[Progress] = []

    plan = solve(instance(10), Stop(time_limit_s=60.0, is_wanted=lambda: len(told) > 3), report=told.append)

    assert check(instance(10), plan_document(instance(10), plan, SHA), SHA).is_sound
    assert told[-1].best is not None


def test_nobody_needed_costs_only_the_least_minutes() -> None:
    question = ward(*[(line, f"{line.split(',')[0]},D,0,100,1") for line in ("3,D,1,100,1", "5,D,1,100,1")])
    plan = solve(question, Stop(work_limit=60_000))

    assert plan.cost == least_cost(question)
    assert np.abs(plan.pi).max() <= 100

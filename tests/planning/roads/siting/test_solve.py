"""The best sites, beside all choices tried one by one."""

from __future__ import annotations

import dataclasses
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.roads.siting.made import best_of_all, choices, make, worth
from yixian.planning.roads.siting.greedy import first_choice, swapped
from yixian.planning.roads.siting.model import model_of, relax, whole
from yixian.planning.roads.siting.problem import BUSY, COVER, FEWEST, NEAREST, QUESTIONS
from yixian.planning.roads.siting.solve import solve
from yixian.planning.roads.siting.value import bound_of, value_of
from yixian.planning.stop import Progress, Stop


@pytest.mark.parametrize("question", QUESTIONS)
def test_it_works(question: str):
    problem = make(question)
    plan = solve(problem, Stop())
    assert plan.value == pytest.approx(best_of_all(problem))
    assert plan.bound == pytest.approx(plan.value, rel=1e-5)
    assert (plan.units >= problem.least).all()
    assert (plan.units <= problem.most).all()


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(QUESTIONS), st.integers(2, 7), st.integers(1, 14), st.integers(0, 10**6))
def test_no_choice_is_better(question: str, n: int, m: int, seed: int):
    problem = make(question, n=n, m=m, p=2, seed=seed)
    plan = solve(problem, Stop())
    assert plan.value == pytest.approx(best_of_all(problem))
    assert plan.bound == pytest.approx(plan.value, rel=1e-5)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("seed", range(4))
def test_any_prices_bound_every_choice(question: str, seed: int):
    problem = make(question, n=5, m=9, seed=seed)
    prices = np.random.default_rng(seed).uniform(0, 400 if question != NEAREST else 200_000, 9)
    bound = bound_of(problem, prices, (problem.least, problem.most))
    values = [worth(problem, units) for units in choices(problem)]
    assert all(value <= bound + 1e-6 if problem.is_most else value >= bound - 1e-6 for value in values)


@pytest.mark.parametrize("question", QUESTIONS)
def test_highs_finds_the_same(question: str):
    problem = make(question, n=8, m=25, seed=5)
    units = whole(model_of(problem), problem, 20.0)
    assert units is not None
    assert value_of(problem, units) == pytest.approx(solve(problem, Stop()).value)


def test_the_relaxed_prices_prove_what_the_relaxation_says():
    problem = make(COVER, n=8, m=25, seed=2)
    relaxed = relax(model_of(problem), problem, (problem.least, problem.most))
    assert relaxed is not None
    assert bound_of(problem, relaxed[1], (problem.least, problem.most)) >= solve(problem, Stop()).value


def test_a_box_without_room_holds_no_choice():
    problem = make(COVER)
    nothing = np.zeros(7, dtype=np.int64)
    assert bound_of(problem, np.zeros(18), (nothing, nothing)) == -np.inf
    assert relax(model_of(problem), problem, (nothing, nothing)) is None


def test_a_unit_that_stays_is_kept():
    problem = dataclasses.replace(make(NEAREST, seed=2), least=np.array([0, 0, 0, 0, 0, 1, 0]))
    assert solve(problem, Stop()).units[5] == 1


def test_stopped_early_the_bound_is_honest():
    problem = make(FEWEST, n=16, m=60, seed=3)
    problem = dataclasses.replace(problem, limit_s=420.0)
    plan = solve(problem, Stop(is_wanted=lambda: True))
    assert plan.bound <= solve(problem, Stop()).value <= plan.value


def test_a_wish_to_end_does_not_wait_for_highs():
    problem = dataclasses.replace(make(FEWEST, n=150, m=2000, seed=3), limit_s=600.0)
    began = time.monotonic()
    plan = solve(problem, Stop(is_wanted=lambda: time.monotonic() - began > 1.5))
    assert time.monotonic() - began < 20
    assert plan.bound <= plan.value


def test_it_reports_best_and_bound():
    seen: list[Progress] = []
    problem = dataclasses.replace(make(NEAREST, n=12, m=40, p=3, seed=8))
    plan = solve(problem, Stop(), report=seen.append)
    assert all(one.bound is not None and one.best is not None and one.bound <= one.best for one in seen)
    assert plan.bound == plan.value


def test_the_same_question_has_the_same_plan():
    problem = make(BUSY, n=9, m=30, seed=4)
    one, other = solve(problem, Stop(work_limit=50)), solve(problem, Stop(work_limit=50))
    assert np.array_equal(one.units, other.units)
    assert one.bound == other.bound


@pytest.mark.parametrize("question", [COVER, NEAREST, BUSY])
def test_exchanges_never_make_it_worse(question: str):
    problem = make(question, n=12, m=60, p=4, seed=7)
    first = first_choice(problem)
    moved = swapped(problem, first)
    gain = value_of(problem, moved) - value_of(problem, first)
    assert gain >= 0 if problem.is_most else gain <= 0
    assert moved.sum() == problem.p


def test_demand_that_asks_the_same_is_counted_together():
    problem = make(COVER, n=6, m=12)
    doubled = dataclasses.replace(
        problem,
        seconds=np.repeat(problem.seconds, 3, axis=1),
        residents=np.repeat(problem.residents, 3),
        demand=tuple(f"D{k}" for k in range(36)),
    )
    assert len(model_of(doubled).weight) == len(model_of(problem).weight)
    assert solve(doubled, Stop()).value == 3 * solve(problem, Stop()).value


def test_whom_nobody_can_reach_counts_as_long_on_the_way():
    problem = make(NEAREST, n=3, m=4, p=1, seed=2)
    lonely = problem.seconds.copy()
    lonely[:, 0] = np.inf
    problem = dataclasses.replace(problem, seconds=lonely, residents=np.array([10, 1, 1, 1]))
    plan = solve(problem, Stop())
    assert plan.value == best_of_all(problem)
    assert plan.value > 10 * problem.unreached_s - 1

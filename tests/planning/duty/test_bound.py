"""Bound and proof: two separate ways from prices to the same number, and never above a real roster."""

from __future__ import annotations

import numpy as np
import pytest

from tests.planning.duty.little import CLASHES, example, little, planned, with_person
from yixian.planning.duty.bound import Climb, climb
from yixian.planning.duty.graph import build_graph, calendar_of
from yixian.planning.duty.patterns import build_classes, cheapest_patterns, empty_supply
from yixian.planning.duty.problem import Prices, Problem
from yixian.planning.duty.proof import bound_of
from yixian.planning.duty.read import read_problem
from yixian.planning.duty.world import build_world
from yixian.planning.stop import Stop


def by_patterns(problem: Problem, pi: np.ndarray, mu: np.ndarray) -> float:
    """Return the bound of prices in thousandths by the solver's own program."""
    world = build_world(problem)
    milli = cheapest_patterns(world, build_classes(world), (pi, mu), empty_supply(world))
    return (milli + int((pi * problem.need).sum()) + int((mu * problem.lead).sum())) / 1000


def test_it_works() -> None:
    heard: list[int] = []
    proven = climb(Climb(build_world(example("tiny_1"))), Stop(work_limit=1500), heard.append)

    assert proven.bound == 1881
    assert heard == sorted(heard)
    assert len(heard) == 1500


@pytest.mark.parametrize("name", ["tiny_1", "tiny_2", "town_10", *CLASHES])
@pytest.mark.parametrize("seed", [0, 1])
def test_two_programs_agree_at_any_prices(name: str, seed: int) -> None:
    problem, chance = example(name), np.random.default_rng(seed)
    pi = chance.integers(-30_000, 200_000, problem.need.shape)
    mu = chance.integers(0, 90_000, problem.need.shape)

    own = by_patterns(problem, pi, mu)

    assert bound_of(problem, Prices(pi / 1000, mu / 1000)) == pytest.approx(own, abs=1e-6)
    assert own <= planned(name).cost


@pytest.mark.parametrize(
    "change",
    [
        {"frozen_days": 2, "pinned": [["高涛", 0, "E", "东门"], ["何娟", 5, "N", "路口"]]},
        {"published": [["高涛", 0, "E", "东门"], ["王秀", 3, "D", "路口"]]},
        {"start": "2020-02-13"},
        {"days": 17},
        {"rules": {**little()["rules"], "max_shifts_week": 2}},
        {"rules": {**little()["rules"], "min_rest_hours": 40}},
    ],
)
def test_they_agree_with_pins_history_and_odd_calendars(change: dict[str, object]) -> None:
    problem = read_problem(little(**change))
    pi = np.random.default_rng(5).integers(-20_000, 400_000, problem.need.shape)
    mu = np.zeros_like(pi)

    own = by_patterns(problem, pi, mu)

    assert bound_of(problem, Prices(pi / 1000, mu / 1000)) == pytest.approx(own, abs=1e-6)


def test_a_county_climbs_fast() -> None:
    problem = example("county_300")
    proven = climb(Climb(build_world(problem)), Stop(work_limit=60), lambda bound: None)

    assert proven.bound >= 500_000
    assert bound_of(problem, proven.prices) == pytest.approx(proven.milli / 1000, abs=1e-6)


def test_prices_stay_where_they_prove_something() -> None:
    problem = example("clash_hours")
    prices = planned("clash_hours").prices

    assert prices.pi.max() <= problem.weights.uncovered
    assert prices.mu.min() >= 0
    assert prices.mu.max() <= problem.weights.no_leader


def test_a_graph_holds_only_lawful_patterns() -> None:
    world = build_world(read_problem(with_person(0, max_days_in_row=1, max_nights=1)))
    graph = build_graph(calendar_of(world), tuple(world.limits[0].tolist()))

    def patterns(state: int) -> list[tuple[int, ...]]:
        if state == len(graph.follow) - 1:
            return [()]
        return [
            (choice - 1, *rest)
            for choice, to in enumerate(graph.follow[state].tolist())
            if to >= 0
            for rest in patterns(to)
        ]

    found = patterns(0)
    assert len(found) == len(set(found))
    assert all(row.count(2) <= 1 for row in found)
    assert all(row[i] < 0 or row[i + 1] < 0 for row in found for i in range(6))
    # 34 ways to choose days no two of which touch; each duty D or E, or one of them N.
    by_count = {0: 1, 1: 7, 2: 15, 3: 10, 4: 1}
    assert len(found) == sum(n * (2**k + k * 2 ** max(k - 1, 0)) for k, n in by_count.items())


def test_limits_that_forbid_everything_leave_the_free_week() -> None:
    world = build_world(read_problem(with_person(0, max_shifts_week=0)))
    graph = build_graph(calendar_of(world), tuple(world.limits[0].tolist()))

    assert (graph.follow[:, 1:] == -1).all()

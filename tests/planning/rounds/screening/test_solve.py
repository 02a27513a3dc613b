"""Divisions of a round: even, in one piece, walked well, and proven."""

from __future__ import annotations

import json
import time

import pytest

from tests.planning.rounds.screening.brute import least_longest
from tests.planning.rounds.screening.little import ISLAND, SHA, document_of, example, little, planned, town
from yixian.faults import NothingLawful
from yixian.planning.rounds.screening.check import check
from yixian.planning.rounds.screening.loads import pieces_of
from yixian.planning.rounds.screening.read import read_problem
from yixian.planning.rounds.screening.solve import solve
from yixian.planning.stop import Progress, Stop


def test_it_works() -> None:
    problem, plan = example("little"), planned("little")

    assert plan.longest_s == least_longest(problem)
    assert sorted(b for tour in plan.tours for b in tour) == list(range(7))
    assert all(len(pieces_of(problem, tour)) == 1 for tour in plan.tours)
    assert check(problem, document_of(problem, plan), SHA).is_sound


@pytest.mark.parametrize(
    ("n_buildings", "n_workers", "seed", "minutes_per_door"),
    [(60, 8, 1, 3.0), (60, 8, 2, 1.0), (120, 10, 3, 2.0), (200, 20, 4, 3.0), (60, 5, 5, 0.3)],
)
def test_a_town_is_within_a_tenth_of_the_bound(
    n_buildings: int, n_workers: int, seed: int, minutes_per_door: float
) -> None:
    problem = read_problem(town(n_buildings, n_workers, seed, minutes_per_door))

    plan = solve(problem, Stop(work_limit=1_000 * n_buildings))

    assert check(problem, document_of(problem, plan), SHA).is_sound
    assert plan.longest_s <= 1.1 * plan.bound_s


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_many_towns_are_within_a_tenth_of_the_bound(seed: int) -> None:
    n_buildings = 40 + 20 * (seed % 8)
    problem = read_problem(town(n_buildings, n_buildings // (6 + seed % 5), seed, 1.0 + seed % 3))

    plan = solve(problem, Stop(work_limit=6_000 * n_buildings))

    assert check(problem, document_of(problem, plan), SHA).is_sound
    assert plan.longest_s <= 1.1 * plan.bound_s


def test_a_large_town_is_divided_in_seconds() -> None:
    problem = read_problem(town(1000, 60, 4))
    began_s = time.thread_time()
    plan = solve(problem, Stop(work_limit=200_000))

    assert time.thread_time() - began_s < 20.0
    assert plan.longest_s <= 1.1 * plan.bound_s


def test_no_area_crosses_a_river() -> None:
    problem = read_problem(little(adjacent=ISLAND))
    plan = solve(problem, Stop(work_limit=20_000))

    assert sorted(sorted(tour) for tour in plan.tours) == [[0, 1, 2, 3], [4, 5, 6]]
    assert plan.is_proven
    assert check(problem, document_of(problem, plan), SHA).is_sound


def test_fewer_workers_than_parts_is_unlawful_and_says_what_helps() -> None:
    problem = read_problem(little(adjacent=ISLAND, workers=[{"id": "李兰"}]))

    with pytest.raises(NothingLawful) as caught:
        solve(problem, Stop(work_limit=1000), lang="zh")
    assert "再加 1 人" in str(caught.value)
    assert "1栋, 5栋" in str(caught.value)


def test_more_workers_than_buildings_leaves_some_free() -> None:
    problem = read_problem(little(workers=[{"id": f"W{k}"} for k in range(9)]))
    plan = solve(problem, Stop(work_limit=1000))

    assert sorted(len(tour) for tour in plan.tours) == [0, 0] + [1] * 7
    assert plan.is_proven
    assert plan.longest_s == int(problem.visit_s.max())


def test_one_worker_walks_everything() -> None:
    problem = read_problem(little(workers=[{"id": "李兰"}]))
    plan = solve(problem, Stop(work_limit=20_000))

    assert plan.longest_s == least_longest(problem)


def test_one_building_is_one_walk() -> None:
    problem = read_problem(little(buildings=little()["buildings"][:1]))
    plan = solve(problem, Stop(work_limit=1000))

    assert plan.tours == ((0,), ())
    assert plan.is_proven


def test_buildings_on_one_spot_and_without_doors_are_no_trouble() -> None:
    rows = [{"id": f"B{k}", "x": 5, "y": 5, "households": 0} for k in range(6)]
    problem = read_problem(little(buildings=rows))
    plan = solve(problem, Stop(work_limit=5_000))

    assert (plan.longest_s, plan.bound_s) == (0, 0)
    assert check(problem, document_of(problem, plan), SHA).is_sound


def test_the_same_seed_and_work_limit_give_the_same_plan() -> None:
    problem = example("round_60")
    one, two = (solve(problem, Stop(work_limit=50_000), seed=5) for _ in range(2))

    assert document_of(problem, one) == document_of(problem, two)


def test_it_ends_when_somebody_wishes() -> None:
    problem = example("round_60")
    plan = solve(problem, Stop(60.0, is_wanted=lambda: True))

    assert check(problem, document_of(problem, plan), SHA).is_sound


def test_progress_only_gets_better() -> None:
    told: list[Progress] = []
    solve(example("round_60"), Stop(work_limit=60_000), report=told.append)

    best = [one.best for one in told]
    assert best == sorted(best, reverse=True)
    assert json.dumps([one.bound for one in told])

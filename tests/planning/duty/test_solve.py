"""A roster as a whole: optimal where that is known, lawful always, the same for the same seed and work."""

from __future__ import annotations

import time

import numpy as np
import pytest

from tests.planning.duty.little import SHA, data, document, example, little, planned
from yixian.faults import NothingLawful
from yixian.planning.duty.check import check
from yixian.planning.duty.formats import plan_document
from yixian.planning.duty.problem import OFF
from yixian.planning.duty.read import read_problem
from yixian.planning.duty.solve import solve
from yixian.planning.stop import Progress, Stop


def test_it_works() -> None:
    plan = planned("tiny_1")

    assert plan.cost == plan.bound == 1881
    assert plan.is_proven


@pytest.mark.parametrize(
    ("name", "people", "leaders"),
    [("clash_nights", 2, 4), ("clash_leader", 0, 15), ("clash_sunday", 2, 3), ("clash_hours", 6, 3)],
)
def test_a_clash_leaves_no_more_open_than_it_must(name: str, people: int, leaders: int) -> None:
    holes = document(name)["holes"]

    assert sum(hole[3] for hole in holes) == people
    assert sum(hole[4] for hole in holes) == leaders


@pytest.mark.parametrize(("name", "most", "n_moves"), [("tiny_2", 6700, 3_000_000), ("town_10", 21_000, 6_000_000)])
def test_it_comes_near_the_bound(name: str, most: int, n_moves: int) -> None:
    plan = planned(name, n_moves)

    assert plan.bound <= plan.cost <= most
    assert check(example(name), plan_document(example(name), plan, SHA), SHA).is_sound


def test_the_same_seed_and_work_give_the_same_plan() -> None:
    problem = example("town_10")
    one, two = (solve(problem, Stop(work_limit=200_000), seed=7) for _ in range(2))

    assert plan_document(problem, one, SHA) == plan_document(problem, two, SHA)


def test_another_seed_gives_another_plan() -> None:
    problem = example("town_10")
    one, two = (solve(problem, Stop(work_limit=200_000), seed=seed) for seed in (1, 2))

    assert (one.roster.shift != two.roster.shift).any()


def test_it_starts_from_a_given_roster_and_never_gets_worse() -> None:
    problem = example("town_10")
    first = planned("town_10", 6_000_000)
    again = solve(problem, Stop(work_limit=60_000), near=first.roster)

    assert again.cost <= first.cost


def test_a_time_limit_holds_and_progress_is_told() -> None:
    told: list[tuple[float, Progress]] = []
    problem = example("township_30")
    solve(problem, Stop(work_limit=20_000))

    began_s = time.monotonic()
    plan = solve(problem, Stop(time_limit_s=2.0), report=lambda p: told.append((time.monotonic(), p)))

    assert time.monotonic() - began_s < 6.0
    assert plan.cost >= plan.bound
    waits = np.diff([at for at, _ in told])
    assert waits.max() < 0.5 or np.median(waits) < 0.4
    assert [p.share for _, p in told] == sorted(p.share for _, p in told)
    assert {p.phase for _, p in told} <= {"search", "prove"}
    assert told[-1][1].bound is not None


def test_a_wish_ends_it_soon_and_the_best_is_kept() -> None:
    problem = example("township_30")
    solve(problem, Stop(work_limit=20_000))
    began_s = time.monotonic()
    plan = solve(problem, Stop(time_limit_s=60.0, is_wanted=lambda: time.monotonic() - began_s > 1.0))

    assert time.monotonic() - began_s < 5.0
    document_ = plan_document(problem, plan, SHA)
    assert check(problem, document_, SHA).is_sound
    assert plan.cost < 400_000


def test_pins_stay_and_history_is_not_changed() -> None:
    pins = [["高涛", 0, "E", "路口"], ["何娟", 3, "N", "东门"]]
    problem = read_problem(little(pinned=pins, frozen_days=2))

    plan = solve(problem, Stop(work_limit=60_000))

    assert plan.roster.shift[0, 0] == 1
    assert plan.roster.post[0, 0] == 1
    assert plan.roster.shift[1, 3] == 2
    assert (plan.roster.shift[:, :2] != OFF).sum() == 1
    assert check(problem, plan_document(problem, plan, SHA), SHA).is_sound


def test_a_published_roster_is_where_the_search_begins() -> None:
    told = planned("town_10", 3_000_000)
    lines = plan_document(example("town_10"), told, SHA)["assignments"]
    problem = read_problem({**data("town_10"), "published": lines})

    plan = solve(problem, Stop(work_limit=20_000))

    assert plan.cost <= told.cost


def test_a_published_roster_changes_little() -> None:
    told = document("little")["assignments"]
    value = little(published=told)
    value["people"][1]["unavailable"] = [[0, "*"]]
    problem = read_problem(value)

    plan = solve(problem, Stop(work_limit=60_000))

    assert problem.published is not None
    changed = (plan.roster.shift != problem.published.shift).sum()
    assert changed <= 6
    assert check(problem, plan_document(problem, plan, SHA), SHA).is_sound


def test_pins_against_the_law_are_named_with_what_helps() -> None:
    problem = read_problem(little(pinned=[["王秀", 0, "N", "路口"]]))

    with pytest.raises(NothingLawful, match="no_nights: may do no night; drop the pin"):
        solve(problem, Stop(work_limit=1000))


def test_a_county_where_nobody_may_is_all_holes() -> None:
    value = little()
    for person in value["people"]:
        person["unavailable"] = [[day, "*"] for day in range(7)]
    problem = read_problem(value)

    plan = solve(problem, Stop(work_limit=3000))

    assert (plan.roster.shift == OFF).all()
    assert plan.cost == plan.bound == 1000 * int(problem.need.sum()) + 400


def test_a_county_without_need_is_empty_and_proven() -> None:
    problem = read_problem(little(default_need={"people": 0, "leaders": 0}, needs=[]))

    plan = solve(problem, Stop(work_limit=3000))

    assert plan.cost == plan.bound == 0


def test_somebody_who_reaches_nothing_is_left_out() -> None:
    value = little()
    value["people"][0]["posts"] = []
    problem = read_problem(value)

    plan = solve(problem, Stop(work_limit=60_000))

    assert (plan.roster.shift[0] == OFF).all()

"""Postings: the best of the little problem, what is wished of it, and how a search ends."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest

from tests.planning.rounds.posting.brute import best_worth
from tests.planning.rounds.posting.little import SHA, document_of, example, little, planned, told, with_entry
from yixian.faults import NothingLawful
from yixian.planning.rounds.posting.check import check
from yixian.planning.rounds.posting.problem import NOWHERE, PostingPlan
from yixian.planning.rounds.posting.read import read_problem
from yixian.planning.rounds.posting.solve import solve
from yixian.planning.stop import Progress, Stop


def solved(value: dict[str, Any], n_tries: int = 200_000) -> tuple[PostingPlan, dict[str, str]]:
    """Return the checked plan of a problem file, and who serves where."""
    problem = read_problem(value)
    plan = solve(problem, Stop(work_limit=n_tries))
    document = document_of(problem, plan)
    assert check(problem, document, SHA).faults == ()
    return plan, dict(document["assignments"])


def test_it_works() -> None:
    plan, places = solved(little())

    assert (0, plan.cost) == best_worth(little())
    assert places["何娟"] == "东苑"
    assert places["孙平"] == "南山"
    assert plan.bound <= plan.cost


def test_a_pinned_person_stays() -> None:
    value = little(pinned=[["王秀", "南山"]])
    plan, places = solved(value)

    assert places["王秀"] == "南山"
    assert (0, plan.cost) == best_worth(value)


def test_published_lines_change_as_little_as_it_pays() -> None:
    _, before = solved(little())
    other = [*before.items()]
    other[0], other[-1] = (other[0][0], other[-1][1]), (other[-1][0], other[0][1])

    _, kept = solved(little(**told([list(line) for line in other], changed=5000)))
    _, better = solved(little(**told([list(line) for line in other], changed=0)))

    assert kept == dict(other)
    assert better == before


def test_when_somebody_falls_ill_only_what_must_change_changes() -> None:
    _, before = solved(little())
    value = with_entry("staff", 2, available=False, absence="发热")
    value.update(told([list(line) for line in before.items()], changed=500))

    plan, after = solved(value)

    assert "王秀" not in after
    assert sum(before[name] != place for name, place in after.items()) <= 1
    assert best_worth(value) == (1, plan.cost)


def test_too_few_people_leave_the_fewest_places_empty() -> None:
    value = little()
    value["staff"] = value["staff"][:5]
    problem = read_problem(value)

    document = document_of(problem, solve(problem, Stop(work_limit=200_000)))

    assert sum(missing for _, missing in document["holes"]) == 2
    assert document["unplaced"] == []
    assert check(problem, document, SHA).faults == ()


def test_too_many_people_wait_in_reserve() -> None:
    value = with_entry("compounds", 0, need=1)
    problem = read_problem(value)

    plan = solve(problem, Stop(work_limit=200_000))

    assert (0, plan.cost) == best_worth(value)
    assert [reason for _, reason in document_of(problem, plan)["unplaced"]] == ["reserve", "reserve"]


def test_whoever_is_barred_waits_though_a_place_is_empty() -> None:
    value = little()
    for person in value["staff"]:
        person["barred"] = ["南山"]
    problem = read_problem(value)

    document = document_of(problem, solve(problem, Stop(work_limit=200_000)))

    assert document["holes"] == [["南山", 2]]
    assert [reason for _, reason in document["unplaced"]] == ["barred", "barred"]
    assert check(problem, document, SHA).faults == ()


def test_nobody_at_all_is_a_plan_of_holes() -> None:
    value = little()
    for person in value["staff"]:
        person["available"] = False
    problem = read_problem(value)

    plan = solve(problem, Stop(work_limit=1000))

    assert (plan.compound == NOWHERE).all()
    # What lacks is every place, and every skill that is wanted.
    assert plan.cost == plan.bound == 4 * 200
    assert check(problem, document_of(problem, plan), SHA).faults == ()


@pytest.mark.parametrize(
    ("changes", "pins", "words"),
    [
        ({"available": False, "absence": "隔离"}, [["高涛", "东苑"]], "隔离"),
        ({"barred": ["东苑"]}, [["高涛", "东苑"]], "不得派到"),
        ({}, [["高涛", "西苑"], ["何娟", "西苑"], ["王秀", "西苑"]], "去掉其中 1 条"),
    ],
)
def test_pins_against_the_law_are_named_with_their_mend(
    changes: dict[str, Any], pins: list[list[str]], words: str
) -> None:
    problem = read_problem({**with_entry("staff", 0, **changes), "pinned": pins})

    with pytest.raises(NothingLawful) as caught:
        solve(problem, Stop(work_limit=1000), lang="zh")
    assert words in str(caught.value)


def test_the_same_seed_and_work_limit_give_the_same_plan() -> None:
    problem = example("small_1")
    one, two = (solve(problem, Stop(work_limit=400_000), seed=5) for _ in range(2))

    assert document_of(problem, one) == document_of(problem, two)


def test_another_seed_is_as_sound() -> None:
    problem = example("small_1")
    for seed in (-3, 0, 2**70):
        plan = solve(problem, Stop(work_limit=300_000), seed=seed)

        assert check(problem, document_of(problem, plan), SHA).is_sound


def test_it_ends_when_somebody_wishes_and_still_proves() -> None:
    problem = example("small_1")

    plan = solve(problem, Stop(60.0, is_wanted=lambda: True))

    assert check(problem, document_of(problem, plan), SHA).is_sound
    assert plan.bound > 0.95 * 3350


def test_it_keeps_to_its_seconds() -> None:
    solve(example("small_1"), Stop(work_limit=1000))
    began_s = time.monotonic()
    solve(example("small_1"), Stop(1.0))

    assert time.monotonic() - began_s < 4.0


def test_progress_only_gets_better() -> None:
    told: list[Progress] = []

    solve(example("small_1"), Stop(work_limit=3_000_000), report=told.append)

    costs = [one.best for one in told]
    bounds = [one.bound for one in told]
    assert costs == sorted(costs, reverse=True)
    assert bounds == sorted(bounds)
    assert {one.phase for one in told} == {"search", "prove"}


def test_small_1_is_within_one_percent() -> None:
    plan = planned("small_1", 3_000_000)

    assert plan.cost <= 3_370
    assert (plan.cost - plan.bound) / plan.cost <= 0.01


def test_units_are_kept_together() -> None:
    problem = example("small_1")
    plan = planned("small_1", 3_000_000)
    pairs = {(int(problem.unit[p]), int(c)) for p, c in enumerate(plan.compound)}

    assert len(pairs) <= 36
    assert np.bincount(plan.compound, minlength=len(problem.need)).tolist() == problem.need.tolist()

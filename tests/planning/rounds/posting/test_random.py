"""Small random problems: as good as trying everything, sound for the checker, lawful for the protected."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests.planning.rounds.posting.brute import best_worth, minutes_between
from tests.planning.rounds.posting.highs import least_cost
from tests.planning.rounds.posting.little import SHA, document_of
from tests.planning.rounds.posting.made_up import SKILLS, county
from yixian.planning.rounds.posting.check import check
from yixian.planning.rounds.posting.read import read_problem
from yixian.planning.rounds.posting.solve import solve
from yixian.planning.stop import Stop

QUICK = range(40)
ALL = range(40, 1000)


def problem_of(seed: int) -> dict[str, Any]:
    """Return a problem of up to six people and three compounds; everything that may be said is said at times."""
    chance = random.Random(seed)
    compounds = [
        {
            "id": f"C{c}",
            "x": chance.randrange(0, 9000),
            "y": chance.randrange(0, 9000),
            "need": chance.randrange(0, 4),
            "skills": {skill: chance.randrange(0, 3) for skill in SKILLS if chance.random() < 0.4},
        }
        for c in range(chance.randrange(1, 4))
    ]
    names = [row["id"] for row in compounds]
    staff = [
        {
            "id": f"P{i}",
            "unit": f"U{chance.randrange(3)}",
            "x": chance.randrange(0, 9000),
            "y": chance.randrange(0, 9000),
            "skills": [skill for skill in SKILLS if chance.random() < 0.5],
            "near_home_only": chance.random() < 0.3,
            "available": chance.random() < 0.9,
            "barred": [name for name in names if chance.random() < 0.15],
        }
        for i in range(chance.randrange(1, 7))
    ]
    value = {
        "format": "yixian-posting/1",
        "compounds": compounds,
        "units": [{"id": f"U{u}", "x": 0, "y": 0} for u in range(3)],
        "staff": staff,
        "speed_m_per_min": 200,
        "near_home_minutes": 20,
        "weights": {
            "minute": chance.choice((0, 1, 3)),
            "split_unit": chance.choice((0, 15, 40)),
            "missing_skill": chance.choice((0, 20, 200)),
            "too_far": 10_000,
            "changed": chance.choice((0, 7, 50)),
        },
    }
    if chance.random() < 0.4:
        value["published"] = [[row["id"], chance.choice(names)] for row in staff if chance.random() < 0.7]
    lawful = [row for row in staff if row["available"] and names[0] not in row["barred"]]
    if chance.random() < 0.3 and lawful and compounds[0]["need"]:
        value["pinned"] = [[lawful[0]["id"], names[0]]]
    return value


def agrees(seed: int) -> None:
    """Assert that the plan is the best there is, and that the checker says the same."""
    value = problem_of(seed)
    problem = read_problem(value)

    plan = solve(problem, Stop(work_limit=200_000), seed=seed)
    document = document_of(problem, plan)
    certificate = check(problem, document, SHA)

    holes, cost = best_worth(value)
    assert certificate.faults == ()
    assert sum(missing for _, missing in document["holes"]) == holes
    assert (plan.cost, certificate.cost) == (cost, cost)
    assert certificate.bound is not None
    assert certificate.bound <= cost


@pytest.mark.parametrize("seed", QUICK)
def test_it_works(seed: int) -> None:
    agrees(seed)


@pytest.mark.slow
def test_a_thousand_agree_with_trying_everything() -> None:
    for seed in ALL:
        agrees(seed)


@pytest.mark.parametrize("seed", range(3))
def test_a_village_agrees_with_highs(seed: int) -> None:
    village_agrees(seed)


@pytest.mark.slow
def test_hundred_villages_agree_with_highs() -> None:
    for seed in range(3, 100):
        village_agrees(seed)


def village_agrees(seed: int) -> None:
    """Assert that ours is as good as the mixed integer optimum of HiGHS, and the bound is below it."""
    problem = read_problem(county(14, 4, 4, seed))

    plan = solve(problem, Stop(work_limit=1_500_000), seed=seed)

    assert plan.bound <= least_cost(problem) == plan.cost


def is_lawful(seed: int) -> None:
    """Assert that nobody absent is posted, nobody barred serves there, and no protected person goes too far in vain."""
    value = problem_of(seed)
    document = document_of(read_problem(value), solve(read_problem(value), Stop(work_limit=3_000), seed=seed))
    places = dict(document["assignments"])
    compounds = {row["id"]: row for row in value["compounds"]}
    far = 0
    for person in value["staff"]:
        place = places.get(person["id"])
        if place is None:
            continue
        assert person["available"]
        assert place not in person["barred"]
        minutes = minutes_between(value, person, compounds[place])
        far += person["near_home_only"] and minutes > value["near_home_minutes"]
    if far:
        # Every other lawful posting with as few holes sends at least as many too far.
        only_far = {**value, "weights": dict.fromkeys(value["weights"], 0) | {"too_far": 1}}
        assert best_worth(only_far)[1] == far


@pytest.mark.parametrize("seed", range(1000, 1060))
def test_the_protected_are_never_planned_against_the_law(seed: int) -> None:
    is_lawful(seed)


@pytest.mark.slow
def test_the_protected_are_lawful_in_a_thousand_problems() -> None:
    for seed in range(2000, 3000):
        is_lawful(seed)

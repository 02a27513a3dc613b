"""Small random rounds: as good as trying every division in every order, and never below the bound."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests.planning.rounds.screening.brute import least_longest
from tests.planning.rounds.screening.little import SHA, document_of
from yixian.faults import NothingLawful
from yixian.planning.rounds.screening.check import check
from yixian.planning.rounds.screening.read import read_problem
from yixian.planning.rounds.screening.solve import solve
from yixian.planning.stop import Stop

QUICK = range(30)
ALL = range(30, 1000)


def problem_of(seed: int) -> dict[str, Any]:
    """Return a round of up to seven buildings and four workers, walking as long as knocking."""
    chance = random.Random(seed)
    names = [f"B{k}" for k in range(chance.randrange(1, 8))]
    value: dict[str, Any] = {
        "format": "yixian-round/1",
        "walk_m_per_min": 60,
        "minutes_per_door": chance.choice((0, 0.2, 1, 3)),
        "buildings": [
            {"id": name, "x": chance.randrange(400), "y": chance.randrange(400), "doors": chance.randrange(1, 30)}
            for name in names
        ],
        "workers": [{"id": f"W{k}"} for k in range(chance.randrange(1, 5))],
    }
    if chance.random() < 0.4:
        pairs = [[a, b] for a in names for b in names if a < b]
        value["adjacent"] = [pair for pair in pairs if chance.random() < 0.4]
    return value


def agrees(seed: int) -> None:
    """Assert that the plan is the best there is, and that the checker says the same."""
    problem = read_problem(problem_of(seed))
    best = least_longest(problem)
    if best is None:
        with pytest.raises(NothingLawful):
            solve(problem, Stop(work_limit=1000))
        return

    plan = solve(problem, Stop(work_limit=20_000), seed=seed)
    certificate = check(problem, document_of(problem, plan), SHA)

    assert certificate.faults == ()
    assert plan.longest_s == best
    assert certificate.bound is not None
    assert certificate.bound <= best


@pytest.mark.parametrize("seed", QUICK)
def test_it_works(seed: int) -> None:
    agrees(seed)


@pytest.mark.slow
def test_a_thousand_agree_with_trying_everything() -> None:
    for seed in ALL:
        agrees(seed)

"""A search that is ended early still gives a plan that holds, and says what it did not prove."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest

from tests.planning.supplies.factories.plain import instance as factories
from tests.planning.supplies.little import DATA
from tests.planning.supplies.test_lorries import instance
from yixian.planning.stop import Progress, Stop
from yixian.planning.supplies.check_loaded import check_loaded
from yixian.planning.supplies.claim_loaded import LoadedClaimReader
from yixian.planning.supplies.climb import Climb
from yixian.planning.supplies.factories.check import check as check_production
from yixian.planning.supplies.factories.read import read_production
from yixian.planning.supplies.factories.solve import unblock
from yixian.planning.supplies.formats import loaded_document
from yixian.planning.supplies.lorries import allocate_loaded
from yixian.planning.supplies.problem import LorryPlan, Problem
from yixian.planning.supplies.program import Program
from yixian.planning.supplies.read import read_problem

EXAMPLE = json.loads((DATA / "lorries_example.json").read_text(encoding="utf-8"))


class After:
    """Somebody who wants an end after being asked some times."""

    def __init__(self, times: int) -> None:
        self.left = times

    def __call__(self) -> bool:
        self.left -= 1
        return self.left < 0


def climbed(value: dict[str, Any], stop: Stop) -> tuple[Problem, LorryPlan]:
    """Return an instance and how far its levels were climbed."""
    problem = read_problem(value)
    assert problem.lorries is not None
    program = Program(problem, problem.lorries, float(problem.demands.need.max(initial=1)))
    return problem, Climb(problem, program).run(stop, lambda _: None)


def test_it_works() -> None:
    problem, plan = climbed(EXAMPLE, Stop())

    assert plan.is_proven
    assert check_loaded(problem, plan).faults == ()


def test_an_end_at_once_gives_nobody_anything() -> None:
    problem, plan = climbed(EXAMPLE, Stop(is_wanted=lambda: True))

    assert not plan.is_proven
    assert plan.amount.sum() == 0
    assert check_loaded(problem, plan).faults == ()


@pytest.mark.parametrize("times", range(1, 12))
@pytest.mark.parametrize("seed", [0, 1, 5])
def test_an_end_at_any_moment_leaves_a_plan_that_holds(seed: int, times: int) -> None:
    problem, plan = climbed(instance(seed), Stop(is_wanted=After(times)))

    assert check_loaded(problem, plan).faults == ()


@pytest.mark.parametrize("seed", [0, 1, 5])
def test_the_longer_it_runs_the_more_is_given(seed: int) -> None:
    given = [climbed(instance(seed), Stop(is_wanted=After(times)))[1].amount.sum() for times in (0, 2, 4, 8, 500)]

    assert all(before <= after + 1e-6 for before, after in pairwise(given))


def test_at_most_one_group_is_unproven_and_it_is_the_last_but_one() -> None:
    for times in range(12):
        _, plan = climbed(instance(0), Stop(is_wanted=After(times)))
        assert [k for k, cut in enumerate(plan.cuts) if cut is None] in ([], [len(plan.groups) - 2])


def test_what_was_proven_before_the_end_is_as_in_the_whole_plan() -> None:
    problem, whole = climbed(EXAMPLE, Stop())
    _, early = climbed(EXAMPLE, Stop(is_wanted=After(3)))

    for k, cut in enumerate(early.cuts):
        if cut is not None:
            assert early.levels[k] == pytest.approx(whole.levels[k])
            assert early.groups[k].tolist() == whole.groups[k].tolist()
    assert problem.n_demands == len(early.amount)


def test_an_unproven_plan_is_written_and_read_again() -> None:
    problem, plan = climbed(EXAMPLE, Stop(is_wanted=After(2)))
    document = json.loads(json.dumps(loaded_document(problem, plan)))
    reader = LoadedClaimReader(problem)

    claim = reader.read_loaded(document)

    assert None in document["certificate"]["prices"]
    assert reader.refusals == []
    assert not claim.is_proven
    assert check_loaded(problem, claim).is_sound


def test_a_time_that_is_over_ends_it() -> None:
    stop = Stop(time_limit_s=1e-9)

    assert not climbed(EXAMPLE, stop)[1].is_proven


def test_without_a_stop_it_runs_to_its_end() -> None:
    problem = read_problem(EXAMPLE)
    assert problem.lorries is not None

    plan = allocate_loaded(problem, problem.lorries)

    assert isinstance(plan, LorryPlan)
    assert plan.is_proven


def test_progress_of_the_climb_rises() -> None:
    told: list[Progress] = []
    problem = read_problem(EXAMPLE)
    assert problem.lorries is not None

    allocate_loaded(problem, problem.lorries, report=told.append)

    shares = [standing.share for standing in told if standing.phase == "lorries"]
    assert shares == sorted(shares)
    assert shares


@pytest.mark.parametrize("rounds", [1, 2, 3])
def test_production_that_ends_early_is_sound_with_its_gap(rounds: int) -> None:
    problem = read_production(factories(1, n_factories=12))

    plan = unblock(problem, Stop(work_limit=rounds))

    assert check_production(problem, plan).faults == ()
    assert plan.without <= plan.value <= plan.bound


def test_production_ends_when_somebody_wants_it() -> None:
    problem = read_production(factories(1, n_factories=12))

    plan = unblock(problem, Stop(is_wanted=lambda: True))

    assert check_production(problem, plan).is_sound

"""Every kind of plan behind one door."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.planning.supplies.little import DATA, example
from yixian.faults import BadInput
from yixian.planning.supplies.answers import say_reason
from yixian.planning.supplies.factories.formats import plan_document as production_document
from yixian.planning.supplies.factories.problem import Production, ProductionPlan
from yixian.planning.supplies.factories.read import read_production
from yixian.planning.supplies.factories.solve import unblock
from yixian.planning.supplies.formats import loaded_document, plan_document
from yixian.planning.supplies.lorries import allocate_loaded
from yixian.planning.supplies.problem import Allocation, LorryPlan
from yixian.planning.supplies.read import read_problem
from yixian.planning.supplies.solve import allocate
from yixian.planning.supplies.verdict import judge


def value_of(name: str) -> dict[str, Any]:
    """Return an example instance."""
    value: dict[str, Any] = json.loads((DATA / f"{name}_example.json").read_text(encoding="utf-8"))
    return value


def split() -> tuple[dict[str, Any], dict[str, Any]]:
    """Return an instance and its plan."""
    problem = read_problem(example("tiny"))
    return example("tiny"), json.loads(json.dumps(plan_document(problem, allocate(problem))))


def loaded() -> tuple[dict[str, Any], dict[str, Any]]:
    """Return an instance with shared lorries and its plan."""
    problem = read_problem(value_of("lorries"))
    assert problem.lorries is not None
    plan = allocate_loaded(problem, problem.lorries)
    assert isinstance(plan, LorryPlan)
    return value_of("lorries"), json.loads(json.dumps(loaded_document(problem, plan)))


def production() -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a production instance and its plan."""
    problem = read_production(value_of("production"))
    return value_of("production"), json.loads(json.dumps(production_document(problem, unblock(problem))))


def test_it_works() -> None:
    verdict = judge(*split(), "en")

    assert verdict.certificate.is_sound
    assert isinstance(verdict.plan, Allocation)
    assert say_reason(verdict.figures, "en").startswith("sound: 278 pieces given, 272 missing")


def test_prices_in_the_file_tell_a_plan_with_shared_lorries() -> None:
    verdict = judge(*loaded(), "en")

    assert verdict.certificate.faults == ()
    assert isinstance(verdict.plan, LorryPlan)
    assert "lorries are shared" in say_reason(verdict.figures, "en")


def test_factories_in_the_problem_tell_a_production_plan() -> None:
    verdict = judge(*production(), "en")

    assert isinstance(verdict.plan, ProductionPlan)
    assert isinstance(verdict.problem, Production)
    assert say_reason(verdict.figures, "en").startswith("sound: value 96000.00, bound 96000.00 (proven best)")


@pytest.mark.parametrize(("kind", "subject"), [(split, "1"), (loaded, "医院"), (production, "0")])
def test_each_kind_explains_the_whole_and_one_subject(kind: Any, subject: str) -> None:
    verdict = judge(*kind(), "zh")

    assert verdict.why(None)
    assert verdict.why(subject)
    for reason in (*verdict.why(None), *verdict.why(subject)):
        assert say_reason(reason, "zh") and say_reason(reason, "en")


@pytest.mark.parametrize(("kind", "count"), [(split, 6), (loaded, 3), (production, 2)])
def test_an_unknown_subject_is_bad_input(kind: Any, count: int) -> None:
    verdict = judge(*kind(), "en")

    with pytest.raises(BadInput, match=f"expected one of {count}"):
        verdict.why("nobody")


@pytest.mark.parametrize("kind", [split, loaded, production])
def test_a_plan_of_another_kind_is_refused(kind: Any) -> None:
    value, _ = kind()

    for other in (split, loaded, production):
        if other is not kind:
            assert not judge(value, other()[1], "en").certificate.is_sound


def test_a_plan_made_with_another_budget_is_judged_by_that_one() -> None:
    problem = read_production(value_of("production"), 3)
    document = json.loads(json.dumps(production_document(problem, unblock(problem))))

    verdict = judge(value_of("production"), document, "en")

    assert verdict.certificate.is_sound
    assert verdict.figures.params["budget"] == 3


@pytest.mark.parametrize("budget", ["8", None, -1, float("nan"), True])
def test_a_budget_that_is_none_is_not_taken(budget: Any) -> None:
    value, document = production()

    verdict = judge(value, {**document, "budget": budget}, "en")

    assert isinstance(verdict.problem, Production)
    assert verdict.problem.budget == 8


def test_a_faulty_problem_is_bad_input() -> None:
    with pytest.raises(BadInput):
        judge({"factories": 3}, {}, "en")
    with pytest.raises(BadInput):
        judge([], {}, "en")

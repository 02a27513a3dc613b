"""A line is converted to another product where that is worth its effort."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from tests.planning.supplies.factories.plain import best_value, instance
from tests.planning.supplies.little import DATA
from yixian.planning.supplies.factories.check import check
from yixian.planning.supplies.factories.claim import ClaimReader
from yixian.planning.supplies.factories.explain import explain_bundles, explain_factory
from yixian.planning.supplies.factories.formats import plan_document
from yixian.planning.supplies.factories.problem import ProductionPlan
from yixian.planning.supplies.factories.read import read_production
from yixian.planning.supplies.factories.solve import unblock

EXAMPLE: dict[str, Any] = json.loads((DATA / "convert_example.json").read_text(encoding="utf-8"))


def solved(value: dict[str, Any]) -> ProductionPlan:
    """Return the plan of an instance, which must be sound and proven."""
    problem = read_production(value)
    plan = unblock(problem)
    assert check(problem, plan).faults == ()
    assert plan.value == pytest.approx(plan.bound, rel=1e-8)
    return plan


def document_of(value: dict[str, Any]) -> dict[str, Any]:
    """Return the plan file of an instance."""
    problem = read_production(value)
    found: dict[str, Any] = json.loads(json.dumps(plan_document(problem, unblock(problem))))
    return found


def test_it_works() -> None:
    plan = solved(EXAMPLE)

    assert (plan.value, plan.without) == (pytest.approx(140_000), 0)
    assert plan.output[0].tolist() == [0, pytest.approx(4000)]


def test_the_action_names_its_product() -> None:
    assert {"factory": 0, "option": "convert", "product": 1} in document_of(EXAMPLE)["actions"]


def test_without_effort_nothing_is_converted() -> None:
    plan = solved({**EXAMPLE, "budget": 0})

    assert plan.output[0].tolist() == [0, 0]


@pytest.mark.parametrize("budget", [2, 4, 6, 10, 13, 100])
def test_a_plain_program_agrees(budget: float) -> None:
    value = {**EXAMPLE, "budget": budget}

    assert solved(value).value == pytest.approx(best_value(value), rel=1e-6)


def test_a_conversion_that_is_too_dear_is_left_out() -> None:
    value = copy.deepcopy(EXAMPLE)
    for option in value["factories"][0]["unblock"]["convert"]:
        option["effort"] = 1000

    plan = solved(value)

    assert plan.output[0].tolist() == [0, 0]
    assert plan.value > 0


def test_a_line_may_be_converted_to_both() -> None:
    value = copy.deepcopy(EXAMPLE)
    value["factories"] = value["factories"][:1]
    value["budget"] = 100

    assert solved(value).value == pytest.approx(best_value(value), rel=1e-6)


@pytest.mark.parametrize("seed", range(25))
def test_random_factories_agree_with_a_plain_program(seed: int) -> None:
    value = instance(seed, n_factories=5, budget=12)
    for f, factory in enumerate(value["factories"]):
        missing = [p for p, able in enumerate(factory["can"]) if not able]
        factory["unblock"]["convert"] = [
            {"product": p, "effort": 1 + (seed + f + p) % 4} for p in missing[: 1 + seed % 3]
        ]

    assert solved(value).value == pytest.approx(best_value(value), rel=1e-6)


def test_the_plan_is_read_again() -> None:
    problem = read_production(EXAMPLE)
    reader = ClaimReader(problem)

    claim = reader.read(document_of(EXAMPLE))

    assert reader.refusals == []
    assert check(problem, claim).is_sound


@pytest.mark.parametrize(
    "action",
    [
        {"factory": 0, "option": "convert"},
        {"factory": 0, "option": "convert", "product": 7},
        {"factory": 0, "option": "convert", "material": 1},
        {"factory": 1, "option": "convert", "product": 1},
    ],
)
def test_a_conversion_that_does_not_exist_is_refused(action: dict[str, Any]) -> None:
    reader = ClaimReader(read_production(EXAMPLE))
    document = document_of(EXAMPLE)

    reader.read({**document, "actions": [*document["actions"], action]})

    assert [refusal.code for refusal in reader.refusals] == ["no_action"]


def test_output_without_the_conversion_is_refused() -> None:
    problem = read_production(EXAMPLE)
    document = document_of(EXAMPLE)
    document["actions"] = [row for row in document["actions"] if row["option"] != "convert"]
    reader = ClaimReader(problem)

    faults = check(problem, reader.read(document), tuple(reader.refusals)).faults

    assert any("limit" in fault for fault in faults)


def test_the_bundle_says_what_is_converted_and_what_it_needs_beside() -> None:
    problem = read_production(EXAMPLE)
    plan = unblock(problem)

    bundle = explain_bundles(problem, plan)[0].params

    assert [part.code for part in bundle["actions"]] == ["do_cash", "do_raw", "do_convert"]
    assert bundle["actions"][2].params == {"product": "surgical"}
    assert bundle["gain"] > sum(float(gain) for gain in bundle["alone"].split(", "))


def test_no_shadow_price_is_shown_for_a_line_that_is_not_set_up() -> None:
    problem = read_production(EXAMPLE)

    for reason in explain_factory(problem, unblock(problem), 0)[1:]:
        assert reason.params["resource"][0].code.startswith("resource_")

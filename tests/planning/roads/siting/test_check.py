"""The checker of sites refuses whatever is not true."""

from __future__ import annotations

import copy
import dataclasses
from typing import Any

import numpy as np
import pytest

from tests.planning.roads.siting.made import DIGEST, make
from yixian.planning.roads.siting.check import check
from yixian.planning.roads.siting.formats import plan_document
from yixian.planning.roads.siting.problem import BUSY, COVER, FEWEST, NEAREST, QUESTIONS
from yixian.planning.roads.siting.solve import solve
from yixian.planning.stop import Stop


def solved(question: str, **words: int) -> tuple[Any, dict[str, Any]]:
    problem = make(question, **words)
    return problem, plan_document(problem, solve(problem, Stop()), DIGEST)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("seed", range(3))
def test_it_works(question: str, seed: int):
    problem, document = solved(question, n=8, m=22, seed=seed)
    certificate = check(problem, document, DIGEST)
    assert certificate.faults == ()
    assert certificate.is_optimal
    assert all(rule.held == rule.tested for rule in certificate.rules)


def corrupted(document: dict[str, Any], chance: np.random.Generator) -> dict[str, Any]:
    """Return a plan with one thing wrong."""
    wrong = copy.deepcopy(document)
    certificate = wrong["certificate"]
    spoil = [
        lambda: wrong.update(value=wrong["value"] + 1 + chance.integers(50)),
        lambda: wrong.update(bound=wrong["bound"] * 1.01 + 1),
        lambda: wrong.update(bound=wrong["bound"] * 0.99 - 1),
        lambda: wrong.update(problem="e" * 64),
        lambda: wrong.update(value=str(wrong["value"])),
        lambda: wrong["chosen"].pop(),
        lambda: wrong["chosen"].append({"site": "S99", "units": 1}),
        lambda: wrong["chosen"].append(wrong["chosen"][0]),
        lambda: wrong["chosen"][0].update(units=3),
        lambda: wrong["shortages"].append({"demand": "D0", "residents": 5, "reason": "no_site"}),
        lambda: certificate.update(leaves=[]),
        lambda: certificate.update(prices=[]),
        lambda: certificate["leaves"][0].update(prices=99),
        lambda: certificate["leaves"][0].update(most={"S1": 0, "S2": 0, "S3": 0, "S4": 0, "S5": 0, "S6": 0}),
        lambda: certificate["prices"][0].pop(),
        lambda: wrong.pop("certificate"),
        lambda: wrong.update(shortages=None),
    ]
    spoil[int(chance.integers(len(spoil)))]()
    return wrong


@pytest.mark.parametrize("question", QUESTIONS)
def test_corrupted_plans_are_refused(question: str):
    problem, document = solved(question)
    chance = np.random.default_rng(11)
    wrong = [corrupted(document, chance) for _ in range(100)]
    assert [one for one in wrong if check(problem, one, DIGEST).is_sound] == []


def test_a_worse_choice_is_no_fault_but_no_proof_either():
    problem = make(COVER, n=8, m=22, seed=2)
    plan = solve(problem, Stop())
    units = np.zeros(8, dtype=np.int64)
    units[:3] = 1
    if np.array_equal(units, plan.units):
        units = np.roll(units, 1)
    worse = dataclasses.replace(
        plan, units=units, value=float(problem.residents[problem.covers[units > 0].any(0)].sum())
    )
    certificate = check(problem, plan_document(problem, worse, DIGEST), DIGEST)
    assert certificate.is_sound
    assert certificate.cost == plan.bound - worse.value
    assert not certificate.is_optimal or worse.value == plan.value


def test_prices_below_zero_are_refused():
    problem, document = solved(FEWEST)
    document["certificate"]["prices"][0][0] = -1.0
    assert not check(problem, document, DIGEST).is_sound


def test_boxes_that_leave_a_choice_out_are_refused():
    problem, document = solved(BUSY)
    for leaf in document["certificate"]["leaves"]:
        leaf["most"] = {**leaf["most"], "S3": 0}
    refused = check(problem, document, DIGEST)
    assert any("leave choices out" in fault for fault in refused.faults)


def test_boxes_may_overlap_in_any_order():
    problem, document = solved(NEAREST)
    document["certificate"]["leaves"].reverse()
    document["certificate"]["leaves"] += document["certificate"]["leaves"][:1]
    assert check(problem, document, DIGEST).is_sound


def test_who_is_left_out_is_a_shortfall():
    problem, document = solved(COVER, n=3, m=20, p=1, seed=4)
    certificate = check(problem, document, DIGEST)
    assert {short.where[0] for short in certificate.shortfalls} == {row["demand"] for row in document["shortages"]}
    assert {short.reasons[0].code for short in certificate.shortfalls} <= {"no_site", "not_chosen"}


def test_reasons_come_in_both_languages():
    problem, document = solved(COVER)
    document["value"] += 1
    assert "数值" in check(problem, document, DIGEST, lang="zh").faults[0]
    assert "recomputed" in check(problem, document, DIGEST, lang="en").faults[0]

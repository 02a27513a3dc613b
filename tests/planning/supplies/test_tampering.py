"""A hundred of a hundred falsified plans are refused, though each carries a seal that fits."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

import pytest

from tests.planning.supplies.little import example, little
from tests.planning.supplies.tamper import TAMPER, Document, shift_amount
from yixian.planning.supplies.check import check
from yixian.planning.supplies.claim import ClaimReader
from yixian.planning.supplies.formats import plan_document, seal_of
from yixian.planning.supplies.problem import Problem
from yixian.planning.supplies.read import read_problem
from yixian.planning.supplies.solve import allocate, allocate_whole

PROBLEM = read_problem(example("town"))
KINDS = {"exact": allocate, "whole": allocate_whole}
DOCUMENTS = {name: json.loads(json.dumps(plan_document(PROBLEM, solve(PROBLEM)))) for name, solve in KINDS.items()}


def faults_of(document: Document, problem: Problem = PROBLEM) -> tuple[str, ...]:
    """Return what the checker says against a plan file."""
    reader = ClaimReader(problem)
    claim = reader.read(document)
    return check(problem, claim, tuple(reader.refusals)).faults


def falsified(kind: str, tamper: Any, seed: int) -> Document:
    """Return a plan file that was tampered with and sealed anew."""
    changed: Document = copy.deepcopy(DOCUMENTS[kind])
    tamper(changed, random.Random(seed))
    changed["certificate"]["seal"] = seal_of(changed)
    return changed


@pytest.mark.parametrize("kind", KINDS)
def test_it_works(kind: str) -> None:
    assert faults_of(DOCUMENTS[kind]) == ()


@pytest.mark.parametrize("kind", KINDS)
def test_a_hundred_of_a_hundred_are_refused(kind: str) -> None:
    ways = [*TAMPER, shift_amount]

    believed = [seed for seed in range(100) if not faults_of(falsified(kind, ways[seed % len(ways)], seed))]

    assert believed == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tamper", TAMPER, ids=lambda tamper: tamper.__name__)
def test_each_way_is_refused(kind: str, tamper: Any) -> None:
    for seed in range(10):
        assert faults_of(falsified(kind, tamper, seed)), seed


def test_a_piece_moved_between_sites_is_refused_by_the_exact_plan() -> None:
    for seed in range(20):
        assert any(": amount:" in fault for fault in faults_of(falsified("exact", shift_amount, seed)))


def test_a_piece_moved_in_the_whole_plan_is_refused_by_the_rule_of_rounding() -> None:
    rules = {"class_sum", "rounded_otherwise", "rounding_order", "total", "stock_there"}
    for seed in range(100):
        faults = faults_of(falsified("whole", shift_amount, seed))
        assert any(rule in fault for fault in faults for rule in rules), seed


def test_a_rounding_moved_between_two_equal_sites_is_refused() -> None:
    nodes = [{"store": 0, "day": 0, "supply": 10}]
    demands = [{"site": s, "tier": 0, "day": 0, "min": 0, "need": 7, "arcs": [0]} for s in range(3)]
    problem = read_problem({"tiers": 1, "nodes": nodes, "carry": [], "demands": demands})
    document = plan_document(problem, allocate_whole(problem))
    assert document["amount"] == [4, 3, 3]

    changed = json.loads(json.dumps(document))
    changed["amount"] = [3, 3, 4]
    changed["shipments"] = [{"node": 0, "demand": e, "amount": amount} for e, amount in enumerate([3, 3, 4])]
    changed["certificate"]["seal"] = seal_of(changed)

    assert any("rounded_otherwise" in fault for fault in faults_of(changed, problem))


@pytest.mark.parametrize("kind", KINDS)
def test_a_plan_without_seal_is_judged_by_its_figures(kind: str) -> None:
    changed = copy.deepcopy(DOCUMENTS[kind])
    del changed["certificate"]["seal"]
    assert faults_of(changed) == ()

    shift_amount(changed, random.Random(1))
    assert faults_of(changed)


@pytest.mark.parametrize("seal", ["", "0" * 64, None, 7])
def test_a_wrong_seal_is_refused_by_name(seal: Any) -> None:
    changed = copy.deepcopy(DOCUMENTS["exact"])
    changed["certificate"]["seal"] = seal

    assert faults_of(changed) == ("certificate.seal: seal: the figures were changed after the plan was sealed",)


def test_a_plan_for_another_problem_is_refused() -> None:
    assert faults_of(DOCUMENTS["exact"], read_problem(little()))


def test_a_plan_for_the_same_problem_with_less_stock_is_refused() -> None:
    value = example("town")
    value["nodes"][0]["supply"] -= 1

    assert faults_of(DOCUMENTS["exact"], read_problem(value))


def test_an_exact_plan_that_calls_itself_whole_is_refused() -> None:
    changed = copy.deepcopy(DOCUMENTS["exact"])
    changed["certificate"]["integer"] = True

    assert faults_of(changed)


def test_a_whole_plan_that_calls_itself_exact_is_refused() -> None:
    changed = copy.deepcopy(DOCUMENTS["whole"])
    changed["certificate"]["integer"] = False

    assert faults_of(changed)

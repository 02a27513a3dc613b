"""Reading a plan file with prices without believing it."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from tests.planning.supplies.little import DATA, little
from yixian.planning.supplies.answers import say_reason
from yixian.planning.supplies.check_loaded import check_loaded
from yixian.planning.supplies.claim_loaded import LoadedClaimReader
from yixian.planning.supplies.formats import loaded_document, seal_of
from yixian.planning.supplies.lorries import allocate_loaded
from yixian.planning.supplies.problem import LorryPlan
from yixian.planning.supplies.read import read_problem

PROBLEM = read_problem(json.loads((DATA / "lorries_example.json").read_text(encoding="utf-8")))
assert PROBLEM.lorries is not None
PLAN = allocate_loaded(PROBLEM, PROBLEM.lorries)
assert isinstance(PLAN, LorryPlan)
DOCUMENT: dict[str, Any] = json.loads(json.dumps(loaded_document(PROBLEM, PLAN)))


def faults_of(document: dict[str, Any]) -> tuple[str, ...]:
    """Return what the checker says against a plan file."""
    reader = LoadedClaimReader(PROBLEM)
    claim = reader.read_loaded(document)
    return check_loaded(PROBLEM, claim, tuple(reader.refusals)).faults


def at(path: str, value: Any) -> dict[str, Any]:
    """Return the plan file with one place changed and sealed anew."""
    top: Any = copy.deepcopy(DOCUMENT)
    *way, last = [int(word) if word.isdigit() else word for word in path.split(".")]
    place = top
    for word in way:
        place = place[word]
    place[last] = value
    if isinstance(top.get("certificate"), dict):
        top["certificate"]["seal"] = seal_of(top)
    found: dict[str, Any] = top
    return found


def test_it_works() -> None:
    assert faults_of(DOCUMENT) == ()


@pytest.mark.parametrize(
    ("path", "value", "refusal"),
    [
        ("amount", None, "amount: not_a_list"),
        ("amount", [1.0], "amount: length: expected 12 entries, got 1"),
        ("amount.0", -1, "amount[0]: not_an_amount"),
        ("groups", 5, "groups: not_rows: expected entries with level, demands, reach"),
        ("groups.0", {"level": 1}, "groups: not_rows"),
        ("groups.0.level", "x", "groups.level[0]: not_an_amount"),
        ("groups.0.level", -0.5, "groups.level[0]: not_an_amount"),
        ("groups.0.demands", [12], "groups[0].demands[0]: not_an_index"),
        ("certificate", {"prices": None}, "certificate.prices: no_certificate"),
        ("certificate", {"prices": []}, "certificate.prices: no_certificate"),
        ("certificate.prices.0", {}, "certificate.prices[0].nodes: not_a_list"),
        ("certificate.prices.0", 7, "certificate.prices[0].nodes: not_a_list"),
        ("certificate.prices.0.nodes", [3], "certificate.prices[0].nodes: not_a_list"),
        ("certificate.prices.0.nodes", [[4, 1.0]], "certificate.prices[0].nodes[0]: not_an_index"),
        ("certificate.prices.0.nodes", [[0, -1.0]], "certificate.prices[0].nodes[0]: not_an_amount"),
        ("certificate.prices.0.lorries", [[2, 1.0]], "certificate.prices[0].lorries[0]: not_an_index"),
        ("certificate.prices.0.lorries", [[0, 1.0], [0, 2.0]], "certificate.prices[0].lorries: length"),
        ("total", 1, "total: total_differs"),
        ("shipments", None, "shipments: not_rows"),
        ("carried", [{"from": 1, "to": 0, "amount": 1}], "carried[0]: no_carry"),
    ],
)
def test_a_refusal_is_named_with_its_line(path: str, value: Any, refusal: str) -> None:
    reader = LoadedClaimReader(PROBLEM)
    reader.read_loaded(at(path, value))
    found = [say_reason(reason, "en") for reason in reader.refusals]

    assert any(line.startswith(refusal) for line in found), found
    assert faults_of(at(path, value))


@pytest.mark.parametrize(
    ("path", "value", "rule"),
    [
        ("groups.0.level", 2.0, "amount"),
        ("groups.0.level", 3.9, "levels_rise"),
        ("groups.1.demands", [], "one_group"),
        ("certificate.prices.0.lorries", [[1, 1.0]], "stuck"),
        ("certificate.prices.0.nodes", [[0, 1.0]], "cut_equal"),
        ("certificate.prices.0.lorries", [], "stuck"),
        ("shipments", [], "brought"),
        ("carried", [], "stock_there"),
    ],
)
def test_a_tampered_plan_is_refused_even_with_a_new_seal(path: str, value: Any, rule: str) -> None:
    assert any(f": {rule}:" in fault for fault in faults_of(at(path, value))), faults_of(at(path, value))


def test_a_changed_seal_is_refused() -> None:
    changed = copy.deepcopy(DOCUMENT)
    changed["certificate"]["seal"] = "0"

    assert faults_of(changed) == ("certificate.seal: seal: the figures were changed after the plan was sealed",)


@pytest.mark.parametrize("key", ["amount", "total", "groups", "shipments", "certificate"])
@pytest.mark.parametrize("value", [None, [], {}, "x", -1, [None], [{}], [-1], float("nan"), True, {"prices": []}])
def test_nonsense_is_refused_and_never_crashes(key: str, value: Any) -> None:
    assert faults_of({**DOCUMENT, key: value})


def test_a_plan_for_a_problem_without_lorries_is_refused() -> None:
    reader = LoadedClaimReader(read_problem(little()))
    claim = reader.read_loaded(DOCUMENT)

    assert not check_loaded(reader.problem, claim, tuple(reader.refusals)).is_sound

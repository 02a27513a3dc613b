"""The plan file: what is written can be read, and means the same."""

from __future__ import annotations

import copy
import json
from typing import Any

import numpy as np
import pytest

from tests.planning.supplies.little import DATA, example, little
from yixian.planning.supplies.claim import ClaimReader
from yixian.planning.supplies.claim_loaded import LoadedClaimReader, holds_prices
from yixian.planning.supplies.formats import SEALED, loaded_document, plan_document, seal_of
from yixian.planning.supplies.lorries import allocate_loaded
from yixian.planning.supplies.problem import LorryPlan
from yixian.planning.supplies.read import read_problem
from yixian.planning.supplies.solve import allocate, allocate_whole

PROBLEM = read_problem(little())
DOCUMENT = plan_document(PROBLEM, allocate(PROBLEM))
LOADED = read_problem(json.loads((DATA / "lorries_example.json").read_text(encoding="utf-8")))


def again(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document as it comes back from a file."""
    value: dict[str, Any] = json.loads(json.dumps(document))
    return value


def loaded_plan() -> LorryPlan:
    """Return a plan with shared lorries."""
    assert LOADED.lorries is not None
    plan = allocate_loaded(LOADED, LOADED.lorries)
    assert isinstance(plan, LorryPlan)
    return plan


def test_it_works() -> None:
    assert set(DOCUMENT) == {"amount", "total", "groups", "shipments", "carried", "certificate"}
    assert DOCUMENT["amount"] == [15, 15, 8, 14, 0, 0]
    assert DOCUMENT["total"] == 52


def test_groups_tell_level_demands_and_reach() -> None:
    assert DOCUMENT["groups"][1] == {"level": 2.5, "demands": [0, 1], "reach": [0, 1]}


def test_the_certificate_repeats_levels_as_fractions_with_two_equal_numbers() -> None:
    assert DOCUMENT["certificate"]["groups"] == [
        {"stage": 0, "num": 0, "den": 1, "given": 0, "stock": 0},
        {"stage": 2, "num": 10, "den": 20, "given": 30, "stock": 30},
        {"stage": 3, "num": 18, "den": 30, "given": 22, "stock": 22},
    ]
    assert DOCUMENT["certificate"]["integer"] is False


def test_shipments_name_one_of_the_demands_arcs() -> None:
    demands = little()["demands"]

    assert DOCUMENT["shipments"]
    assert all(row["node"] in demands[row["demand"]]["arcs"] for row in DOCUMENT["shipments"])


def test_only_what_is_kept_is_listed() -> None:
    assert DOCUMENT["carried"] == [
        {"from": 0, "to": 1, "amount": 15.0},
        {"from": 2, "to": 3, "amount": 4.0},
    ]


def test_whole_plans_hold_whole_numbers() -> None:
    document = plan_document(PROBLEM, allocate_whole(PROBLEM))

    assert document["certificate"]["integer"] is True
    assert all(isinstance(amount, int) for amount in document["amount"])
    assert all(isinstance(row["amount"], int) for row in (*document["shipments"], *document["carried"]))


@pytest.mark.parametrize("solve", [allocate, allocate_whole])
@pytest.mark.parametrize("name", ["tiny", "town"])
def test_what_is_written_is_read_again(name: str, solve: Any) -> None:
    problem = read_problem(example(name))
    plan = solve(problem)
    reader = ClaimReader(problem)

    claim = reader.read(again(plan_document(problem, plan)))

    assert reader.refusals == []
    assert claim.amount.tolist() == plan.amount.tolist()
    assert claim.carried.tolist() == plan.carried.tolist()
    assert [group.level.exact for group in claim.groups] == [group.level.exact for group in plan.groups]
    assert [group.given for group in claim.groups] == [group.given for group in plan.groups]
    for key in ("node", "demand", "amount"):
        assert getattr(claim.shipments, key).tolist() == getattr(plan.shipments, key).tolist()


def test_a_loaded_plan_is_read_again() -> None:
    plan = loaded_plan()
    reader = LoadedClaimReader(LOADED)

    claim = reader.read_loaded(again(loaded_document(LOADED, plan)))

    assert reader.refusals == []
    assert claim.levels == plan.levels
    assert claim.cuts == plan.cuts
    assert [group.tolist() for group in claim.groups] == [group.tolist() for group in plan.groups]
    assert claim.amount.tolist() == plan.amount.tolist()


def test_a_loaded_certificate_holds_prices() -> None:
    document = loaded_document(LOADED, loaded_plan())

    assert holds_prices(document)
    assert not holds_prices(DOCUMENT)
    assert len(document["certificate"]["prices"]) == len(document["groups"]) - 1
    assert any(cut["lorries"] for cut in document["certificate"]["prices"])


@pytest.mark.parametrize("document", [{}, {"certificate": None}, {"certificate": []}, {"certificate": {"groups": []}}])
def test_other_certificates_hold_none(document: dict[str, Any]) -> None:
    assert not holds_prices(document)


@pytest.mark.parametrize("key", SEALED)
def test_the_seal_covers_every_figure(key: str) -> None:
    changed = copy.deepcopy(DOCUMENT)
    changed[key] = "x"

    assert seal_of(changed) != seal_of(DOCUMENT)


@pytest.mark.parametrize("key", ["note", "certificate"])
def test_the_seal_does_not_cover_the_rest(key: str) -> None:
    assert seal_of({**DOCUMENT, key: "x"}) == seal_of(DOCUMENT)


def test_a_figure_is_the_same_with_and_without_a_point() -> None:
    whole = again(DOCUMENT) | {"amount": [15, 15, 8, 14, 0, 0]}
    real = again(DOCUMENT) | {"amount": [15.0, 15.0, 8.0, 14.0, 0.0, 0.0]}

    assert seal_of(whole) == seal_of(real)


def test_the_order_of_keys_does_not_matter() -> None:
    turned = dict(reversed(again(DOCUMENT).items()))

    assert seal_of(turned) == seal_of(DOCUMENT)


def test_the_seal_in_the_file_fits() -> None:
    for document in (DOCUMENT, loaded_document(LOADED, loaded_plan())):
        assert document["certificate"]["seal"] == seal_of(again(document))


def test_reach_of_a_loaded_group_is_what_has_a_price() -> None:
    plan = loaded_plan()
    document = loaded_document(LOADED, plan)

    for group, cut in zip(document["groups"], plan.cuts, strict=False):
        assert group["reach"] == list(cut.node if cut else ())
    assert document["groups"][-1]["reach"] == []


def test_a_problem_without_anything_has_an_empty_file() -> None:
    problem = read_problem({"tiers": 1, "nodes": [], "carry": [], "demands": []})
    document = again(plan_document(problem, allocate(problem)))
    reader = ClaimReader(problem)

    assert np.array_equal(reader.read(document).amount, np.zeros(0))
    assert reader.refusals == []

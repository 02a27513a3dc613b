"""Reading a production instance and a production plan: every fault with its place."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

import pytest

from tests.planning.supplies.factories.plain import EXAMPLE, instance
from yixian.faults import BadInput
from yixian.planning.supplies.factories.check import check
from yixian.planning.supplies.factories.claim import ClaimReader
from yixian.planning.supplies.factories.formats import plan_document
from yixian.planning.supplies.factories.read import read_production
from yixian.planning.supplies.factories.solve import unblock

PROBLEM = read_production(instance(1, n_factories=6))
DOCUMENT = json.loads(json.dumps(plan_document(PROBLEM, unblock(PROBLEM))))


def changed(path: str, value: Any) -> dict[str, Any]:
    """Return the example with one place changed; the path is keys and indices with dots."""
    top: Any = copy.deepcopy(EXAMPLE)
    *way, last = [int(word) if word.isdigit() else word for word in path.split(".")]
    at = top
    for word in way:
        at = at[word]
    at[last] = value
    found: dict[str, Any] = top
    return found


def refusals_of(document: dict[str, Any]) -> tuple[str, ...]:
    """Return what the checker says against a plan file."""
    reader = ClaimReader(PROBLEM)
    claim = reader.read(document)
    return check(PROBLEM, claim, tuple(reader.refusals)).faults


def test_it_works() -> None:
    problem = read_production(EXAMPLE)

    assert (problem.n_days, problem.budget, len(problem.actions.factory)) == (10, 8, 10)


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        ("days", 0, "problem: days: expected a whole number, 1 to 3660, got 0"),
        ("budget", -1, "problem: budget: expected a number, 0 or more, got -1"),
        ("materials", ["布", "布"], "materials[1]: name: expected a name of its own"),
        ("products.1.name", "N95", "products[1]: name: expected a name of its own"),
        ("products.0.value", "6", "products[0]: value: expected a number"),
        ("products.0.use", [1], "products[0]: use: expected 2 numbers, got 1"),
        ("products.0.use.1", -1, "products[0].use[1]: number: expected a number, 0 or more"),
        ("factories.0.can", [True], "factories[0]: can: expected 2 times true or false"),
        ("factories.1.cash", None, "factories[1]: cash: expected a number"),
        ("factories.1.unblock", None, "factories[1].unblock: entry: expected an object"),
        ("factories.1.unblock.line", {"adds": 1}, "factories[1].unblock.line: effort: expected a number"),
        ("factories.0.unblock.raw", [1], "factories[0].unblock: raw: expected one option for each of 2 materials"),
        ("factories.0.unblock.raw.0.adds", -2, "factories[0].unblock.raw[0]: adds: expected a number, 0 or more"),
        ("factories.0", 3, "factories[0]: entry: expected an object"),
        ("factories", {}, "problem: factories: expected a list"),
    ],
)
def test_a_fault_is_named_with_its_place(path: str, value: Any, fault: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_production(changed(path, value))
    assert any(str(found).startswith(fault) for found in caught.value.faults), caught.value


def test_a_product_that_takes_nothing_is_refused() -> None:
    value = copy.deepcopy(EXAMPLE)
    value["products"][0] |= {"worker_hours": 0, "line_hours": 0, "cost": 0, "use": [0, 0]}

    with pytest.raises(BadInput, match="a product that takes something"):
        read_production(value)


def test_an_option_may_be_missing() -> None:
    value = copy.deepcopy(EXAMPLE)
    del value["factories"][0]["unblock"]["cash"]
    value["factories"][1]["unblock"] = {}

    assert len(read_production(value).actions.factory) == 4


def test_a_sound_plan_is_believed() -> None:
    assert refusals_of(DOCUMENT) == ()


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("key", ["value", "bound", "without"])
def test_a_changed_figure_is_refused(key: str, seed: int) -> None:
    factor = 1 + random.Random(seed).choice((-1, 1)) * 10 ** -random.Random(seed).randint(1, 4)

    assert refusals_of({**DOCUMENT, key: DOCUMENT[key] * factor})


@pytest.mark.parametrize("seed", range(10))
def test_more_output_is_refused(seed: int) -> None:
    rng, document = random.Random(seed), copy.deepcopy(DOCUMENT)
    row = rng.choice([row for row in document["output"] if max(row) > 0])
    row[row.index(max(row))] *= 1.01

    assert refusals_of(document)


def test_an_action_left_out_or_made_up_is_refused() -> None:
    assert refusals_of({**DOCUMENT, "actions": DOCUMENT["actions"][1:]})
    assert refusals_of({**DOCUMENT, "actions": [*DOCUMENT["actions"], {"factory": 99, "option": "line"}]})
    assert refusals_of({**DOCUMENT, "actions": DOCUMENT["actions"] * 2})


def test_prices_that_prove_nothing_are_refused() -> None:
    for change in (0.0, -1.0):
        prices = [[[price * change for price in row] for row in rows] for rows in DOCUMENT["certificate"]["prices"]]
        assert refusals_of({**DOCUMENT, "certificate": {"prices": prices}})
    dear = [[[price * 2 for price in row] for row in rows] for rows in DOCUMENT["certificate"]["prices"]]
    assert any("bound" in fault for fault in refusals_of({**DOCUMENT, "certificate": {"prices": dear}}))


@pytest.mark.parametrize("key", ["value", "bound", "actions", "output", "without", "certificate"])
@pytest.mark.parametrize("value", [None, [], {}, "x", [None], [[1]], {"prices": []}, float("nan"), True])
def test_nonsense_is_refused_and_never_crashes(key: str, value: Any) -> None:
    assert refusals_of({**DOCUMENT, key: value}) or (key == "actions" and value == [])

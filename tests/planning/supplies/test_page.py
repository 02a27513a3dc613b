"""The page in the docs shows what the commands really say, and its examples come out as it tells."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.planning.supplies.little import DATA, example
from yixian.planning.supplies.answers import say_reason
from yixian.planning.supplies.check import check
from yixian.planning.supplies.explain import Reasons
from yixian.planning.supplies.explain_loaded import LoadedReasons
from yixian.planning.supplies.factories import read as production
from yixian.planning.supplies.factories.explain import explain_bundles
from yixian.planning.supplies.factories.read_actions import KEYS as UNBLOCK
from yixian.planning.supplies.factories.read_factories import FACTORY
from yixian.planning.supplies.factories.solve import unblock
from yixian.planning.supplies.lorries import allocate_loaded
from yixian.planning.supplies.picture import draw
from yixian.planning.supplies.problem import LorryPlan
from yixian.planning.supplies.read import KEYS, read_problem
from yixian.planning.supplies.read_demands import DEMAND
from yixian.planning.supplies.read_incoming import INCOMING
from yixian.planning.supplies.read_lorries import LORRY
from yixian.planning.supplies.read_nodes import NODE
from yixian.planning.supplies.read_norms import NORM
from yixian.planning.supplies.read_stock import STOCK
from yixian.planning.supplies.solve import allocate, allocate_whole

PAGE = Path("docs/planners/supplies.md").read_text(encoding="utf-8")
TOWN = read_problem(example("town"))
EXAMPLES = [
    (json.loads(text), [float(amount) for amount in amounts.split(", ")])
    for text, amounts in re.findall(r"```json\n(.*?)```\n\nAmounts: ([\d., ]*)\.\n", PAGE, flags=re.DOTALL)
]
BASE = EXAMPLES[0][0]


def value_of(name: str) -> Any:
    """Return an example instance."""
    return json.loads((DATA / f"{name}_example.json").read_text(encoding="utf-8"))


def test_it_works() -> None:
    reasons = Reasons(TOWN, allocate(TOWN))

    for reason in (*reasons.groups(), *reasons.of_site(3)[:4]):
        assert say_reason(reason, "en") in PAGE
    assert say_reason(reasons.of_site(3)[2], "zh") in PAGE


def test_the_sum_of_the_site_is_what_a_calculator_says() -> None:
    assert f"{7 * 8 / 37:.4f}" == "1.5135"
    assert "1.5135 = 0 + 7 x 8 / 37" in PAGE


def test_the_picture_is_what_the_command_draws() -> None:
    drawn = Path("docs/planners/supplies-who.svg").read_text(encoding="utf-8")

    assert drawn == draw(TOWN, allocate_whole(TOWN), "en")


@pytest.mark.parametrize(
    ("change", "amounts"), EXAMPLES, ids=lambda part: "+".join(part) if isinstance(part, dict) else ""
)
def test_each_small_example_comes_out_as_told(change: dict[str, Any], amounts: list[float]) -> None:
    problem = read_problem({**BASE, **change})

    if problem.lorries is not None:
        assert allocate_loaded(problem, problem.lorries).amount.tolist() == pytest.approx(amounts, abs=1e-4)
        return
    plan = allocate(problem)
    assert plan.amount.tolist() == pytest.approx(amounts, abs=1e-4)
    assert check(problem, plan).faults == ()


@pytest.mark.parametrize(
    "key",
    [
        "tiers",
        "stages",
        "norms",
        "request",
        "stock",
        "owed",
        "production",
        "item",
        "lot",
        "expires",
        "boxes",
        "lorries",
    ],
)
def test_each_key_has_a_small_example(key: str) -> None:
    assert any(f'"{key}"' in json.dumps(change) for change, _ in EXAMPLES)


def test_the_reason_with_shared_lorries_is_what_the_command_says() -> None:
    problem = read_problem(value_of("lorries"))
    assert problem.lorries is not None
    plan = allocate_loaded(problem, problem.lorries)
    assert isinstance(plan, LorryPlan)

    told = LoadedReasons(problem, plan).of_site(problem.sites.index("东镇"))

    assert say_reason(told[2], "en") in PAGE


def test_the_bundle_with_a_conversion_is_what_the_command_says() -> None:
    problem = production.read_production(value_of("convert"))

    assert say_reason(explain_bundles(problem, unblock(problem))[0], "en") in PAGE


def test_every_key_of_the_format_is_described() -> None:
    known = {*KEYS, *NODE, *DEMAND, *NORM, *INCOMING, *STOCK, *LORRY} - {"note", "expected", "pieces"}
    basic = {"nodes", "carry", "demands", "tiers", "store", "day", "supply", "site", "min", "need", "arcs"}

    assert [key for key in sorted(known - basic) if f"`{key}`" not in PAGE] == []


def test_every_key_of_production_beyond_the_contract_is_described() -> None:
    basic = {"name", "can", "line_hours_per_day", "worker_hours_per_day", "raw_kg", "cash", "note", "expected"}
    contract = {
        "days",
        "materials",
        "products",
        "factories",
        "budget",
        "value",
        "worker_hours",
        "line_hours",
        "cost",
        "use",
    }
    known = {*production.KEYS, *production.PRODUCT, *FACTORY, *UNBLOCK} - basic - contract

    assert [key for key in sorted(known) if f"`{key}`" not in PAGE] == []

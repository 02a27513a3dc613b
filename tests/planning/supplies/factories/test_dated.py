"""What factories make becomes incoming production of the split, and is shared out there."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.planning.supplies.factories.plain import EXAMPLE
from tests.planning.supplies.little import DATA
from yixian.faults import BadInput
from yixian.planning.supplies.check import check
from yixian.planning.supplies.factories.dated import dated_supply, deliver
from yixian.planning.supplies.factories.read import read_production
from yixian.planning.supplies.factories.solve import unblock
from yixian.planning.supplies.read import read_problem
from yixian.planning.supplies.solve import allocate

MASKS: dict[str, Any] = json.loads((DATA / "masks_example.json").read_text(encoding="utf-8"))


def made(output: list[list[float]], **changes: Any) -> list[dict[str, Any]]:
    """Return what lies where from when on, if the factories of the example make this a day."""
    problem = read_production({**copy.deepcopy(EXAMPLE), **changes})
    plan = replace(unblock(problem), output=np.array(output))
    return dated_supply(problem, plan)


def test_it_works() -> None:
    rows = made([[0, 1600], [0, 0]], days=2)

    assert rows == [
        {"store": "县库", "item": "surgical", "day": 1, "pieces": 1600},
        {"store": "县库", "item": "surgical", "day": 2, "pieces": 1600},
    ]


@pytest.mark.parametrize("first_day", [0, 1, 7])
def test_the_first_day_is_said_by_the_instance(first_day: int) -> None:
    rows = made([[0, 10], [0, 0]], days=3, first_day=first_day)

    assert [row["day"] for row in rows] == [first_day, first_day + 1, first_day + 2]


@pytest.mark.parametrize(
    ("daily", "pieces"),
    [(1.0, [1, 1, 1]), (0.5, [1]), (1.5, [1, 2, 1]), (2 / 3, [1, 1]), (0.999999999, [1, 1, 1]), (0.2, [])],
)
def test_what_a_day_leaves_unfinished_is_finished_later(daily: float, pieces: list[int]) -> None:
    assert [row["pieces"] for row in made([[0, daily], [0, 0]], days=3)] == pieces


def test_no_piece_is_lost_over_all_days() -> None:
    assert sum(row["pieces"] for row in made([[0, 1234.56789], [0, 0]], days=100)) == 123456


def test_two_factories_of_one_store_are_added_before_they_are_rounded() -> None:
    value = copy.deepcopy(EXAMPLE["factories"])
    value[1]["store"] = "县库"

    rows = made([[0, 0.5], [0, 0.5]], days=2, factories=value)

    assert [row["pieces"] for row in rows] == [1, 1]


def test_each_product_is_an_item() -> None:
    rows = made([[5, 7], [0, 9]], days=1)

    assert [(row["store"], row["item"], row["pieces"]) for row in rows] == [
        ("县库", "N95", 5),
        ("县库", "surgical", 7),
        ("镇库", "surgical", 9),
    ]


def test_a_product_may_have_another_name_where_it_is_shared_out() -> None:
    products = copy.deepcopy(EXAMPLE["products"])
    products[1]["item"] = "外科口罩"

    assert made([[0, 7], [0, 0]], days=1, products=products)[0]["item"] == "外科口罩"


def test_a_factory_without_a_store_is_named() -> None:
    factories = copy.deepcopy(EXAMPLE["factories"])
    for factory in factories:
        del factory["store"]

    with pytest.raises(BadInput) as caught:
        made([[0, 7], [0, 7]], factories=factories)
    assert [str(fault) for fault in caught.value.faults] == [
        f"factories[{f}]: store: expected the store to which its output goes, got none" for f in range(2)
    ]


def test_a_factory_that_makes_nothing_needs_no_store() -> None:
    factories = copy.deepcopy(EXAMPLE["factories"])
    del factories[1]["store"]

    assert len(made([[0, 7], [0, 0]], days=2, factories=factories)) == 2


@pytest.mark.parametrize("store", ["", 1.5, []])
def test_a_store_has_a_name(store: Any) -> None:
    factories = copy.deepcopy(EXAMPLE["factories"])
    factories[0]["store"] = store

    with pytest.raises(BadInput, match=r"factories\[0\]: store: expected a name or a number"):
        made([[0, 7], [0, 7]], factories=factories)


def test_rows_join_the_production_of_the_instance() -> None:
    row = {"store": "县库", "item": "N95", "day": 1, "pieces": 5}

    value, unused = deliver({**MASKS, "production": [row]}, [{**row, "day": 2}])

    assert value["production"] == [row, {**row, "day": 2}]
    assert unused == []
    assert "production" not in MASKS


@pytest.mark.parametrize("change", [{"day": 3}, {"item": "帽子"}])
def test_what_the_instance_has_no_use_for_is_told(change: dict[str, Any]) -> None:
    row = {"store": "县库", "item": "N95", "day": 1, "pieces": 5, **change}

    value, unused = deliver(MASKS, [row])

    assert (value["production"], unused) == ([], [row])


def test_a_store_that_the_instance_does_not_know_is_a_fault_when_it_is_read() -> None:
    value, _ = deliver(MASKS, [{"store": "乡库", "item": "N95", "day": 1, "pieces": 5}])

    with pytest.raises(BadInput, match=r"production\[0\]: store"):
        read_problem(value)


def test_what_is_made_is_shared_out() -> None:
    problem = read_production(EXAMPLE)
    value, _ = deliver(MASKS, dated_supply(problem, unblock(problem)))
    before, after = read_problem(MASKS), read_problem(value)

    plan = allocate(after)

    assert check(after, plan).is_sound
    assert after.nodes.supply.sum() - before.nodes.supply.sum() == 9600
    assert plan.total > allocate(before).total

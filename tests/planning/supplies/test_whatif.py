"""What would change: more at one store, or another order of stages."""

from __future__ import annotations

from typing import Any

import pytest

from tests.planning.supplies.little import example, little
from yixian.faults import BadInput
from yixian.planning.supplies.answers import say_reason
from yixian.planning.supplies.read import read_problem
from yixian.planning.supplies.whatif import compare, with_more, with_stages

PROBLEM = read_problem(little())
TOWN = read_problem(example("town"))
RESTS_FIRST = ["min0", "rest0", "min1", "rest1"]


def test_it_works() -> None:
    value, told = compare(PROBLEM, with_more(PROBLEM, "0:10"))

    assert (value["before"], value["after"], value["gains"], value["loses"]) == (52, 62, 2, 0)
    assert value["change"] == [5, 5, 0, 0, 0, 0]
    assert [reason.code for reason in told] == ["change_all", "change_tier", "change_tier", "change_most"]


@pytest.mark.parametrize(
    ("wish", "supply"),
    [
        ("0:10", [40, 0, 12, 10]),
        ("3:1", [30, 0, 12, 11]),
        ("县库@0:10", [40, 0, 12, 10]),
        ("镇库@1:5", [30, 0, 12, 15]),
        ("镇库@1:0", [30, 0, 12, 10]),
    ],
)
def test_more_at_a_node_or_at_a_store_on_a_day(wish: str, supply: list[int]) -> None:
    assert with_more(PROBLEM, wish).nodes.supply.tolist() == supply
    assert PROBLEM.nodes.supply.tolist() == [30, 0, 12, 10]


@pytest.mark.parametrize(
    "wish", ["4:5", "-1:5", "0", "0:", "0:-1", "0:1.5", "0:x", "乡库@0:5", "县库@7:5", "", ":5", "县库:5"]
)
def test_a_wish_that_means_nothing_is_bad_input(wish: str) -> None:
    with pytest.raises(BadInput) as caught:
        with_more(PROBLEM, wish)
    assert "NODE:PIECES or STORE@DAY:PIECES, such as 县库@0, 县库@1, 镇库@0" in str(caught.value)


def test_another_order_of_stages() -> None:
    assert with_stages(PROBLEM, RESTS_FIRST).stage_of.tolist() == [[0, 2], [1, 3]]
    assert PROBLEM.stage_of.tolist() == [[0, 1], [2, 3]]


@pytest.mark.parametrize("stages", [[], ["min0"], ["min0", "min0", "min1", "rest0", "rest1"], ["min0,rest0"]])
def test_an_order_that_is_none_is_bad_input(stages: list[str]) -> None:
    with pytest.raises(BadInput):
        with_stages(PROBLEM, stages)


def test_the_price_of_an_order_is_told_by_tier() -> None:
    value, told = compare(TOWN, with_stages(TOWN, ["min0", "rest0", "min1+min2", "rest1", "rest2"]))

    first, second, third = value["tiers"]
    assert first["after"] > first["before"]
    assert second["after"] + third["after"] < second["before"] + third["before"]
    assert third["below_after"] >= third["below_before"]
    assert value["before"] == value["after"] == 4643
    assert "tier 0" in say_reason(told[1], "en")
    assert "优先级 0" in say_reason(told[1], "zh")


def test_who_gains_and_who_loses_most_is_named() -> None:
    _, told = compare(TOWN, with_stages(TOWN, ["min0", "rest0", "min1+min2", "rest1", "rest2"]))

    most = [reason.params for reason in told if reason.code == "change_most"]
    assert most[0]["after"] > most[0]["before"]
    assert most[1]["after"] < most[1]["before"]


def test_no_change_changes_nothing() -> None:
    value, told = compare(TOWN, TOWN)

    assert (value["gains"], value["loses"]) == (0, 0)
    assert set(value["change"]) == {0.0}
    assert [reason.code for reason in told] == ["change_all", *["change_tier"] * 3]


def test_minimums_that_are_not_met_are_counted() -> None:
    value, _ = compare(PROBLEM, with_more(PROBLEM, "0:10"))

    # The northern village is reached by nobody, with or without more at the county's store.
    assert [(tier["below_before"], tier["below_after"]) for tier in value["tiers"]] == [(0, 0), (1, 1)]


def test_nobody_there_compares_to_nothing() -> None:
    empty = read_problem({"tiers": 1, "nodes": [], "carry": [], "demands": []})

    value, told = compare(empty, empty)

    assert (value["before"], value["change"]) == (0, [])
    assert say_reason(told[0], "en").startswith("0 pieces given, then 0")


def test_more_never_takes_from_anybody() -> None:
    for node in range(len(TOWN.nodes.supply)):
        value: dict[str, Any] = compare(TOWN, with_more(TOWN, f"{node}:50"))[0]
        assert value["loses"] == 0


def test_shared_lorries_are_kept_shared() -> None:
    value = little(lorries=[{"store": "县库", "day": 0, "litres": 20}], litres={"0": 2})
    problem = read_problem(value)

    told, _ = compare(problem, with_more(problem, "0:10"))

    # The hospital's first day gets 10 at most: that is all its lorry holds.
    assert told["change"][0] == pytest.approx(0, abs=1e-6)

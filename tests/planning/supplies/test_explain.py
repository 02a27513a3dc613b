"""Reasons: each can be recomputed by hand from the numbers in it."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings

from tests.planning.supplies.little import example, instances, little
from yixian.planning.plan import Reason
from yixian.planning.supplies.answers import reason_answer, say_reason
from yixian.planning.supplies.check import check
from yixian.planning.supplies.explain import Reasons
from yixian.planning.supplies.read import read_problem
from yixian.planning.supplies.solve import allocate, allocate_whole

TOWN = read_problem(example("town"))
SHORT = {"share", "waiting", "not_reached", "no_lorry", "no_stock"}


def reasons_of(site: str, *, whole: bool = False, **changes: Any) -> list[Reason]:
    """Return the reasons of a site of the little split with some keys changed."""
    problem = read_problem(little(**changes))
    plan = (allocate_whole if whole else allocate)(problem)
    return Reasons(problem, plan).of_site(problem.sites.index(site))


def codes_of(site: str, **changes: Any) -> list[str]:
    """Return the codes of these reasons."""
    return [reason.code for reason in reasons_of(site, **changes)]


def changed(e: int, **row: Any) -> dict[str, Any]:
    """Return the demands of the little split with one of them changed."""
    demands = little()["demands"]
    demands[e] |= row
    return {"demands": demands}


def test_it_works() -> None:
    sentence = say_reason(reasons_of("东门")[0], "en")

    assert sentence.startswith("day 0, 0: needs 12, gets 8 = 2 + 10 x 18 / 30 (60.00% of its stage).")
    assert "22 pieces in reach = 22 pieces given" in sentence


def test_it_says_so_in_chinese() -> None:
    sentence = say_reason(reasons_of("东门")[0], "zh")

    assert "需要 12 件，得 8 件 = 2 + 10 × 18 ÷ 30" in sentence
    assert "能到的 22 件 = 已发 22 件" in sentence


def test_where_no_lorry_comes_that_is_the_reason() -> None:
    assert codes_of("北村") == ["no_lorry"]


def test_who_needs_nothing_is_told_so() -> None:
    assert codes_of("南村") == ["needs_nothing"]


def test_who_has_everything_is_told_so() -> None:
    assert codes_of("医院", nodes=[{**row, "supply": 99} for row in little()["nodes"]]) == ["full", "full"]


def test_where_stores_are_empty_that_is_the_reason() -> None:
    assert codes_of("医院", nodes=[{**row, "supply": 0} for row in little()["nodes"]]) == ["no_stock", "no_stock"]


def test_whose_turn_did_not_come_is_told_when_it_would() -> None:
    nodes = [{"store": 0, "day": 0, "supply": 8}]
    demands = [{"site": f"点{t}", "tier": t, "day": 0, "min": 6, "need": 10, "arcs": [0]} for t in range(2)]
    value = {"nodes": nodes, "carry": [], "demands": demands, "stages": ["min0", "rest0", "min1", "rest1"]}

    (first,), (second,) = reasons_of("点0", **value), reasons_of("点1", **value)

    assert (first.code, second.code) == ("share", "not_reached")
    assert (second.params["stage"], second.params["own"], second.params["parts"]) == (1, 2, "rest0")


def test_who_waits_for_his_rest_is_told_so() -> None:
    nodes = [{"store": 0, "day": 0, "supply": 13}]
    demands = [{"site": f"点{t}", "tier": t, "day": 0, "min": 6, "need": 10, "arcs": [0]} for t in range(2)]

    (reason,) = reasons_of("点1", nodes=nodes, carry=[], demands=demands)

    assert reason.code == "waiting"
    assert (reason.params["need"], reason.params["amount"]) == (10, "6")


def test_a_rounded_amount_says_what_it_became() -> None:
    nodes = [*little()["nodes"][:3], {"store": "镇库", "day": 1, "supply": 9}]

    told = reasons_of("东门", whole=True, nodes=nodes)

    assert [reason.code for reason in told] == ["share", "rounded"]
    assert told[1].params["amount"] in (7, 8)


def test_an_amount_that_is_whole_already_is_not_rounded() -> None:
    assert [reason.code for reason in reasons_of("东门", whole=True)] == ["share"]


def test_boxes_are_named() -> None:
    told = reasons_of("东门", whole=True, boxes={"0": 5})

    assert told[-1].params["box"] == 5
    assert "in whole boxes of 5 this is" in say_reason(told[-1], "en")


@pytest.mark.parametrize("e", [2, 4])
def test_what_is_owed_is_shown_to_everybody_short(e: int) -> None:
    site = little()["demands"][e]["site"]

    told = reasons_of(site, **changed(e, owed=5))

    assert told[-1].code == "owed"
    assert "5 pieces owed from past rounds count in its weight" in say_reason(told[-1], "en")


def test_what_the_site_holds_is_shown() -> None:
    told = reasons_of("东门", stock=[{"site": "东门", "pieces": 3}])

    assert [reason.code for reason in told] == ["share", "held"]
    assert told[0].params["need"] == 9
    assert say_reason(told[1], "zh") == "第 0 天 0：在点和在途的 3 件已从需求中减去"


def test_a_request_below_the_norm_is_shown() -> None:
    told = reasons_of("东门", **changed(2, request=4))

    assert [reason.code for reason in told] == ["full", "capped"]
    assert say_reason(told[1], "en") == "day 0, 0: by norm it needs 12, it asked for 4 only"


def test_a_request_above_the_norm_is_of_no_account() -> None:
    assert codes_of("东门", **changed(2, request=4000)) == ["share"]


def test_reasons_come_in_order_of_days() -> None:
    days = [reason.params["day"] for reason in Reasons(TOWN, allocate(TOWN)).of_site(7)]

    assert days == sorted(days)


def test_every_demand_has_a_reason_and_every_sum_is_right() -> None:
    plan = allocate(TOWN)
    reasons = Reasons(TOWN, plan)

    for e in range(TOWN.n_demands):
        first = reasons.of_demand(e)[0]
        assert say_reason(first, "en") and say_reason(first, "zh")
        if first.code == "share":
            p = first.params
            assert p["done"] + p["steep"] * p["num"] / p["den"] == pytest.approx(plan.amount[e])
        if first.code in ("share", "waiting", "not_reached"):
            assert first.params["given"] == first.params["stock"]
        if first.code in ("full", "needs_nothing"):
            assert plan.amount[e] == TOWN.demands.need[e]


@settings(deadline=None, derandomize=True, max_examples=150)
@given(instances(rich=True))
def test_nobody_below_full_need_is_without_a_machine_checked_reason(value: dict[str, Any]) -> None:
    problem = read_problem(value)
    plan = allocate(problem)
    reasons, certificate = Reasons(problem, plan), check(problem, plan)
    proven = {short.where[1]: short.reasons[0].params for short in certificate.shortfalls}

    for e in range(problem.n_demands):
        if plan.amount[e] >= problem.demands.need[e] - 1e-9:
            continue
        first = reasons.of_demand(e)[0]
        assert first.code in SHORT
        # The checker found the two numbers of the group equal by itself.
        group = proven[int(reasons.group_of[e])]
        assert group["given"] == group["stock"]
        if first.code == "share":
            p = first.params
            exact = p["done"] + Fraction(p["steep"] * p["num"], p["den"])
            assert float(exact) == pytest.approx(plan.amount[e], rel=1e-12)
            assert (p["given"], p["stock"]) == (group["given"], group["stock"])


def test_the_table_has_one_line_per_group() -> None:
    plan = allocate(TOWN)

    lines = [say_reason(reason, "en") for reason in Reasons(TOWN, plan).groups()]

    assert len(lines) == len(plan.groups) == 9
    assert sum(int(n) for line in lines for n in re.findall(r"(\d+) pieces given", line)) == 4643


def test_the_table_tells_the_kinds_of_groups_apart() -> None:
    codes = [reason.code for reason in Reasons(TOWN, allocate(TOWN)).groups()]

    assert codes == ["group_empty", *["group_tight"] * 7, "group_full"]


def test_reasons_are_json_for_scripts() -> None:
    reasons = Reasons(TOWN, allocate_whole(TOWN))

    for reason in (*reasons.groups(), *reasons.of_site(3)):
        assert json.loads(json.dumps(reason_answer(reason)))["code"] == reason.code

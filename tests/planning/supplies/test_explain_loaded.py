"""Reasons where lorries are shared: a share that a pocket calculator repeats, and what is used up."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from tests.planning.supplies.little import DATA
from yixian.planning.plan import Reason
from yixian.planning.supplies.answers import reason_answer, say_reason
from yixian.planning.supplies.explain_loaded import MOST_NAMED, LoadedReasons
from yixian.planning.supplies.lorries import allocate_loaded
from yixian.planning.supplies.problem import LorryPlan
from yixian.planning.supplies.read import read_problem

VALUE = json.loads((DATA / "lorries_example.json").read_text(encoding="utf-8"))


def reasons_of(value: dict[str, Any]) -> LoadedReasons:
    """Return the reasons of an instance's plan."""
    problem = read_problem(value)
    assert problem.lorries is not None
    plan = allocate_loaded(problem, problem.lorries)
    assert isinstance(plan, LorryPlan)
    return LoadedReasons(problem, plan)


REASONS = reasons_of(VALUE)


def of_site(name: str, reasons: LoadedReasons = REASONS) -> list[Reason]:
    """Return the reasons of a site by its name."""
    return reasons.of_site(reasons.problem.sites.index(name))


def test_it_works() -> None:
    sentence = say_reason(of_site("东镇")[2], "en")

    assert sentence == (
        "day 1, 口罩: needs 2400, gets 1333.3333 = 800 + 1600 x 33.3333%, the level of group 1. "
        "Used up: lorries of 县库 on day 1"
    )


def test_it_says_so_in_chinese() -> None:
    sentence = say_reason(of_site("东镇")[2], "zh")

    assert "需要 2400 件，得 1333.3333 件 = 800 + 1600 × 33.3333%" in sentence
    assert sentence.endswith("已用完：县库 第 1 天的车")


def test_every_sum_is_right() -> None:
    for e in range(REASONS.problem.n_demands):
        reason = REASONS.of_demand(e)
        p = reason.params
        if reason.code == "full":
            assert p["need"] == pytest.approx(float(REASONS.plan.amount[e]))
            continue
        assert reason.code == "loaded_share"
        found = p["done"] + p["steep"] * float(p["percent"].rstrip("%")) / 100
        assert found == pytest.approx(float(REASONS.plan.amount[e]), abs=0.01)


def test_reasons_come_in_order_of_days() -> None:
    assert [reason.params["day"] for reason in of_site("医院")] == [0, 0, 1, 1]


def test_the_table_has_one_line_per_group() -> None:
    lines = [say_reason(reason, "en") for reason in REASONS.groups()]

    assert len(lines) == len(REASONS.plan.groups)
    assert re.search(r"0 stocks and 1 lorries, is used up", lines[0])
    assert "have their full need" in lines[-1]


def test_who_has_everything_is_told_so() -> None:
    value = {
        **VALUE,
        "demands": [
            *VALUE["demands"],
            {"site": "小店", "item": "口罩", "tier": 0, "day": 1, "min": 0, "need": 0, "arcs": [1]},
        ],
    }

    assert [reason.code for reason in of_site("小店", reasons_of(value))] == ["needs_nothing"]


def test_whom_no_lorry_reaches_is_told_so() -> None:
    value = {
        **VALUE,
        "demands": [
            *VALUE["demands"],
            {"site": "北村", "item": "口罩", "tier": 0, "day": 1, "min": 0, "need": 5, "arcs": []},
        ],
    }

    assert [reason.code for reason in of_site("北村", reasons_of(value))] == ["no_lorry"]


def test_stock_that_is_used_up_is_named_too() -> None:
    value = json.loads(json.dumps(VALUE))
    value["nodes"][2]["supply"] = 250

    reasons = reasons_of(value)
    told = [reason for site in range(3) for reason in reasons.of_site(site)]
    used = [reason.params["used"] for reason in told if reason.code == "loaded_share"]

    assert any(part.code == "at_stock" for parts in used for part in parts)


def test_a_plan_that_ended_early_says_so() -> None:
    early = LoadedReasons(REASONS.problem, replace(REASONS.plan, cuts=(None,) * len(REASONS.plan.cuts)))

    assert "not proven" in say_reason(early.groups()[0], "en")
    assert "未证明" in say_reason(early.groups()[0], "zh")
    assert early.of_demand(0).params["used"] == ()


def test_what_is_used_up_is_a_reason_of_its_own_for_scripts() -> None:
    answer = reason_answer(of_site("东镇")[2])

    assert answer["used"] == [{"code": "on_lorry", "store": "县库", "day": 1}]
    assert len(answer["used"]) <= MOST_NAMED
    assert json.loads(json.dumps(answer, ensure_ascii=False)) == answer

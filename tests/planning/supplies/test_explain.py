"""Reasons: each can be recomputed by hand from the numbers in it."""

from __future__ import annotations

import re

import pytest

from tests.planning.supplies.little import example, little
from yixian.planning.plan import Reason
from yixian.planning.supplies.answers import say_reason
from yixian.planning.supplies.explain import Reasons
from yixian.planning.supplies.read import read_problem
from yixian.planning.supplies.solve import allocate, allocate_whole

TOWN = read_problem(example("town"))


def reasons_of(site: str) -> list[Reason]:
    """Return the reasons of a site of the little split."""
    problem = read_problem(little())
    return Reasons(problem, allocate(problem)).of_site(problem.sites.index(site))


def test_it_works() -> None:
    sentence = say_reason(reasons_of("东门")[0], "en")

    assert sentence.startswith("day 0, 0: needs 12, gets 8 = 2 + 10 x 18 / 30 (60.00% of its stage).")
    assert "22 pieces in reach = 22 pieces given" in sentence


def test_it_says_so_in_chinese() -> None:
    assert "需要 12 件，得 8 件 = 2 + 10 × 18 ÷ 30" in say_reason(reasons_of("东门")[0], "zh")


def test_where_no_lorry_comes_that_is_the_reason() -> None:
    assert [reason.code for reason in reasons_of("北村")] == ["no_lorry"]


def test_who_needs_nothing_is_told_so() -> None:
    assert [reason.code for reason in reasons_of("南村")] == ["needs_nothing"]


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


def test_the_table_has_one_line_per_group() -> None:
    plan = allocate(TOWN)

    lines = [say_reason(reason, "en") for reason in Reasons(TOWN, plan).groups()]

    assert len(lines) == len(plan.groups) == 9
    assert sum(int(n) for line in lines for n in re.findall(r"(\d+) pieces given", line)) == 4643


def test_a_rounded_amount_says_what_it_became() -> None:
    problem = read_problem(little())
    plan = allocate_whole(
        read_problem(little(nodes=[*little()["nodes"][:3], {"store": "镇库", "day": 1, "supply": 9}]))
    )
    reasons = Reasons(problem, plan)

    assert any(reason.code == "rounded" for e in range(problem.n_demands) for reason in reasons.of_demand(e))


def test_what_is_owed_is_shown() -> None:
    value = little()
    value["demands"][2]["owed"] = 5
    problem = read_problem(value)

    codes = [reason.code for reason in Reasons(problem, allocate(problem)).of_site(1)]

    assert codes == ["share", "owed"]

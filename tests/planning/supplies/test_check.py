"""The checker believes what is right and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.planning.supplies.little import example, little
from yixian.planning.plan import Certificate, Reason
from yixian.planning.supplies.check import check
from yixian.planning.supplies.problem import Allocation, Level
from yixian.planning.supplies.read import read_problem
from yixian.planning.supplies.solve import allocate, allocate_whole

PROBLEM = read_problem(little())
PLAN = allocate(PROBLEM)
TOWN = read_problem(example("town"))


def refused(plan: Allocation, *refusals: Reason) -> list[str]:
    """Return the codes of the rules that a plan for the little split breaks."""
    certificate = check(PROBLEM, plan, refusals)
    assert not certificate.is_sound
    return [rule.code for rule in certificate.rules if rule.held < rule.tested]


def with_group(k: int, **changes: Any) -> Allocation:
    """Return the plan with one of its groups changed."""
    groups = list(PLAN.groups)
    groups[k] = replace(groups[k], **changes)
    return replace(PLAN, groups=tuple(groups))


def test_it_works() -> None:
    certificate = check(PROBLEM, PLAN)

    assert certificate.is_sound
    assert (certificate.cost, certificate.bound) == (27, 27)


@pytest.mark.parametrize("solve", [allocate, allocate_whole])
@pytest.mark.parametrize("name", ["tiny", "town"])
def test_the_worked_examples_are_believed(name: str, solve: Any) -> None:
    problem = read_problem(example(name))

    assert check(problem, solve(problem)).faults == ()


def test_every_rule_is_counted() -> None:
    rules = {rule.code: (rule.tested, rule.held) for rule in check(TOWN, allocate_whole(TOWN)).rules}

    assert all(tested == held for tested, held in rules.values())
    assert rules["one_group"] == (420, 420)
    assert {"levels_rise", "given", "total", "reach", "stock", "tight", "arc", "brought", "stock_there"} <= set(rules)
    assert {"whole_boxes", "one_level", "class_sum", "rounded_otherwise", "rounding_order"} <= set(rules)


def test_rounding_is_no_rule_of_an_exact_plan() -> None:
    rules = {rule.code for rule in check(TOWN, allocate(TOWN)).rules}

    assert "amount" in rules
    assert "rounded_otherwise" not in rules


def test_a_demand_in_two_groups_is_refused() -> None:
    plan = with_group(0, demands=np.array([4, 0]))

    assert refused(plan) == ["one_group"]


def test_a_demand_in_no_group_is_refused() -> None:
    assert refused(with_group(1, demands=np.array([0]))) == ["one_group"]


@pytest.mark.parametrize("level", [Level(0, 2, 1), Level(5, 0, 1), Level(4, 1, 2)])
def test_a_level_that_is_none_is_refused(level: Level) -> None:
    assert "level" in refused(with_group(2, level=level))


def test_levels_that_fall_are_refused() -> None:
    assert "levels_rise" in refused(replace(PLAN, groups=(PLAN.groups[1], PLAN.groups[0], PLAN.groups[2])))


@pytest.mark.parametrize("change", [1.0, -1.0, 1e-6])
def test_an_amount_off_its_level_is_refused(change: float) -> None:
    amount = PLAN.amount.copy()
    amount[0] += change

    assert "amount" in refused(replace(PLAN, amount=amount))


def test_an_amount_off_by_less_than_a_float_can_tell_is_believed() -> None:
    amount = PLAN.amount * (1 + 1e-12)

    assert check(PROBLEM, replace(PLAN, amount=amount)).is_sound


@pytest.mark.parametrize(("given", "stock"), [(29, 30), (30, 29), (29, 29), (31, 31), (0, 0)])
def test_two_numbers_that_are_not_what_is_there_are_refused(given: int, stock: int) -> None:
    assert refused(with_group(1, given=given, stock=stock))


@pytest.mark.parametrize("nodes", [[], [0], [0, 1, 2], [2, 3]])
def test_a_reach_that_is_another_one_is_refused(nodes: list[int]) -> None:
    assert "reach" in refused(with_group(1, nodes=np.array(nodes, dtype=np.int64)))


def test_the_order_in_which_reach_is_written_does_not_matter() -> None:
    assert check(PROBLEM, with_group(1, nodes=np.array([1, 0]))).is_sound


def test_another_level_with_amounts_that_fit_it_is_refused() -> None:
    # Everything agrees with level 2.4, but 2 pieces of 30 would stay in store.
    level = Level(2, 2, 5)
    group = replace(PLAN.groups[1], level=level, given=28)
    amount = PLAN.amount.copy()
    amount[:2] = 14
    plan = replace(PLAN, groups=(PLAN.groups[0], group, PLAN.groups[2]), amount=amount)

    assert "tight" in refused(plan)


def test_a_contradiction_in_the_file_is_told_with_the_rest() -> None:
    amount = PLAN.amount.copy()
    amount[0] += 1

    certificate = check(PROBLEM, replace(PLAN, amount=amount), (Reason("seal", {"line": "certificate.seal"}),))

    assert any("seal" in fault for fault in certificate.faults)
    assert any("amount[0]" in fault for fault in certificate.faults)


def test_a_file_that_cannot_be_read_is_not_judged_further() -> None:
    certificate = check(PROBLEM, PLAN, (Reason("not_a_list", {"line": "amount"}),))

    assert (certificate.rules, certificate.bound, len(certificate.faults)) == ((), None, 1)


def test_faults_are_told_in_the_language_asked_for() -> None:
    plan = with_group(1, given=29)

    said = {lang: check(PROBLEM, plan, lang=lang).faults[0] for lang in ("zh", "en")}

    assert "写的是发放 29 件" in said["zh"]
    assert "given: says 29 pieces" in said["en"]


def test_only_twenty_faults_of_a_rule_are_named() -> None:
    plan = allocate(TOWN)

    certificate = check(TOWN, replace(plan, amount=plan.amount + 1))

    assert sum(": amount:" in fault for fault in certificate.faults) == 20


def test_every_group_below_its_need_is_named_with_its_two_numbers() -> None:
    certificate = check(TOWN, allocate(TOWN))

    assert sum(short.missing for short in certificate.shortfalls) == certificate.cost == certificate.bound
    assert all(r.params["given"] == r.params["stock"] for s in certificate.shortfalls for r in s.reasons)


def test_who_has_everything_is_no_shortfall() -> None:
    nodes = [{"store": 0, "day": 0, "supply": 99}]
    demands = [{"site": 0, "tier": 0, "day": 0, "min": 1, "need": 9, "arcs": [0]}]
    problem = read_problem({"tiers": 1, "nodes": nodes, "carry": [], "demands": demands})

    certificate = check(problem, allocate(problem))

    assert (certificate.cost, certificate.bound, certificate.shortfalls) == (0, 0, ())


def test_nobody_there_is_sound() -> None:
    problem = read_problem({"tiers": 1, "nodes": [], "carry": [], "demands": []})

    certificate = check(problem, allocate(problem))

    assert (certificate.is_sound, certificate.cost, certificate.bound) == (True, 0, 0)


def loss(**changes: Any) -> Certificate:
    """Return what the checker says of the plan with arrays changed."""
    return check(PROBLEM, replace(PLAN, **changes))


def test_a_plan_with_too_few_amounts_counts_all_needs_as_lacking() -> None:
    certificate = check(
        PROBLEM, replace(PLAN, amount=PLAN.amount[:3]), (Reason("length", {"line": "amount", "expected": 6, "got": 3}),)
    )

    assert certificate.cost == 79


def test_stock_kept_that_nobody_kept_is_refused() -> None:
    carried = PLAN.carried.copy()
    carried[0] += 100

    assert not loss(carried=carried).is_sound

"""Prices prove that no group can rise; what they do not prove is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from yixian.planning.supplies.check_loaded import check_loaded
from yixian.planning.supplies.lorries import allocate_loaded
from yixian.planning.supplies.problem import Cut, LorryPlan, Problem, Shipments
from yixian.planning.supplies.read import read_problem

NO_CARRY: np.ndarray[Any, Any] = np.zeros(0)


def one_lorry(litres: float = 70, **changes: Any) -> Problem:
    """Return two items of one store in one lorry: litres a piece are 1 and 2.5, forty of each are needed."""
    nodes = [{"store": 0, "day": 0, "item": item, "supply": 100} for item in range(2)]
    demands = [{"site": 0, "item": i, "tier": 0, "day": 0, "min": 0, "need": 40, "arcs": [i]} for i in range(2)]
    lorries = [{"store": 0, "day": 0, "litres": litres}]
    value = {"tiers": 1, "nodes": nodes, "carry": [], "demands": demands, "lorries": lorries}
    return read_problem({**value, "litres": {"0": 1, "1": 2.5}, **changes})


PROBLEM = one_lorry()
PLAN = LorryPlan(
    amount=np.array([20.0, 20.0]),
    levels=(1.5, 2.0),
    groups=(np.array([0, 1]), np.zeros(0, dtype=np.int64)),
    cuts=(Cut({}, {0: 1.0}),),
    shipments=Shipments(np.array([0, 1]), np.array([0, 1]), np.array([20.0, 20.0])),
    carried=NO_CARRY,
)


def broken(problem: Problem = PROBLEM, **changes: Any) -> set[str]:
    """Return the rules that the plan breaks with some of its parts changed."""
    return {rule.code for rule in check_loaded(problem, replace(PLAN, **changes)).rules if rule.held < rule.tested}


def test_it_works() -> None:
    certificate = check_loaded(PROBLEM, PLAN)

    assert certificate.faults == ()
    assert (certificate.cost, certificate.bound) == (40, None)
    assert [short.missing for short in certificate.shortfalls] == [40]


def test_the_solver_finds_the_same_plan() -> None:
    assert PROBLEM.lorries is not None
    plan = allocate_loaded(PROBLEM, PROBLEM.lorries)

    assert plan.amount.tolist() == pytest.approx([20, 20])
    assert isinstance(plan, LorryPlan)
    assert check_loaded(PROBLEM, plan).is_sound


@pytest.mark.parametrize("price", [1e-3, 1.0, 1e6])
def test_prices_prove_at_any_scale(price: float) -> None:
    assert broken(cuts=(Cut({}, {0: price}),)) == set()


def test_a_price_below_nothing_is_refused() -> None:
    assert "cut_prices" in broken(cuts=(Cut({}, {0: -1.0}),))


def test_stock_that_is_left_has_no_price() -> None:
    assert "cut_equal" in broken(cuts=(Cut({0: 1.0}, {0: 1.0}),))


def test_no_price_proves_nothing() -> None:
    assert broken(cuts=(Cut({}, {}),)) == {"stuck"}


def test_a_lower_level_leaves_room_on_the_lorry() -> None:
    less = np.array([18.0, 18.0])
    ships = Shipments(np.array([0, 1]), np.array([0, 1]), less)

    assert broken(amount=less, levels=(1.45, 2.0), shipments=ships) == {"cut_equal"}


def test_a_higher_level_does_not_fit_on_the_lorry() -> None:
    more = np.array([22.0, 22.0])
    ships = Shipments(np.array([0, 1]), np.array([0, 1]), more)

    assert {"load", "cut_equal"} <= broken(amount=more, levels=(1.55, 2.0), shipments=ships)


def test_one_may_not_stand_higher_on_the_same_lorry() -> None:
    # 15 x 1 + 22 x 2.5 = 70: the lorry is full, but item 1 takes what item 0 lacks.
    amount = np.array([15.0, 22.0])
    ships = Shipments(np.array([0, 1]), np.array([0, 1]), amount)
    groups = (np.array([0]), np.array([1]), np.zeros(0, dtype=np.int64))
    cut = Cut({}, {0: 1.0})

    assert broken(amount=amount, levels=(1.375, 1.55, 2.0), groups=groups, cuts=(cut, cut), shipments=ships) == {
        "no_higher"
    }


def test_amounts_fit_their_level() -> None:
    assert "amount" in broken(levels=(1.4, 2.0))


def test_levels_rise_to_the_top() -> None:
    assert "level" in broken(levels=(1.5, 1.9))
    assert "levels_rise" in broken(levels=(2.5, 2.0))


@pytest.mark.parametrize("groups", [([0], []), ([0, 1, 1], []), ([0, 1], [0])])
def test_each_demand_stands_once(groups: tuple[list[int], list[int]]) -> None:
    assert "one_group" in broken(groups=tuple(np.array(group, dtype=np.int64) for group in groups))


def test_a_group_without_proof_is_said_to_be_unproven() -> None:
    certificate = check_loaded(PROBLEM, replace(PLAN, cuts=(None,)))

    assert certificate.is_sound
    assert [reason.code for short in certificate.shortfalls for reason in short.reasons] == ["unproven_group"]


def test_an_unproven_group_must_still_fit() -> None:
    assert "amount" in broken(cuts=(None,), levels=(1.4, 2.0))


def test_prices_must_not_rise_while_stock_is_kept() -> None:
    nodes = [{"store": 0, "day": day, "supply": 10 * (day == 0)} for day in range(2)]
    demands = [{"site": 0, "tier": 0, "day": 1, "min": 0, "need": 20, "arcs": [1]}]
    problem = read_problem({"tiers": 1, "nodes": nodes, "carry": [[0, 1]], "demands": demands})
    plan = LorryPlan(
        amount=np.array([10.0]),
        levels=(1.5, 2.0),
        groups=(np.array([0]), np.zeros(0, dtype=np.int64)),
        cuts=(Cut({0: 1.0, 1: 1.0}, {}),),
        shipments=Shipments(np.array([1]), np.array([0]), np.array([10.0])),
        carried=np.array([10.0]),
    )

    assert check_loaded(problem, plan).is_sound
    assert not check_loaded(problem, replace(plan, cuts=(Cut({1: 1.0}, {}),))).is_sound


def test_whom_no_lorry_reaches_needs_no_price() -> None:
    problem = one_lorry(demands=[{"site": 0, "item": 0, "tier": 0, "day": 0, "min": 0, "need": 40, "arcs": []}])
    nothing = Shipments(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0))
    plan = replace(
        PLAN,
        amount=np.zeros(1),
        levels=(0.0, 2.0),
        groups=(np.array([0]), PLAN.groups[1]),
        cuts=(Cut({}, {}),),
        shipments=nothing,
    )

    assert check_loaded(problem, plan).faults == ()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_faults_are_told_in_both_languages(lang: Any) -> None:
    fault = check_loaded(PROBLEM, replace(PLAN, cuts=(Cut({}, {}),)), lang=lang).faults[0]

    assert ("价格" in fault) == (lang == "zh")

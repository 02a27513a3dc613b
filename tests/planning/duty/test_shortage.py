"""Slots that everybody together cannot fill: counted, shrunk, and held by a rule that is named."""

from __future__ import annotations

import numpy as np
import pytest

from tests.planning.duty.brute import least_cost
from tests.planning.duty.little import CLASHES, example, little, planned
from yixian.planning.duty.binding import givings
from yixian.planning.duty.figures import count
from yixian.planning.duty.problem import Problem
from yixian.planning.duty.read import read_problem
from yixian.planning.duty.shortage import Counter, guesses, provable_leaders, provable_shortage


@pytest.mark.parametrize(
    ("name", "people", "leaders"),
    [
        ("clash_nights", (14, 12), (21, 18)),
        ("clash_leader", (42, 54), (21, 6)),
        ("clash_sunday", (6, 4), (3, 0)),
        ("clash_hours", (42, 36), (21, 18)),
    ],
)
def test_it_works(name: str, people: tuple[int, int], leaders: tuple[int, int]) -> None:
    problem, prices = example(name), planned(name).prices

    own, led = provable_shortage(problem, prices), provable_leaders(problem, prices)

    assert (own.need, own.possible) == people
    assert (led.need, led.possible) == leaders


@pytest.mark.parametrize("name", CLASHES)
def test_every_clash_is_exact_in_holes_and_leaderless_slots(name: str) -> None:
    problem, plan = example(name), planned(name)
    figures = count(problem, plan.roster)
    known = {"clash_nights": (2, 4), "clash_leader": (0, 15), "clash_sunday": (2, 3), "clash_hours": (6, 3)}

    assert (int(figures.missing.sum()), int(figures.leaders_missing.sum())) == known[name]
    assert plan.is_proven
    assert provable_shortage(problem, plan.prices).short == known[name][0]


def test_without_prices_shifts_are_tried() -> None:
    found = provable_shortage(example("clash_nights"), None)

    assert found.short == 2
    assert found.slots.sum() == 7


def test_slots_that_do_not_matter_are_left_out() -> None:
    found = provable_shortage(example("clash_sunday"), planned("clash_sunday").prices)

    assert {tuple(slot[:2]) for slot in np.argwhere(found.slots).tolist()} == {(0, 6)}


def test_a_sum_over_people_is_what_all_can_give() -> None:
    problem = example("tiny_2")
    counter = Counter(problem)
    for slots in guesses(problem.need > 0, None):
        assert counter.shortage(slots).possible == int(counter.most(slots).sum())
        assert counter.most(slots).max() <= problem.n_days


def tight(**limits: int) -> Problem:
    """Return two people for three days of the little problem, each under one more limit."""
    value = little(days=3, needs=[["路口", day, shift, 0, 0] for day in range(3) for shift in "DEN"])
    value["people"] = [{**person, **limits, "unavailable": []} for person in value["people"][:2]]
    for person in value["people"]:
        person.pop("wishes_off", None)
    return read_problem(value)


def test_the_shortage_is_never_above_the_truth() -> None:
    problem = tight(max_shifts_week=2)

    found = provable_shortage(problem, None)

    assert found.short == 9 - 4
    assert found.short * 1000 <= least_cost(problem) < (found.short + 1) * 1000


@pytest.mark.parametrize(
    ("limits", "rule", "each"),
    [
        ({"max_shifts_week": 2}, "shifts_week", 2),
        ({"max_hours_week": 14}, "hours_week", 2),
        ({"max_days_in_row": 1}, "days_in_row", 2),
        ({"max_hours_week": 14, "max_shifts_week": 2}, "hours_week", 2),
    ],
)
def test_the_binding_rule_is_named(limits: dict[str, int], rule: str, each: int) -> None:
    problem = tight(**limits)

    found = givings(problem, problem.need > 0)

    assert [(giving.each, giving.rules[0], giving.people) for giving in found] == [(each, rule, (0, 1))]


def test_two_rules_that_bind_at_once_are_both_named() -> None:
    problem = tight(max_hours_week=14, max_shifts_week=2)

    assert givings(problem, problem.need > 0)[0].rules == ("hours_week", "shifts_week")


def test_absence_is_no_rule_of_time() -> None:
    found = givings(example("clash_sunday"), provable_shortage(example("clash_sunday"), None).slots)

    assert [(giving.each, len(giving.people), giving.rules) for giving in found] == [(1, 4, ()), (0, 6, ())]

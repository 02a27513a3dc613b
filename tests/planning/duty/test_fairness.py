"""Nights shared over months: loads, the least possible highest one, and why somebody has more."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.duty.little import example, little, planned, roster_of
from yixian.planning.duty.fairness import explain_fairness, fairness_of
from yixian.planning.duty.problem import OFF, Problem, Roster
from yixian.planning.duty.read import read_problem
from yixian.planning.duty.rulebook import Rulebook

NIGHT = 2


def nights(before: tuple[int, ...], days: int = 3, **changes: Any) -> Problem:
    """Return people who carry over some nights, one post and one night a day."""
    people = [
        {"id": f"人{i}", "leader": True, "home_post": "东门", "posts": [["东门", 5]], "nights_before": n, **changes}
        for i, n in enumerate(before)
    ]
    needs = [["东门", day, "N", 1, 0] for day in range(days)]
    return read_problem(little(days=days, people=people, needs=needs, default_need={"people": 0, "leaders": 0}))


def standing(problem: Problem, who: tuple[int, ...]) -> Roster:
    """Return the roster in which these people stand the nights, day by day."""
    lines = [(problem.person_ids[person], day, "N", "东门") for day, person in enumerate(who)]
    return roster_of(problem, lines)


def test_it_works() -> None:
    problem = nights((3, 0, 0))

    fair = fairness_of(problem, standing(problem, (0, 1, 0)))

    assert fair.now.tolist() == [2, 1, 0]
    assert fair.load.tolist() == [5, 1, 0]
    assert (fair.highest, fair.least) == (5, 3)
    assert fair.average == 2.0


def test_the_least_highest_load_is_counted_where_nobody_carries_over() -> None:
    problem = nights((0, 0))

    fair = fairness_of(problem, standing(problem, (0, 0, 1)))

    assert (fair.highest, fair.least) == (2, 2)
    told = explain_fairness(problem, standing(problem, (0, 0, 1)))
    assert told.reasons[0].code == "fair_all"
    assert told.reasons[0].params == {"cap": 1, "nights": 3, "people": 2, "give": 2}


def test_one_post_may_be_what_proves_it() -> None:
    value = little(days=2, needs=[["东门", d, "N", 1, 0] for d in range(2)], default_need={"people": 0, "leaders": 0})
    value["people"] = [
        {"id": "近", "leader": True, "home_post": "东门", "posts": [["东门", 5]]},
        *({"id": f"远{i}", "leader": True, "home_post": "路口", "posts": [["路口", 5]]} for i in range(3)),
    ]
    value["needs"] += [["路口", 0, "N", 1, 0]]
    problem = read_problem(value)
    roster = roster_of(problem, [("近", 0, "N", "东门"), ("近", 1, "N", "东门"), ("远0", 0, "N", "路口")])

    told = explain_fairness(problem, roster)

    assert (told.figures.params["highest"], told.figures.params["least"]) == (2, 2)
    assert told.reasons[0].code == "fair_post"
    assert told.reasons[0].params == {"post": "东门", "cap": 1, "nights": 2, "people": 1, "give": 1}


def test_each_night_of_who_has_more_says_what_kept_the_others() -> None:
    problem = nights((2, 0), no_nights=False)
    roster = standing(problem, (0, 0, 0))

    told = explain_fairness(problem, roster)

    assert [reason.code for reason in told.reasons[:2]] == ["fair_all", "fair_person"]
    person = told.reasons[1].params
    assert (person["person"], person["load"], person["before"], person["now"]) == ("人0", 5, 2, 3)
    night = [reason for reason in told.reasons if reason.code == "fair_night"]
    assert [reason.params["others"] for reason in night] == [1, 1, 1]
    assert [reason.code for reason in told.reasons].count("keeps_nothing") == 3


def test_whoever_may_do_no_night_is_not_in_the_average() -> None:
    value = little()
    problem = read_problem(value)

    fair = fairness_of(problem, planned("little").roster)

    assert fair.most[2] == 0
    assert fair.average == float(np.delete(fair.load, 2).mean())


def test_a_roster_without_nights_is_fair() -> None:
    problem = nights((0, 0))
    told = explain_fairness(problem, roster_of(problem, []))

    assert told.figures.params["highest"] == told.figures.params["least"] == 0
    assert [reason.code for reason in told.reasons] == ["fair_carried"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=2, max_size=3), st.integers(1, 4))
def test_no_roster_has_a_lower_highest_load(before: list[int], days: int) -> None:
    problem = nights(tuple(before), days)
    lowest = None
    for who in itertools.product(range(len(before)), repeat=days):
        roster = standing(problem, who)
        book = Rulebook(problem)
        rows = [[(d, s) for d, s in enumerate(row) if s != OFF] for row in roster.shift.tolist()]
        if any(book.first_break(person, duties) for person, duties in enumerate(rows)):
            continue
        fair = fairness_of(problem, roster)
        lowest = fair.highest if lowest is None else min(lowest, fair.highest)
        assert fair.least <= fair.highest
    if lowest is not None:
        assert fair.least <= lowest


def test_a_county_is_counted_quickly() -> None:
    fair = fairness_of(example("township_30"), planned("township_30", 100_000).roster)

    assert fair.least <= fair.highest
    assert fair.now.sum() == (planned("township_30", 100_000).roster.shift == NIGHT).sum()

"""What would help: single relaxations with their effect, the smallest set that leaves no hole, the law untouched."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from tests.planning.duty.little import example, little, planned
from yixian.planning.duty.figures import count
from yixian.planning.duty.read import read_problem
from yixian.planning.duty.relax import Relaxation, Relaxed, Relaxer, with_people
from yixian.planning.duty.shortage import provable_shortage
from yixian.planning.duty.solve import solve
from yixian.planning.stop import Stop

LAST = -1


def relaxer(name: str) -> Relaxer:
    """Return what asks for an example and its plan."""
    return Relaxer(example(name), planned(name).roster, planned(name).prices)


def described(relaxed: Relaxed | None) -> list[tuple[str | None, int, int]]:
    """Return the changes as limit, before, after."""
    assert relaxed is not None
    return [(change.limit, change.before, change.after) for change in relaxed.changes]


def test_it_works() -> None:
    asked = relaxer("clash_nights")

    assert asked.missing == 2
    first = asked.price_list()[0]
    assert (described(first), first.least, first.holes) == ([("week_min", 2880, 3480)], 0, 0)
    assert described(asked.smallest()) == [("week_min", 2880, 3480)]


def test_people_are_the_last_resort() -> None:
    asked = relaxer("clash_sunday")

    assert [(described(one), one.holes) for one in asked.price_list()] == [([(None, 10, 11)], 1)]
    assert described(asked.smallest()) == [(None, 10, 12)]


def test_every_answer_is_what_solving_anew_gives() -> None:
    problem, asked = example("clash_hours"), relaxer("clash_hours")

    for relaxed in asked.price_list():
        (change,) = relaxed.changes
        plan = solve(change.applied(problem), Stop(work_limit=200_000))
        assert int(count(change.applied(problem), plan.roster).missing.sum()) == relaxed.holes
        assert relaxed.least <= (relaxed.holes or 0)


def test_no_smaller_set_of_limits_would_do() -> None:
    problem = read_problem(little(needs=[], default_need={"people": 1, "leaders": 0}, people=little()["people"][:3]))
    plan = solve(problem, Stop(work_limit=100_000))
    asked = Relaxer(problem, plan.roster, plan.prices)

    smallest = asked.smallest()

    assert smallest is not None
    assert smallest.holes == 0
    size = sum(change.size for change in smallest.changes)
    limits = asked.limits()
    for n in range(min(size, len(limits) + 1)):
        for chosen in itertools.combinations(limits, n):
            relaxed = problem
            for change in chosen:
                relaxed = change.applied(relaxed)
            assert provable_shortage(relaxed, None).short > 0 or asked.relaxed(chosen).holes != 0


def test_whoever_has_a_limit_of_his_own_keeps_it() -> None:
    problem = read_problem(little())
    raised = Relaxation("week_min", 2880, 3480).applied(problem)

    assert raised.limits.week_min.tolist() == [3480, 3480, 3480, 3480, 1260]
    assert (raised.limits.no_nights == problem.limits.no_nights).all()
    assert (raised.away == problem.away).all()


def test_people_who_come_stand_only_at_their_post_under_the_common_limits() -> None:
    problem = with_people(read_problem(little(published=[])), 1, 2)

    assert problem.person_ids[-2:] == ("+1", "+2")
    assert problem.reach[LAST].tolist() == [1, -1]
    assert problem.leader[LAST]
    assert not problem.limits.no_nights[LAST]
    assert problem.limits.week_min[LAST] == 2880
    assert problem.published is not None
    assert problem.published.shift.shape == problem.pinned.shift.shape == (7, 7)


def test_nothing_short_asks_for_nothing() -> None:
    problem = example("clash_leader")

    assert Relaxer(problem, planned("clash_leader").roster, None).missing == 0


@pytest.mark.slow
def test_a_county_gets_the_counted_price_list() -> None:
    problem = example("county_300_1200")
    plan = solve(problem, Stop(time_limit_s=5.0))

    asked = Relaxer(problem, plan.roster, plan.prices)

    found = asked.price_list()
    assert found
    assert all(one.holes is None and one.left < asked.missing for one in found)
    assert asked.smallest() is None
    assert np.all([one.need >= one.possible for one in found])

"""Who can stand in: lawful, ranked by what it really costs, quickly; a reason against everybody else."""

from __future__ import annotations

import random
import time

import numpy as np

from tests.planning.duty.little import example, little, planned, roster_of
from yixian.planning.duty.figures import count
from yixian.planning.duty.fill import StandIns, without
from yixian.planning.duty.problem import Problem, Roster
from yixian.planning.duty.read import read_problem
from yixian.planning.duty.rulebook import Rulebook

PROBLEM = read_problem(little())
DAY_AT_GATE = (0, 1, 0)


def put(problem: Problem, roster: Roster, person: str, slot: tuple[int, int, int]) -> Roster:
    """Return a roster with one more duty, or with another one on that day."""
    post, day, shift = slot
    changed = without(roster, problem.person_ids.index(person), day)
    changed.shift[problem.person_ids.index(person), day] = shift
    changed.post[problem.person_ids.index(person), day] = post
    return changed


def is_lawful(problem: Problem, roster: Roster) -> bool:
    """Whether everybody's time keeps the rules."""
    book = Rulebook(problem)
    rows = [[(d, s) for d, s in enumerate(row) if s >= 0] for row in roster.shift.tolist()]
    return all(book.first_break(person, duties) is None for person, duties in enumerate(rows))


def test_it_works() -> None:
    roster = roster_of(PROBLEM, [("高涛", 0, "E", "东门"), ("何娟", 1, "E", "路口")])

    filling = StandIns(PROBLEM, roster).fill(DAY_AT_GATE)

    assert filling.missing == 1
    assert [candidate.person for candidate in filling.candidates] == ["李兰", "赵成"]
    assert [candidate.cost_change for candidate in filling.candidates] == [8 - 1000, 11 + 20 - 1000]
    assert {(reason.code, reason.params["person"]) for reason in filling.against} == {
        ("kept_rest", "高涛"),
        ("kept_on_duty", "何娟"),
    }


def test_every_cost_change_is_what_the_roster_costs_more() -> None:
    problem, chance = example("town_10"), random.Random(1)
    roster = planned("town_10").roster
    lines = np.argwhere(roster.shift >= 0).tolist()
    for person, day in chance.sample(lines, 15):
        slot = (int(roster.post[person, day]), day, int(roster.shift[person, day]))
        open_roster = without(roster, person, day)
        before = count(problem, open_roster).cost
        stand_ins = StandIns(problem, open_roster)
        for candidate in stand_ins.fill(slot).candidates:
            filled = put(problem, open_roster, candidate.person, slot)
            assert count(problem, filled).cost - before == candidate.cost_change
            assert is_lawful(problem, filled)
        for chain in stand_ins.chains(slot):
            given = (
                problem.post_ids.index(chain.gives_up[0]),
                chain.gives_up[1],
                problem.shift_ids.index(chain.gives_up[2]),
            )
            moved = without(open_roster, problem.person_ids.index(chain.person), given[1])
            moved = put(problem, put(problem, moved, chain.person, slot), chain.stand_in, given)
            assert count(problem, moved).cost - before == chain.cost_change
            assert is_lawful(problem, moved)


def test_changes_against_the_published_roster_are_counted() -> None:
    published = [["何娟", 1, "D", "东门"], ["赵成", 1, "E", "东门"]]
    problem = read_problem(little(published=published))
    roster = roster_of(problem, [("赵成", 1, "E", "东门")])

    candidates = {one.person: one.cost_change for one in StandIns(problem, roster).fill(DAY_AT_GATE).candidates}

    assert candidates["何娟"] == 6 - 1000 - 30
    assert candidates["李兰"] == 8 - 1000 + 30


def test_a_slot_that_lacks_nobody_takes_nobody() -> None:
    roster = roster_of(PROBLEM, [("何娟", 1, "D", "东门")])
    stand_ins = StandIns(PROBLEM, roster)

    assert stand_ins.fill(DAY_AT_GATE).candidates == ()
    assert stand_ins.chains(DAY_AT_GATE) == ()


def test_every_reason_is_the_right_one() -> None:
    value = little(frozen_days=1, pinned=[["高涛", 3, "D", "路口"]])
    problem = read_problem(value)
    stand_ins = StandIns(problem, roster_of(problem, [("高涛", 3, "D", "路口")]))

    def against(slot: tuple[int, int, int]) -> dict[str, str]:
        return {str(one.params["person"]): one.code for one in stand_ins.fill(slot).against}

    assert set(against((0, 0, 0)).values()) == {"kept_past"}
    assert against((0, 3, 0))["高涛"] == "kept_pinned"
    assert against((0, 2, 0))["李兰"] == "kept_unavailable"
    assert against((1, 1, 2))["王秀"] == "kept_no_nights"


def test_chains_do_not_move_pinned_duties() -> None:
    value = little(pinned=[["高涛", 1, "E", "东门"]])
    problem = read_problem(value)
    roster = roster_of(problem, [("高涛", 1, "E", "东门")])

    assert all(chain.person != "高涛" for chain in StandIns(problem, roster).chains(DAY_AT_GATE))


def test_most_drop_outs_can_be_replaced_and_quickly() -> None:
    problem, chance = example("township_30"), random.Random(3)
    roster = planned("township_30", 3_000_000).roster
    lines = chance.sample(np.argwhere(roster.shift >= 0).tolist(), 60)
    n_direct = n_filled = 0
    waits_s, chain_waits_s = [], []
    for person, day in lines:
        slot = (int(roster.post[person, day]), day, int(roster.shift[person, day]))
        stand_ins = StandIns(problem, without(roster, person, day))
        began_s = time.perf_counter()
        direct = [one for one in stand_ins.fill(slot).candidates if one.person != problem.person_ids[person]]
        waits_s.append(time.perf_counter() - began_s)
        began_s = time.perf_counter()
        chains = stand_ins.chains(slot)
        chain_waits_s.append(time.perf_counter() - began_s)
        n_direct += bool(direct)
        n_filled += bool(direct or chains)

    assert n_direct >= 0.85 * len(lines)
    assert n_filled >= 0.95 * len(lines)
    assert np.median(waits_s) < 0.02
    assert np.median(chain_waits_s) < 0.2

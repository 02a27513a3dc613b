"""Four ways out of a hole that nobody may fill, each only where the facts allow it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.planning.duty.little import little, roster_of
from yixian.faults import BadInput
from yixian.planning.duty.answers import fill
from yixian.planning.duty.problem import Problem, Roster
from yixian.planning.duty.proposals import Proposer
from yixian.planning.duty.read import read_problem
from yixian.planning.plan import Reason

GATE_MONDAY_DAY = (0, 0, 0)


def problem(posts: tuple[dict[str, Any], ...] = ({}, {}), people: dict[int, dict[str, Any]] | None = None) -> Problem:
    """Return the little problem with facts of its two posts and of some people; a road post needs two by day."""
    value = little(needs=[["东门", 0, "D", 2, 1], ["路口", 0, "D", 2, 0]])
    for row, facts in zip(value["posts"], posts, strict=True):
        row.update(facts)
    for index, facts in (people or {}).items():
        value["people"][index].update(facts)
    return read_problem(value)


def proposals(question: Problem, lines: list[tuple[str, int, str, str]]) -> dict[str, Reason]:
    """Return what is proposed for the gate on Monday, by code."""
    found = Proposer(question, roster_of(question, lines)).proposals(GATE_MONDAY_DAY)
    return {reason.code: reason for reason in found}


ONE_AT_GATE = [("高涛", 0, "D", "东门")]
TWO_ON_ROAD = [("王秀", 0, "D", "路口"), ("赵成", 0, "D", "路口")]


def test_it_works() -> None:
    found = proposals(problem(), ONE_AT_GATE)

    assert list(found) == ["propose_one"]
    assert (found["propose_one"].params["person"], found["propose_one"].params["need"]) == ("高涛", 2)


def test_two_gates_of_one_compound_are_merged() -> None:
    question = problem(({"compound": "阳光家园"}, {"compound": "阳光家园"}))

    merged = proposals(question, [*ONE_AT_GATE, TWO_ON_ROAD[0]])["propose_merge"].params

    assert (merged["post"], merged["other"]) == ("东门", "路口")
    assert (merged["standing"], merged["there"], merged["need"]) == (1, 1, 2)


def test_two_gates_that_lack_too_many_together_are_not_merged() -> None:
    question = problem(({"compound": "阳光家园"}, {"compound": "阳光家园"}))

    assert "propose_merge" not in proposals(question, ONE_AT_GATE)
    assert "propose_merge" not in proposals(problem(), [*ONE_AT_GATE, TWO_ON_ROAD[0]])


def test_a_neighbour_that_can_spare_somebody_sends_him() -> None:
    question = problem(({"neighbours": ["路口"]}, {"standby": 1}))

    sent = proposals(question, TWO_ON_ROAD)["propose_standby"].params

    assert (sent["other"], sent["there"], sent["person"]) == ("路口", 2, "赵成")
    assert "propose_standby" not in proposals(question, TWO_ON_ROAD[:1])


@pytest.mark.parametrize("kind", ["property", "volunteer"])
def test_helpers_who_are_free_and_lawful_are_named(kind: str) -> None:
    question = problem(people={1: {"kind": kind}, 4: {"kind": kind, "max_shifts_week": 0}, 0: {"kind": "village"}})

    asked = proposals(question, [])[f"propose_{kind}"].params

    assert (asked["people"], asked["names"]) == (2, "何娟 李兰")


def test_nobody_is_asked_against_the_law() -> None:
    away = {"kind": "volunteer", "unavailable": [[0, "*"]]}
    tired = {"kind": "volunteer", "max_hours_week": 0}

    assert proposals(problem(people={1: away, 4: tired}), []) == {}


def test_a_full_slot_needs_no_proposal() -> None:
    question = problem(({"neighbours": ["路口"]}, {}))

    assert proposals(question, [*ONE_AT_GATE, ("何娟", 0, "D", "东门")]) == {}


def test_the_answer_about_a_hole_ends_with_proposals() -> None:
    question = problem()
    roster: Roster = roster_of(question, ONE_AT_GATE)

    answer = fill(question, roster, GATE_MONDAY_DAY)

    assert answer.value["proposals"][-1]["code"] == answer.reasons[-1].code == "propose_one"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"neighbours": ["北门"]}, "post"),
        ({"neighbours": "路口"}, "neighbours"),
        ({"standby": -1}, "standby"),
        ({"compound": 7}, "compound"),
        ({"compounds": "x"}, "key"),
    ],
)
def test_facts_that_cannot_be_are_faults(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as caught:
        problem((facts, {}))

    assert [fault.field for fault in caught.value.faults] == [field]


def test_facts_change_no_cost() -> None:
    plain, told = problem(), problem(({"compound": "x", "standby": 2, "neighbours": ["路口"], "elevation": 3}, {}))

    assert (plain.need == told.need).all()
    assert told.facts.neighbours[0] == (1,)

"""The plan file: ids, lines in order, holes, prices, and back again."""

from __future__ import annotations

import json

from tests.planning.duty.little import SHA, document, example, little, planned
from yixian.planning.duty.claim import ClaimReader
from yixian.planning.duty.formats import plan_document, roster_lines
from yixian.planning.duty.read import read_problem

KEYS = ["format", "problem", "cost", "bound", "proven", "assignments", "holes", "prices"]


def test_it_works() -> None:
    value = document("tiny_1")

    assert list(value) == KEYS
    assert value["format"] == "yixian-roster-plan/1"
    assert value["problem"] == SHA
    assert (value["cost"], value["bound"], value["proven"]) == (1881, 1881, True)
    assert value["holes"] == []
    assert value["assignments"] == sorted(value["assignments"])
    shape = (len(value["prices"]["pi"]), len(value["prices"]["pi"][0]), len(value["prices"]["pi"][0][0]))
    assert shape == (2, 7, 3)


def test_holes_say_how_many_people_and_leaders_lack() -> None:
    holes = document("clash_leader")["holes"]

    assert len(holes) == 15
    assert all(hole[0] == "P001" and hole[3:] == [0, 1] for hole in holes)


def test_what_is_written_is_read_again() -> None:
    problem, plan = example("tiny_2"), planned("tiny_2")
    claim = ClaimReader(problem).read(document("tiny_2"), SHA)

    assert claim.refusals == ()
    assert (claim.roster.shift == plan.roster.shift).all()
    assert (claim.roster.post == plan.roster.post).all()
    assert claim.prices is not None
    assert abs(claim.prices.pi - plan.prices.pi).max() < 1e-9


def test_lines_can_be_pins_of_the_next_problem() -> None:
    problem = read_problem(little())
    lines = roster_lines(problem, planned("little").roster)

    pinned = read_problem(little(pinned=json.loads(json.dumps(lines)))).pinned

    assert (pinned.shift == planned("little").roster.shift).all()


def test_a_plan_is_plain_json() -> None:
    problem = read_problem(little())

    assert json.loads(json.dumps(plan_document(problem, planned("little"), SHA)))

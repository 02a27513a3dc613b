"""Reasons of a posting: sums that a pocket calculator repeats, exchanges that cost what they say."""

from __future__ import annotations

import pytest

from tests.planning.rounds.posting.brute import cost_of
from tests.planning.rounds.posting.little import data, document, example, little, planned, with_entry
from yixian.planning.rounds.posting.exchanges import Exchanges
from yixian.planning.rounds.posting.explain import explain_compound, explain_person, explain_total
from yixian.planning.rounds.posting.figures import count
from yixian.planning.rounds.posting.read import read_problem
from yixian.planning.rounds.posting.solve import solve
from yixian.planning.rounds.posting.verbs import Posting
from yixian.planning.stop import Stop

MOST_NUMBERS = 10


def test_it_works() -> None:
    plan = planned("little")
    total = next(explain_total(example("little"), plan.compound, plan.bound)).params

    parts = total["minutes"] + total["pairs"] * total["split"] + total["missing"] * total["skill"]
    assert parts + total["far"] * total["too_far"] + total["changed"] == total["cost"] == plan.cost


@pytest.mark.parametrize("name", ["little", "small_1"])
def test_the_sums_of_all_compounds_add_up_to_the_cost(name: str) -> None:
    problem, plan = example(name), planned(name)
    heads = [next(explain_compound(problem, plan.compound, c)).params for c in range(len(problem.compound_ids))]

    for head in heads:
        assert head["own"] + head["pairs"] * head["split"] + head["missing"] * head["skill"] == head["cost"]
    assert sum(head["cost"] for head in heads) == plan.cost


def test_every_exchange_costs_what_it_says() -> None:
    problem, plan, value = example("small_1"), planned("small_1"), data("small_1")
    names = [problem.compound_ids[c] for c in plan.compound]
    exchanges = Exchanges(problem, plan.compound)
    for person in (0, 17, 44):
        for one in exchanges.all_of(person):
            swapped = list(names)
            swapped[person], swapped[one.other] = names[one.other], names[person]

            assert plan.cost + one.rise == cost_of(value, tuple(swapped))


def test_a_person_is_told_the_cheapest_exchanges() -> None:
    problem, plan = example("small_1"), planned("small_1")
    at, *others = explain_person(problem, plan.compound, 0)

    assert at.code == "person_at"
    assert at.params["minutes"] == problem.travel_min[0, plan.compound[0]]
    rises = [one.params["rise"] for one in others]
    assert rises == sorted(one.rise for one in Exchanges(problem, plan.compound).all_of(0))[:3]
    for one in others:
        steps = one.params
        assert steps["own"] + steps["pairs"] * steps["split"] + steps["missing"] * steps["skill"] == steps["rise"]


def test_no_explanation_needs_more_than_ten_numbers() -> None:
    problem, plan = example("small_1"), planned("small_1")
    told = [*explain_total(problem, plan.compound, plan.bound)]
    told += [reason for p in range(70) for reason in explain_person(problem, plan.compound, p)]
    told += [reason for c in range(20) for reason in explain_compound(problem, plan.compound, c)]

    for reason in told:
        assert sum(isinstance(value, int | float) for value in reason.params.values()) <= MOST_NUMBERS


def test_whoever_is_away_or_in_reserve_is_told_so() -> None:
    value = with_entry("staff", 0, available=False, absence="隔离")
    value["compounds"][0]["need"] = 1
    problem = read_problem(value)
    plan = solve(problem, Stop(work_limit=20_000))
    idle = next(p for p in range(1, 7) if plan.compound[p] < 0)

    assert [reason.code for reason in explain_person(problem, plan.compound, 0)] == ["person_away"]
    first, *others = explain_person(problem, plan.compound, idle)
    assert first.code == "person_idle"
    assert min(reason.params["rise"] for reason in others) >= 0
    assert [reason.code for reason in explain_total(problem, plan.compound, None)][-1] == "total_idle"


def test_whoever_is_pinned_is_told_so() -> None:
    problem = read_problem(little(pinned=[["王秀", "南山"]]))
    plan = solve(problem, Stop(work_limit=20_000))

    assert [reason.code for reason in explain_person(problem, plan.compound, 2)] == ["person_at", "person_pinned"]


@pytest.mark.parametrize("words", [(), ("王秀",), ("东苑",)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_reason_has_its_sentence(words: tuple[str, ...], lang: str) -> None:
    told = Posting(little(), "0" * 64).explain(document("little"), words)

    assert all(told.sentences(lang))
    assert len(told.value()["reasons"]) == len(told.reasons)


def test_shortfalls_are_part_of_the_whole() -> None:
    value = little(near_home_minutes=1)
    value["staff"] = [{**person, "skills": []} for person in value["staff"][:6]]
    problem = read_problem(value)
    plan = solve(problem, Stop(work_limit=20_000))
    codes = {reason.code for reason in explain_total(problem, plan.compound, plan.bound)}

    assert {"hole_people", "skill_scarce", "far_none"} <= codes
    assert count(problem, plan.compound).holes

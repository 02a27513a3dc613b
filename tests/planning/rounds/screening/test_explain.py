"""Reasons of a division: loads that a pocket calculator repeats, and what moving a building would do."""

from __future__ import annotations

from typing import Any

import pytest

from tests.planning.rounds.screening.little import ISLAND, SHA, document, document_of, example, little, town
from yixian.planning.plan import Reason
from yixian.planning.rounds.screening.claim import Claim, ClaimReader
from yixian.planning.rounds.screening.explain import explain_building, explain_total, explain_worker
from yixian.planning.rounds.screening.loads import load_of
from yixian.planning.rounds.screening.problem import Problem
from yixian.planning.rounds.screening.read import read_problem
from yixian.planning.rounds.screening.solve import solve
from yixian.planning.rounds.screening.verbs import Screening
from yixian.planning.stop import Stop

MOST_NUMBERS = 10


def claimed(value: dict[str, Any]) -> tuple[Problem, Claim]:
    """Return a problem and the plan that solve makes for it, as a claim."""
    problem = read_problem(value)
    plan = document_of(problem, solve(problem, Stop(work_limit=20_000)))
    return problem, ClaimReader(problem).read(plan, SHA)


def codes(reasons: Any) -> list[str]:
    """Return the codes of reasons."""
    return [reason.code for reason in reasons]


def test_it_works() -> None:
    problem, claim = claimed(little())
    total, bound = explain_total(problem, claim)

    loads = {worker: load_of(problem, tour) for worker, tour in claim.tours.items()}
    assert total.params["longest_min"] == round(max(loads.values()) / 60, 1)
    assert total.params["doors_min"] + total.params["walk_min"] == pytest.approx(sum(loads.values()) / 60, abs=0.11)
    assert bound.code == "bound_share"
    shared = (bound.params["doors_min"] + bound.params["walk_min"]) / bound.params["workers"]
    assert bound.params["bound_min"] == pytest.approx(shared, abs=0.2)


def test_a_worker_reads_his_walk_stop_by_stop() -> None:
    problem, claim = claimed(little())
    head, *stops = explain_worker(problem, claim, 0)

    assert head.params["doors_min"] + head.params["walk_min"] == pytest.approx(head.params["load_min"], abs=0.11)
    assert [stop.params["building"] for stop in stops] == [problem.building_ids[b] for b in claim.tours[0]]
    assert sum(stop.params["doors"] for stop in stops) == head.params["doors"]
    assert stops[0].params["walk_min"] == 0


def test_a_building_says_what_giving_it_away_would_do() -> None:
    problem, claim = claimed(little())
    given = [r for b in range(7) for r in explain_building(problem, claim, b) if r.code == "if_given"]

    assert given
    for reason in given:
        steps = reason.params
        assert steps["after_min"] == max(steps["own_min"], steps["other_min"])
        # The division is the best there is: no single gift makes the heavier of the two lighter.
        assert steps["after_min"] >= steps["before_min"] - 0.1


def test_a_building_that_holds_an_area_together_says_so() -> None:
    row = [["1栋", "2栋"], ["2栋", "3栋"]]
    rows = little()["buildings"][:3]
    problem, claim = claimed(little(buildings=rows, adjacent=row, workers=[{"id": "李兰"}]))

    assert codes(explain_building(problem, claim, 1)) == ["building", "building_joins"]


def test_a_building_nobody_visits_says_so() -> None:
    plan = document("little")
    gone = plan["areas"][0][1].pop(0)
    claim = ClaimReader(example("little")).read(plan, SHA)
    index = example("little").building_ids.index(gone)

    assert codes(explain_building(example("little"), claim, index)) == ["building_left"]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (little(workers=[{"id": f"W{k}"} for k in range(7)]), "bound_heaviest"),
        (little(workers=[{"id": f"W{k}"} for k in range(6)]), "bound_heaviest"),
        (little(workers=[{"id": f"W{k}"} for k in range(3)]), "bound_share"),
        (
            little(adjacent=ISLAND),
            "bound_parts",
        ),
    ],
)
def test_the_reason_of_the_bound_is_the_one_that_binds(value: dict[str, Any], code: str) -> None:
    problem, claim = claimed(value)

    assert codes(explain_total(problem, claim)) == ["total", code]


def test_two_of_the_largest_meet_where_buildings_are_few() -> None:
    rows = [{"id": f"B{k}", "x": 0, "y": 10 * k, "doors": 10} for k in range(3)]
    problem, claim = claimed(little(buildings=rows, workers=[{"id": "W1"}, {"id": "W2"}]))

    assert codes(explain_total(problem, claim)) == ["total", "bound_two"]


def test_no_explanation_needs_more_than_ten_numbers() -> None:
    problem, claim = claimed(town(40, 5, 1))
    told: list[Reason] = [*explain_total(problem, claim)]
    told += [reason for worker in range(5) for reason in explain_worker(problem, claim, worker)]
    told += [reason for building in range(40) for reason in explain_building(problem, claim, building)]

    for reason in told:
        assert sum(isinstance(value, int | float) for value in reason.params.values()) <= MOST_NUMBERS


@pytest.mark.parametrize("words", [(), ("李兰",), ("3栋",)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_reason_has_its_sentence(words: tuple[str, ...], lang: str) -> None:
    told = Screening(little(), SHA).explain(document("little"), words)

    assert all(told.sentences(lang))
    assert len(told.value()["reasons"]) == len(told.reasons)

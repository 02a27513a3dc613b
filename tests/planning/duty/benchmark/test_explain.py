"""What a benchmark roster costs and why, in parts that add up."""

from __future__ import annotations

import numpy as np

from tests.planning.duty.benchmark.ward import planned, ward
from yixian.planning.duty.benchmark.explain import explain_cost, explain_person, explain_slot

WARD = ward()
ROSTER = np.array([[0, 0, -1, -1, 0, 0, -1], [0, 0, -1, -1, -1, -1, -1], [-1, -1, -1, 0, 1, -1, -1]])


def test_it_works() -> None:
    figures = explain_cost(WARD, planned().shift).figures.params

    assert figures["cost"] == figures["requests"] + figures["short_cost"] + figures["spare_cost"] == planned().cost


def test_the_dearest_slots_come_first() -> None:
    told = explain_cost(WARD, ROSTER)

    costs = [reason.params["cost"] for reason in told.reasons]
    assert costs == sorted(costs, reverse=True)
    assert (told.figures.params["short"], told.figures.params["spare"]) == (2, 1)
    assert (told.figures.params["short_cost"], told.figures.params["spare_cost"]) == (200, 0)


def test_a_person_sees_load_limits_and_unmet_requests() -> None:
    told = explain_person(WARD, ROSTER, 1)

    assert (told.figures.params["duties"], told.figures.params["minutes"]) == (2, 960)
    assert (told.figures.params["least"], told.figures.params["most"], told.figures.params["cost"]) == (960, 2400, 2)
    assert [reason.params["weight"] for reason in told.reasons] == [2]


def test_a_slot_has_a_rule_against_each_of_the_others() -> None:
    told = explain_slot(WARD, ROSTER, (1, 1))

    assert (told.figures.params["need"], told.figures.params["standing"]) == (1, 0)
    assert {reason.params["person"]: reason.code for reason in told.reasons} == {
        "何娟": "ward_free",
        "王秀": "ward_kept_most_of",
        "赵成": "ward_free",
    }

"""The plan file of sites: written whole, read back, and what cannot be read."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.planning.roads.siting.made import DIGEST, make
from yixian.planning.roads.siting.formats import FORMAT, ClaimReader, plan_document
from yixian.planning.roads.siting.problem import COVER, FEWEST, NEAREST, QUESTIONS
from yixian.planning.roads.siting.shortage import shortages
from yixian.planning.roads.siting.solve import solve
from yixian.planning.stop import Stop


def written(question: str = COVER) -> tuple[Any, Any, dict[str, Any]]:
    problem = make(question)
    plan = solve(problem, Stop())
    return problem, plan, plan_document(problem, plan, DIGEST)


def codes(document: dict[str, Any], question: str = COVER) -> set[str]:
    reader = ClaimReader(make(question))
    reader.read(document, DIGEST)
    return {refusal.code for refusal in reader.refusals}


@pytest.mark.parametrize("question", QUESTIONS)
def test_it_works(question: str):
    problem, plan, document = written(question)
    reader = ClaimReader(problem)
    read = reader.read(document, DIGEST)
    assert reader.refusals == []
    assert np.array_equal(read.units, plan.units)
    assert (read.value, read.bound) == (plan.value, plan.bound)
    assert np.array_equal(read.prices, plan.prices)
    assert len(read.leaves) == len(plan.leaves)
    for one, other in zip(read.leaves, plan.leaves, strict=True):
        assert np.array_equal(one.least, other.least)
        assert np.array_equal(one.most, other.most)
        assert one.prices == other.prices


def test_the_plan_names_its_question():
    _, _, document = written()
    assert (document["format"], document["problem"], document["question"]) == (FORMAT, DIGEST, COVER)


def test_only_sites_with_units_are_named():
    _, plan, document = written()
    assert sum(row["units"] for row in document["chosen"]) == plan.units.sum()
    assert all(row["units"] > 0 for row in document["chosen"])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"format": "x"}, "other_problem"),
        ({"problem": "x"}, "other_problem"),
        ({"question": FEWEST}, "other_problem"),
        ({"value": None}, "no_figure"),
        ({"bound": float("inf")}, "no_figure"),
        ({"bound": True}, "no_figure"),
        ({"chosen": 3}, "no_site"),
        ({"chosen": [{"site": "S1", "units": -1}]}, "no_site"),
        ({"chosen": [{"site": "S1", "units": 1.5}]}, "no_site"),
        ({"chosen": [["S1", 1]]}, "no_site"),
        ({"certificate": None}, "no_certificate"),
        ({"certificate": {"prices": "many", "leaves": []}}, "no_certificate"),
        ({"certificate": {"prices": [[1.0]], "leaves": [{}]}}, "no_certificate"),
        ({"certificate": {"prices": [[float("nan")] * 18], "leaves": [{}]}}, "no_certificate"),
        ({"certificate": {"prices": [[0.0] * 18], "leaves": [{}]}}, "no_leaf"),
        ({"certificate": {"prices": [[0.0] * 18], "leaves": [{"prices": 1}]}}, "no_leaf"),
        ({"certificate": {"prices": [[0.0] * 18], "leaves": [{"prices": 0, "most": {"S77": 0}}]}}, "no_leaf"),
        ({"certificate": {"prices": [[0.0] * 18], "leaves": [{"prices": 0, "least": {"S1": "x"}}]}}, "no_leaf"),
    ],
)
def test_what_cannot_be_read_is_refused(words: dict[str, Any], code: str):
    _, _, document = written()
    assert code in codes({**document, **words})


def test_only_trips_may_be_priced_below_zero():
    _, _, document = written(NEAREST)
    document["certificate"]["prices"][0][0] = -5.0
    assert codes(document, NEAREST) == set()
    _, _, other = written(COVER)
    other["certificate"]["prices"][0][0] = -5.0
    assert "no_certificate" in codes(other)


def test_who_is_left_out_is_listed_most_residents_first():
    problem = make(COVER, n=3, m=20, p=1, seed=4)
    units = np.array([1, 0, 0])
    rows = shortages(problem, units)
    assert [row["residents"] for row in rows] == sorted((row["residents"] for row in rows), reverse=True)
    for row in rows:
        times = problem.seconds[:, problem.demand.index(row["demand"])]
        assert times[0] > problem.limit_s
        assert row["reason"] == ("not_chosen" if (times <= problem.limit_s).any() else "no_site")
        assert row["best_s"] == pytest.approx(times.min(), abs=0.1)


def test_who_has_no_way_has_no_best_time():
    problem = make(NEAREST, n=2, m=3, p=1)
    problem.seconds[:, 1] = np.inf
    row = next(row for row in shortages(problem, np.array([1, 0])) if row["demand"] == "D1")
    assert (row["reason"], row["best_s"]) == ("no_site", None)

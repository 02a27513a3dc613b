"""Plans of sites as figures and sentences."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from yixian.planning.roads.siting.answers import sentences, summary
from yixian.planning.roads.siting.asked import Asked
from yixian.planning.roads.travel import Points

NOWHERE = Points((), np.zeros(0), np.zeros(0))


def asked(question: str) -> Asked:
    nothing = np.zeros(0, dtype=np.int64)
    people = np.array([60, 40])
    return Asked(question, "ambulance", "county", 1, 480.0, 0.0, NOWHERE, nothing, nothing, NOWHERE, people)


def short(demand: str, residents: int, reason: str) -> dict[str, Any]:
    return {"demand": demand, "residents": residents, "reason": reason, "best_s": None}


def told(question: str, **words: Any) -> dict[str, Any]:
    return summary(asked(question), {"value": 60.0, "bound": 60.0, "shortages": [], **words})


def test_it_works():
    found = told("cover", shortages=[short("D2", 40, "not_chosen")])
    assert found["proven"]
    assert found["not_chosen"] == {"n": 1, "residents": 40, "first": "D2"}
    text = list(sentences(found, "en"))
    assert text[0] == "60 of 100 residents are reached in time; no choice reaches more than 60; proven best"
    assert "D2" in text[1]


def test_a_gap_is_said():
    assert "not proven" in next(sentences(told("fewest", bound=50.0), "en"))
    assert "未证最优" in next(sentences(told("fewest", bound=50.0), "zh"))


def test_trips_are_said_in_minutes_on_average():
    found = told("nearest", value=100 * 120.0, bound=100 * 90.0)
    assert (found["mean"], found["least"]) == (2.0, 1.5)


def test_a_mean_leaves_out_who_is_cut_off():
    found = told(
        "entrances",
        value=60 * 120.0 + 40 * 86_400,
        bound=60 * 120.0 + 40 * 86_400,
        all_open=100 * 60.0,
        all_open_cut=0,
        open={"V1": ["E1"], "V2": ["E3", "E4"]},
        shortages=[short("D2", 40, "cut_off")],
    )
    assert (found["n"], found["mean"], found["open"]) == (3, 2.0, 1.0)
    assert next(sentences(found, "en")).startswith(
        "3 entrances stay open: 2.0 minutes on average (1.0 with all open), 40"
    )


@pytest.mark.parametrize("question", ["cover", "fewest", "nearest", "busy"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_question_has_its_sentence(question: str, lang: Any):
    assert next(sentences(told(question), lang))


def test_nobody_lives_there():
    nothing = np.zeros(0, dtype=np.int64)
    empty = Asked("nearest", "ambulance", "county", 1, 0.0, 0.0, NOWHERE, nothing, nothing, NOWHERE, nothing)
    assert summary(empty, {"value": 0.0, "bound": 0.0, "shortages": []})["mean"] == 0

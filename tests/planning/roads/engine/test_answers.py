"""Closures and coverage as rows, figures and sentences."""

from __future__ import annotations

import numpy as np
import pytest

from tests.planning.roads.engine.test_on_roads import town
from yixian.planning.roads.engine import answers
from yixian.planning.roads.engine.reach import Losses
from yixian.planning.roads.travel import Points

LIMITS = (2.0, 5.0)
NOW = np.array([60.0, 200.0, 1000.0, np.inf])
LATER = np.array([60.0, 290.0, np.inf, np.inf])
COUNTS = np.array([10.0, 20.0, 40.0, 80.0])
HOMES = Points(("A", "B", "C", "D"), np.full(4, 117.2), np.full(4, 28.3))


def losses(*rows: tuple[float, float, int, float, float]) -> Losses:
    """Return the losses of the first edges."""
    columns = [np.array([row[k] for row in rows]) for k in range(5)]
    return Losses(np.arange(len(rows), dtype=np.int32), *columns)


def test_it_works():
    rows = list(answers.critical_rows(town(), losses((12.5, 100.0, 3, 7.0, 4.0)), has_residents=True))
    row = dict(zip(*rows, strict=True))
    assert row["edge"] == 0
    assert (row["added_s"], row["nodes_cut"]) == ("12.500", 3)
    assert (row["added_resident_s"], row["residents_cut"]) == ("100.0", "7")
    assert row["longest_added_s"] == "4.000"
    assert row["metres"] == f"{town().metres[0]:.1f}"


def test_without_residents_there_are_no_columns_for_them():
    header, row = answers.critical_rows(town(), losses((1.0, 0.0, 0, 0.0, 1.0)), has_residents=False)
    assert len(header) == len(row)
    assert "residents_cut" not in header


def test_the_worst_road_is_named():
    told = answers.worst_roads(town(), losses((1.0, 0, 0, 0, 1), (9.0, 0, 2, 0, 5), (0, 0, 1, 0, 0)))
    assert (told["roads"], told["cutting"], told["slowing"]) == (3, 2, 2)
    assert told["worst"]["edge"] == 1
    assert "edge 1" in answers.critical_sentence(told, "en")
    assert "路段 1" in answers.critical_sentence(told, "zh")


@pytest.mark.parametrize("rows", [[], [(0.0, 0.0, 0, 0.0, 0.0)]])
def test_roads_that_do_not_matter_are_said_to(rows):
    told = answers.worst_roads(town(), losses(*rows))
    assert "worst" not in told
    assert "none changes anything" in answers.critical_sentence(told, "en")


def test_homes_have_a_row_each():
    header, *rows = answers.home_rows(HOMES, [NOW], LIMITS, ["S", "S", "S", ""])
    assert header == ("id", "lon", "lat", "seconds", "station", "within_2", "within_5")
    assert [row[3:] for row in rows] == [
        ("60.000", "S", 1, 1),
        ("200.000", "S", 0, 1),
        ("1000.000", "S", 0, 0),
        ("", "", 0, 0),
    ]


def test_with_closures_homes_have_both_times():
    header, *rows = answers.home_rows(HOMES, [NOW, LATER], LIMITS, None)
    assert header[-2:] == ("seconds_closed", "added_s")
    assert [row[-2:] for row in rows] == [("60.000", "0.000"), ("290.000", "90.000"), ("", ""), ("", "0.000")]


def test_residents_within_each_limit_are_counted():
    told = answers.reached([NOW], COUNTS, LIMITS)
    assert told["within"] == [{"minutes": 2.0, "reached": 10.0}, {"minutes": 5.0, "reached": 30.0}]
    assert told["unreached"] == 80
    assert "added" not in told


def test_the_difference_holds_everybody():
    told = answers.reached([NOW, LATER], COUNTS, LIMITS)
    assert told["cut"] == 40
    assert told["unchanged"] == 90
    assert [band["n"] for band in told["added"]] == [0, 20, 0, 0, 0, 0]
    assert told["within_closed"][1]["reached"] == 30


WORDS = {"en": ["within 2 min", "no way", "later", "cut off"], "zh": ["分钟内可到", "到不了", "晚到"]}


@pytest.mark.parametrize(("lang", "words"), WORDS.items())
def test_sentences_say_the_figures(lang, words):
    told = answers.reached([NOW, LATER], COUNTS, LIMITS)
    text = "\n".join(answers.coverage_sentences(told, lang))
    assert all(word in text for word in words)


def test_nobody_is_no_share_of_nobody():
    told = answers.reached([np.zeros(0)], np.zeros(0), LIMITS)
    assert "0.0%" in next(answers.coverage_sentences(told, "en"))

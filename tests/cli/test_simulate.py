"""``yixian simulate day``: its words, its statuses, what it prints."""

from __future__ import annotations

import json
from datetime import date

import pytest

from yixian.cli import simulate
from yixian.cli.main import call
from yixian.simulate.day.oracle.log import Wrong
from yixian.simulate.day.phone import Counts
from yixian.simulate.day.play import Outcome
from yixian.words import catalogue

NOBODY = "http://127.0.0.1:9"


def outcome(*wrong):
    return Outcome(
        day=date(2020, 2, 14), n_gates=5, n_phones=20, n_shifts=20, counts=Counts(uploads=99), n_events=100,
        n_doubtful=9, n_checks=6, n_compared=400, seconds=12.34, wrong=[("02-14 06:45", one) for one in wrong],
    )  # fmt: skip


@pytest.fixture
def played(monkeypatch):
    """The day is over: only what is said of it is looked at here; a real one is driven in ``simulate/day``."""

    def give(found):
        monkeypatch.setattr(simulate, "Console", lambda *_: None)
        monkeypatch.setattr(simulate, "play", lambda *_: found)

    return give


WORDS = ["simulate", "day", NOBODY, "--user", "x", "--password", "y", "--lang", "en"]


def test_it_works(played, capsys):
    played(outcome())
    assert call(WORDS) == 0
    assert "20 phones at 5 posts" in capsys.readouterr().err


def test_a_difference_is_named_and_the_status_is_3(played, capsys):
    played(outcome(Wrong.of("row_lacks", figure="no_shows", row="11 2020-02-14T06:00:00+08:00")))
    assert call(WORDS) == 3
    assert "02-14 06:45 figure no_shows: the export lacks 11" in capsys.readouterr().err
    assert call([*WORDS[:-1], "zh"]) == 3
    assert "指标 no_shows" in capsys.readouterr().err


def test_json_ends_standard_error(played, capsys):
    played(outcome(Wrong.of("count", figure="uncovered", page=3, export=2)))
    assert call([*WORDS, "--json"]) == 3
    told = json.loads(capsys.readouterr().err.splitlines()[-1])
    assert (told["day"], told["n_events"], told["seconds"]) == ("2020-02-14", 100, 12.3)
    assert told["differences"] == [
        {"at": "02-14 06:45", "code": "count", "figure": "uncovered", "page": 3, "export": 2}
    ]


def test_very_many_differences_are_cut(played, capsys):
    played(outcome(*[Wrong.of("poll_silent", after=order) for order in range(150)]))
    assert call(WORDS) == 3
    assert capsys.readouterr().err.splitlines()[-1] == "... 50"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([NOBODY, "--user", "x", "--password", "y"], "one that answers"),
        (["ftp://x", "--user", "x", "--password", "y"], "http://HOST:PORT"),
        ([NOBODY, "--user", "x", "--phones", "0"], "--phones"),
        ([NOBODY, "--user", "x", "--speed", "0"], "--speed"),
        ([NOBODY], "--user"),
    ],
)
def test_what_cannot_be_used_is_said(words, said, capsys):
    assert call(["simulate", "day", *words]) == 2
    found = capsys.readouterr()
    assert said in found.err + found.out


def test_every_difference_has_its_sentence():
    codes = {"answer", "answers_missing", "conflict", "count", "row_lacks", "row_extra", "log_lacks", "log_extra"}
    assert set(catalogue(simulate.PACKAGE)) == codes | {"job", "poll_silent"}

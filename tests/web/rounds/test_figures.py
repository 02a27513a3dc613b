"""Figures of the postings: each counts as many rows as it shows."""

from __future__ import annotations

import pytest

from tests.county import EVENING, County
from tests.web.rounds.postings import HOUR, ask, crew, post
from yixian.web.figures import Asked, Figure
from yixian.web.rounds.arrivals import record_arrival
from yixian.web.rounds.figures import FIGURES

BY_KEY = {figure.key: figure for figure in FIGURES}
TEAM = {"孙一": "publicist", "钱二": "screener", "吴三": "helper"}


@pytest.fixture(autouse=True)
def _team(county: County) -> None:
    """安平苑 is full, 金穗小区 has one of three."""
    crew(county)
    ask(county, 安平苑=3, 金穗小区=3)
    for name, role in TEAM.items():
        post(county, name, role=role)
    post(county, "郑四", "金穗小区", role="publicist")


def asked(county: County, who: str = "duty_officer", path: str = "", hours: int = 0) -> Asked:
    return Asked(county.accounts[who], path, EVENING + hours * HOUR)


def counts(county: County, **said: object) -> dict[str, int]:
    return {key: figure.count(asked(county, **said)) for key, figure in BY_KEY.items()}


def test_it_works(county: County) -> None:
    assert counts(county) == {
        "compounds_covered": 1, "compounds_roleless": 1, "cadres_arrived": 0, "cadres_late": 0,
    }  # fmt: skip
    covered = BY_KEY["compounds_covered"]
    assert covered.whole and covered.whole(asked(county)) == 2
    assert covered.note and covered.note(asked(county)) == "缺 1"


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.key)
@pytest.mark.parametrize("hours", [0, 5])
def test_as_many_rows_as_it_says(county: County, figure: Figure, hours: int) -> None:
    found = figure.rows(asked(county, hours=hours))
    assert len(found.rows) == len(found.urls) == figure.count(asked(county, hours=hours))
    assert all(len(row) == len(found.heads) for row in found.rows)


def test_who_has_arrived_is_counted_once(county: County) -> None:
    posting = post(county, "冯五", "金穗小区")
    record_arrival(by=county.duty_officer, posting=posting, happened_at=EVENING, at=EVENING)
    assert counts(county)["cadres_arrived"] == 1
    [row] = BY_KEY["cadres_arrived"].rows(asked(county)).rows
    assert row[:4] == ("冯五", "县委办", "金穗小区", "服务员")


def test_past_the_deadline_all_four_are_late(county: County) -> None:
    assert counts(county, hours=4)["cadres_late"] == 4
    late = BY_KEY["cadres_late"]
    assert late.state and (late.state(asked(county)), late.state(asked(county, hours=4))) == ("ok", "warn")


def test_the_rows_name_the_roles_that_lack(county: County) -> None:
    [row] = BY_KEY["compounds_roleless"].rows(asked(county)).rows
    assert row == ("金穗小区", 3, 1, 0, "排查员、服务员")


def test_a_stranger_township_counts_nothing(county: County) -> None:
    assert set(counts(county, who="stranger", path="0001").values()) == {0}


def test_before_anybody_is_posted_nothing_is_missing(county: County) -> None:
    ask(county, 粮站家属院=3)
    said = asked(county, path="0001")
    covered = BY_KEY["compounds_covered"]
    assert BY_KEY["compounds_roleless"].count(said) == 0
    assert covered.state and covered.note and (covered.state(said), covered.note(said)) == ("off", "尚未开始")

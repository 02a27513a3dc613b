"""What Today says of the postings: causes with one act each, the township's column, what is coming."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.county import EVENING, County
from tests.web.rounds.postings import HOUR, ask, crew, ill, post, posted
from yixian.web.access.models import Account
from yixian.web.alarms import Alarm
from yixian.web.figures import Asked
from yixian.web.rounds import today
from yixian.web.rounds.arrivals import record_arrival
from yixian.web.rounds.find import find_group

LogIn = Callable[[Account], Client]
ROLES = ("publicist", "screener", "helper")


@pytest.fixture(autouse=True)
def _crew(county: County) -> None:
    crew(county)
    ask(county, 安平苑=3)


def asked(county: County, who: str = "duty_officer", hours: int = 0) -> Asked:
    return Asked(county.accounts[who], "0001" if who == "stranger" else "", EVENING + hours * HOUR)


def causes(county: County, **said: object) -> dict[str, Alarm]:
    return {alarm.key: alarm for alarm in today.alarms(asked(county, **said))}


def team(county: County, *roles: str) -> None:
    for name, role in zip(("孙一", "钱二", "吴三", "郑四"), roles, strict=False):
        post(county, name, role=role)


def test_it_works(county: County) -> None:
    team(county, "publicist", "helper")
    alarm = causes(county)["roleless"]
    assert (alarm.state, alarm.title, alarm.where, alarm.text) == ("warn", "1 个小区缺角色", "安平苑", "排查员 1")
    assert alarm.act and alarm.act.label == "按建议补 1 个"


def test_the_act_posts_the_nearest_of_the_reserve_who_has_the_role(
    county: County, evening: None, logged_in: LogIn
) -> None:
    team(county, "publicist", "helper")
    # Of two screeners in reserve one is ill.
    ill(county, "冯五")
    act = causes(county)["roleless"].act
    assert act
    logged_in(county.duty_officer).post(act.url, act.fields)
    assert posted(county)["蒋八"] == ("安平苑", "screener")
    assert "roleless" not in causes(county)


def test_with_nobody_in_reserve_somebody_there_takes_the_role(county: County, evening: None, logged_in: LogIn) -> None:
    for name in (
        "褚六",
        "卫七",
        "蒋八",
        "沈九",
        "韩十",
        "杨百",
        "朱千",
        "冯五",
        "李婉宁",
        "王建军",
        "陈国平",
        "赵云清",
    ):
        post(county, name, "金穗小区")
    team(county, "publicist", "publicist", "helper", "helper")
    ask(county, 金穗小区=0)
    act = causes(county)["roleless"].act
    assert act
    logged_in(county.duty_officer).post(act.url, act.fields)
    assert sorted(role for place, role in posted(county).values() if place == "安平苑") == [
        "helper", "helper", "publicist", "screener",
    ]  # fmt: skip


def test_who_may_not_plan_is_shown_the_list(county: County) -> None:
    team(county, "publicist")
    act = causes(county, who="auditor")["roleless"].act
    assert act and act.is_link and act.url == "/rounds/?state=role"


def test_all_roles_and_too_few_is_another_cause(county: County) -> None:
    ask_more = county.places["安平苑"].posting_need
    ask_more.people = 5
    ask_more.save()
    team(county, *ROLES)
    assert set(causes(county)) == {"compounds_short"}
    assert causes(county)["compounds_short"].text == "共缺 2 人"


def test_past_the_deadline_it_says_who_has_not_come(county: County) -> None:
    team(county, *ROLES)
    assert causes(county) == {}
    alarm = causes(county, hours=5)["arrivals_late"]
    assert (alarm.title, alarm.since) == ("3 人超时未报到", EVENING + 4 * HOUR)


def test_before_anybody_is_posted_it_says_nothing(county: County) -> None:
    assert causes(county) == {}
    assert today.table(asked(county)) == {}
    assert today.coming(asked(county)) == []


def test_a_stranger_township_hears_nothing(county: County) -> None:
    team(county, "publicist")
    assert causes(county, who="stranger", hours=5) == {}


def test_the_township_shows_arrived_of_posted(county: County) -> None:
    team(county, *ROLES)
    posting = post(county, "冯五")
    record_arrival(by=county.duty_officer, posting=posting, happened_at=EVENING, at=EVENING)
    cell = today.table(asked(county))["0000"]["reported"]
    assert (cell.text, cell.share) == ("1/4", 0.25)


def test_by_when_people_report_is_coming(county: County) -> None:
    team(county, *ROLES)
    [one] = today.coming(asked(county))
    assert (one.at, one.text) == (EVENING + 4 * HOUR, "报到截止，还差 3 人")
    assert today.coming(asked(county, hours=5)) == []


def test_the_find_box_knows_person_and_compound(county: County, evening: None) -> None:
    team(county, *ROLES)
    assert [row["name"] for row in find_group(county.duty_officer, "sy", 8)["rows"]] == ["孙一"]
    assert [row["text"] for row in find_group(county.duty_officer, "孙一", 8)["rows"]] == ["安平苑 宣传员"]
    assert [row["name"] for row in find_group(county.duty_officer, "apy", 8)["rows"]] == ["安平苑"]


@pytest.mark.parametrize("who", ["stranger", "auditor"])
def test_the_find_box_names_nobody_to_who_may_not_see_him(county: County, evening: None, who: str) -> None:
    team(county, *ROLES)
    assert "孙一" not in str(find_group(county.accounts[who], "sy", 8)["rows"])

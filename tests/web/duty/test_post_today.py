"""What the posts put on the page of today: causes with one act each, signs, columns, what comes next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.county import DAY, EVENING, NIGHT, County
from tests.web.duty.rosters import ONE_DAY, new_plan, task
from yixian.web import clock
from yixian.web.access.models import Account
from yixian.web.alarms import Alarm
from yixian.web.duty import today
from yixian.web.duty.models import Need, ReadinessItem
from yixian.web.figures import Asked
from yixian.web.plans.models import PlanState
from yixian.web.register.models import Person, Place
from yixian.web.tasks.late import mark_late
from yixian.web.tasks.models import Task, TaskState

LogIn = Callable[[Account], Client]
GATE, VILLAGE, SOUTH, FAR = "安平苑北门", "下湾村口", "金穗小区南门", "粮站家属院门"
NOW = NIGHT + timedelta(minutes=30)
STARTED = {"state": TaskState.STARTED, "started_at": NIGHT}


def ask(county: County, who: str = "township_officer", path: str = "0000", at: datetime = NOW) -> Asked:
    return Asked(county.accounts[who], path, at)


def causes(county: County, **asked: Any) -> dict[str, Alarm]:
    return {alarm.key: alarm for alarm in today.alarms(ask(county, **asked))}


def late(county: County, who: str, post: str) -> Task:
    made = task(county, who, post, DAY, "night", state=TaskState.SENT)
    mark_late(NIGHT + timedelta(minutes=10))
    return made


@pytest.fixture
def two_empty(county: County) -> County:
    """Nobody has come to the gate and to the village."""
    late(county, "李建新", GATE)
    late(county, "赵秀英", VILLAGE)
    return county


def test_it_works(two_empty: County) -> None:
    alarm = causes(two_empty)["unmanned"]
    assert alarm.state == "alarm"
    assert "2" in alarm.title and GATE in alarm.where and VILLAGE in alarm.where
    assert alarm.since == NIGHT
    assert set(alarm.places) == {two_empty.posts[GATE].pk, two_empty.posts[VILLAGE].pk}


def test_the_act_sends_whom_it_proposes(two_empty: County, logged_in: LogIn) -> None:
    act = causes(two_empty)["unmanned"].act
    assert act and act.url == "/duty/stand-in/" and "2" in act.label
    with clock.stopped_at(NOW):
        logged_in(two_empty.township_officer).post(act.url, act.fields)
    sent = Task.objects.unscoped("test").filter(stands_in_for__isnull=False)
    assert {one.place.name: one.person.name for one in sent.select_related("place", "person")} == {
        GATE: "王建军",
        VILLAGE: "周凯",
    }


def test_once_sent_the_cause_is_gone(two_empty: County, logged_in: LogIn) -> None:
    act = causes(two_empty)["unmanned"].act
    assert act
    with clock.stopped_at(NOW):
        logged_in(two_empty.township_officer).post(act.url, act.fields)
    assert "unmanned" not in causes(two_empty)


def test_nobody_is_proposed_twice(two_empty: County) -> None:
    Person.objects.unscoped("test").exclude(name__in=("李建新", "赵秀英", "王建军")).update(is_active=False)
    act = causes(two_empty)["unmanned"].act
    assert act
    assert len(act.fields["pairs"].split()) == 1


def test_where_nobody_is_free_the_list_is_the_act(two_empty: County) -> None:
    Person.objects.unscoped("test").exclude(name__in=("李建新", "赵秀英")).update(is_active=False)
    act = causes(two_empty)["unmanned"].act
    assert act and act.is_link and act.url.startswith("/duty/posts/")


def test_who_may_not_send_gets_no_such_act(two_empty: County) -> None:
    act = causes(two_empty, who="auditor", path="")["unmanned"].act
    assert act is None or act.is_link


def test_where_others_stand_it_is_no_alarm(county: County) -> None:
    task(county, "王建军", GATE, DAY, "night", **STARTED)
    late(county, "李建新", GATE)
    found = causes(county)
    assert "unmanned" not in found
    assert found["absent"].state == "warn"


def test_a_foreign_township_is_not_alarmed(two_empty: County) -> None:
    found = causes(two_empty, who="stranger", path="0001")
    assert "unmanned" not in found
    assert not [alarm for alarm in found.values() if GATE in alarm.where or VILLAGE in alarm.where]


def test_before_the_limit_nothing_is_wrong(county: County) -> None:
    task(county, "赵秀英", VILLAGE, DAY, "night", state=TaskState.SENT)
    at = NIGHT + timedelta(minutes=9)
    mark_late(at)
    found = causes(county, at=at)
    assert "unmanned" not in found and "absent" not in found


def test_a_quiet_county_has_no_cause(county: County) -> None:
    Need.objects.unscoped("test").update(people=0)
    ReadinessItem.objects.unscoped("test").update(due_on=DAY + 30 * ONE_DAY)
    assert causes(county) == {}


def test_shifts_without_people_are_told_once_for_all(county: County) -> None:
    new_plan(county, "临溪县", state=PlanState.PUBLISHED, published_at=EVENING)
    alarm = causes(county)["holes"]
    assert alarm.state == "warn"
    assert alarm.act and alarm.act.is_link
    assert str(len(set(alarm.places))) == "4"


def test_a_county_without_a_roster_is_told_so_and_of_no_holes(county: County) -> None:
    found = causes(county)
    assert "holes" not in found
    assert found["unrostered"].title == "没有正在执行的值班表"
    assert found["unrostered"].act and found["unrostered"].act.is_link


def test_who_stands_against_the_law_is_an_alarm(county: County) -> None:
    task(county, "赵秀英", VILLAGE, DAY, "night", **STARTED)
    alarm = causes(county)["protected_on_duty"]
    assert alarm.state == "alarm" and VILLAGE in alarm.where


def test_each_post_has_one_mark(two_empty: County) -> None:
    new_plan(two_empty, state=PlanState.PUBLISHED, published_at=EVENING)
    marks = {mark.name: mark for mark in today.marks(ask(two_empty))}
    assert set(marks) == {GATE, "安平苑东门", VILLAGE, SOUTH}
    assert (marks[GATE].state, marks["安平苑东门"].state) == ("alarm", "off")
    assert marks[GATE].url == "/duty/posts/1/"
    assert {mark.state for mark in marks.values()} <= set(today.LEGEND)


def test_a_post_without_a_place_on_the_map_has_no_mark(county: County) -> None:
    Place.objects.unscoped("test").filter(pk=county.posts[GATE].pk).update(lon=None)
    assert GATE not in {mark.name for mark in today.marks(ask(county))}


def test_the_table_has_a_row_for_each_township(two_empty: County) -> None:
    task(two_empty, "陈国平", FAR, DAY, "night", **STARTED)
    rows = today.table(ask(two_empty, who="duty_officer", path=""))
    assert {path: row["manned"].text for path, row in rows.items()} == {"0000": "0/3", "0001": "1/1"}
    assert (rows["0000"]["manned"].state, rows["0001"]["manned"].state) == ("alarm", "")
    assert all(set(row) == set(today.COLUMNS) for row in rows.values())


def test_a_township_sees_its_own_row(county: County) -> None:
    assert set(today.table(ask(county, path=""))) == {"0000"}


def test_the_next_change_of_shift_is_told(county: County) -> None:
    task(county, "于倩", GATE, DAY + ONE_DAY, "early")
    coming = today.coming(ask(county))
    assert coming[0].at == NIGHT + timedelta(hours=8)
    assert "1" in coming[0].text


def test_at_the_change_itself_the_one_after_is_next(county: County) -> None:
    assert today.coming(ask(county, at=NIGHT))[0].at == NIGHT + timedelta(hours=8)
    assert today.coming(ask(county, at=NIGHT - timedelta(minutes=1)))[0].at == NIGHT


def test_everything_of_one_page_costs_few_questions(
    two_empty: County, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    asked = ask(two_empty)
    with django_assert_max_num_queries(30):
        today.alarms(asked)
        today.marks(asked)
        today.table(asked)
        today.coming(asked)

"""Making a cause of alarm one's own, so that two do not run for the same thing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from tests.county import DAY, NIGHT, County
from tests.web.duty.rosters import task
from yixian.web import clock
from yixian.web.access.models import Account
from yixian.web.action import Refused
from yixian.web.alarms import Alarm
from yixian.web.duty import today
from yixian.web.duty.actions import take_alarm
from yixian.web.duty.models import TakenAlarm
from yixian.web.figures import Asked
from yixian.web.journal.models import Event
from yixian.web.tasks.late import mark_late
from yixian.web.tasks.models import Task, TaskState

LogIn = Callable[[Account], Client]
GATE, VILLAGE = "安平苑北门", "下湾村口"
MARKED = NIGHT + timedelta(minutes=10)
NOW = NIGHT + timedelta(minutes=15)


def late(county: County, who: str = "李建新", post: str = GATE, at: datetime = MARKED) -> Task:
    made = task(county, who, post, DAY, "night", state=TaskState.SENT)
    mark_late(at)
    return made


def unmanned(county: County, who: str = "township_officer", path: str = "0000") -> Alarm:
    found = {alarm.key: alarm for alarm in today.alarms(Asked(county.accounts[who], path, NOW))}
    return found["unmanned"]


def take(county: County, cause: str = "unmanned", place: str = "柳河镇", at: datetime = NOW) -> None:
    take_alarm(by=county.township_officer, area=county.places[place], cause=cause, at=at)


def test_it_works(county: County) -> None:
    late(county)
    assert unmanned(county).taken_by == ""
    take(county)
    alarm = unmanned(county)
    assert alarm.taken_by == "李婉宁"
    assert alarm.take is None


def test_headquarters_sees_who_took_it(county: County) -> None:
    late(county)
    take(county)
    assert unmanned(county, "duty_officer", "").taken_by == "李婉宁"


def test_it_is_told_to_live_pages(county: County) -> None:
    take(county)
    event = Event.objects.unscoped("test").get(kind="alarm_taken")
    assert (event.topic, event.place_path) == ("duty", "0000")


def test_what_begins_after_that_is_not_meant_by_it(county: County) -> None:
    late(county)
    take(county)
    late(county, "赵秀英", VILLAGE, at=NOW + timedelta(minutes=1))
    assert unmanned(county).taken_by == ""


def test_a_part_taken_is_not_the_whole(county: County) -> None:
    late(county)
    late(county, "赵秀英", VILLAGE)
    take(county, place="安平苑")
    assert unmanned(county).taken_by == ""
    assert unmanned(county, path="00000002").taken_by == "李婉宁"


def test_a_cause_that_is_none_is_refused(county: County) -> None:
    with pytest.raises(Refused) as told:
        take(county, cause="weather")
    assert (told.value.code, told.value.field) == ("cause_unknown", "cause")
    assert not TakenAlarm.objects.unscoped("test").exists()


@pytest.mark.parametrize("who", ["stranger", "auditor"])
def test_a_stranger_takes_nothing(county: County, who: str) -> None:
    with pytest.raises(Refused) as told:
        take_alarm(by=county.accounts[who], area=county.places["柳河镇"], cause="unmanned", at=NOW)
    assert told.value.code == "not_allowed"


def test_a_township_does_not_take_for_the_county(county: County) -> None:
    with pytest.raises(Refused) as told:
        take_alarm(by=county.township_officer, area=county.places["临溪县"], cause="unmanned", at=NOW)
    assert told.value.code == "not_allowed"


def test_who_may_not_send_is_not_asked_to_take(county: County) -> None:
    late(county)
    assert unmanned(county, "auditor", "").take is None


def test_the_button_takes_it(county: County, logged_in: LogIn) -> None:
    late(county)
    offered = unmanned(county).take
    assert offered
    with clock.stopped_at(NOW):
        answer = logged_in(county.township_officer).post(offered.url, offered.fields)
    assert answer.status_code == 302
    assert unmanned(county).taken_by == "李婉宁"


def test_the_door_says_no_to_a_cause_that_is_none(county: County, logged_in: LogIn) -> None:
    answer = logged_in(county.township_officer).post("/duty/alarms/take/", {"cause": "weather", "area": "0000"})
    assert answer.status_code == 409
    assert "没有这种告警" in answer.content.decode()


def test_a_foreign_area_does_not_exist(county: County, logged_in: LogIn) -> None:
    answer = logged_in(county.stranger).post("/duty/alarms/take/", {"cause": "unmanned", "area": "0000"})
    assert answer.status_code == 404
    assert not TakenAlarm.objects.unscoped("test").exists()

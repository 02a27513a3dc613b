"""The calendar of a person: its secret address, its file, and what calendars make of a change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import icalendar
import pytest
from django.test import Client
from django.urls import resolve

from tests.county import DAY, EVENING, ZONE, County
from tests.web.duty.rosters import ONE_DAY, task
from tests.web.field.phones import phone
from yixian.web import clock
from yixian.web.action import Refused
from yixian.web.field.api import COOKIE
from yixian.web.notify.ical.address import make_calendar, revoke_calendar
from yixian.web.notify.ical.views import ASKED
from yixian.web.tasks.models import Task

pytestmark = pytest.mark.usefixtures("evening")


@pytest.fixture(autouse=True)
def _full_buckets() -> Iterator[None]:
    ASKED.forget()
    yield
    ASKED.forget()


@pytest.fixture
def address(county: County) -> str:
    """The address of 李建新's calendar."""
    return f"/f/calendar/{make_calendar(device=phone(county, person='李建新', at=EVENING)[0], at=EVENING)}.ics"


def events(url: str, lang: str = "") -> list[icalendar.Event]:
    answer = Client().get(url + lang)
    assert answer.status_code == 200 and answer["Content-Type"] == "text/calendar; charset=utf-8"
    return list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))


def test_it_works(county: County, address: str) -> None:
    shift = task(county, "李建新", "安平苑北门", DAY + ONE_DAY, "night", leads=True)
    (event,) = events(address)
    assert event["SUMMARY"] == "夜班 安平苑北门" and event["STATUS"] == "CONFIRMED"
    assert event["UID"].startswith(f"{shift.key}@") and event["SEQUENCE"] == 0
    assert "带班" in event["DESCRIPTION"] and event["LOCATION"] == "安平苑 安平苑北门"


def test_a_night_stands_on_the_day_on_which_it_starts_in_the_countys_zone(county: County, address: str) -> None:
    task(county, "李建新", "安平苑北门", DAY, "night")
    (event,) = events(address)
    assert event["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert event.decoded("DTSTART").astimezone(ZONE).date() == DAY
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(hours=8)
    assert b"BEGIN:VTIMEZONE" in Client().get(address).content


def test_what_changes_has_a_higher_number_and_what_stays_has_not(county: County, address: str) -> None:
    first = task(county, "李建新", "安平苑北门", DAY + ONE_DAY, "early")
    task(county, "李建新", "安平苑北门", DAY + 2 * ONE_DAY, "early")
    events(address)
    Task.objects.unscoped("test").filter(pk=first.pk).update(leads=True)
    with clock.stopped_at(EVENING + timedelta(hours=1)):
        changed, same = events(address)
        assert (changed["SEQUENCE"], same["SEQUENCE"]) == (1, 0)
        assert changed.decoded("DTSTAMP") > same.decoded("DTSTAMP")
        assert [event["SEQUENCE"] for event in events(address)] == [1, 0]


def test_what_is_called_off_is_cancelled_and_comes_back(county: County, address: str) -> None:
    shift = task(county, "李建新", "安平苑北门", DAY + ONE_DAY, "early")
    mine = Task.objects.unscoped("test").filter(pk=shift.pk)
    events(address)
    mine.update(state="cancelled")
    (off,) = events(address)
    assert (off["STATUS"], off["SEQUENCE"], off["TRANSP"]) == ("CANCELLED", 1, "TRANSPARENT")
    mine.update(state="open")
    (back,) = events(address)
    assert (back["STATUS"], back["SEQUENCE"], back["UID"]) == ("CONFIRMED", 2, off["UID"])


def test_what_was_called_off_before_anybody_heard_is_not_there(county: County, address: str) -> None:
    task(county, "李建新", "安平苑北门", DAY + ONE_DAY, "early", state="cancelled")
    assert events(address) == []


def test_signing_in_changes_nothing_in_a_calendar(county: County, address: str) -> None:
    shift = task(county, "李建新", "安平苑北门", DAY + ONE_DAY, "early")
    events(address)
    Task.objects.unscoped("test").filter(pk=shift.pk).update(state="started", started_at=EVENING)
    assert [event["SEQUENCE"] for event in events(address)] == [0]


def test_only_the_persons_own_shifts_and_no_names(county: County, address: str) -> None:
    task(county, "王建军", "安平苑北门", DAY + ONE_DAY, "early")
    task(county, "李建新", "安平苑东门", DAY + ONE_DAY, "late")
    body = Client().get(address).content.decode()
    assert len(events(address)) == 1
    assert not any(name in body for name in ("李建新", "王建军", "1380000"))


def test_a_new_address_ends_the_old_one_and_an_end_ends_it(county: County, address: str) -> None:
    device, token = phone(county, person="李建新", at=EVENING)
    other = make_calendar(device=device, at=EVENING)
    assert Client().get(address).status_code == 404
    assert Client().get(f"/f/calendar/{other}.ics").status_code == 200
    client = Client()
    client.cookies[COOKIE] = token
    client.post("/f/calendar/revoke/")
    assert Client().get(f"/f/calendar/{other}.ics").status_code == 404


def test_a_leader_ends_it_and_a_stranger_cannot(county: County, address: str) -> None:
    who = county.people["李建新"]
    with pytest.raises(Refused, match="not_allowed"):
        revoke_calendar(by=county.stranger, person=who, at=EVENING)
    assert revoke_calendar(by=county.township_officer, person=who, at=EVENING) == 1
    assert Client().get(address).status_code == 404
    with pytest.raises(Refused, match="no_calendar"):
        revoke_calendar(by=county.township_officer, person=who, at=EVENING)


def test_who_has_left_has_no_calendar(county: County, address: str) -> None:
    county.people["李建新"].is_active = False
    county.people["李建新"].save()
    assert Client().get(address).status_code == 404


def test_a_guess_finds_nothing(county: County) -> None:
    for guess in ("x", "a" * 32, "%2e%2e", "é"):
        assert Client().get(f"/f/calendar/{guess}.ics").status_code == 404


def test_an_unchanged_file_is_not_sent_again(county: County, address: str) -> None:
    task(county, "李建新", "安平苑北门", DAY + ONE_DAY, "early")
    tag = Client().get(address)["ETag"]
    assert Client().get(address, headers={"If-None-Match": tag}).status_code == 304


def test_who_asks_too_often_waits(county: County, address: str) -> None:
    answers = {Client().get(address).status_code for _ in range(62)}
    assert answers == {200, 429}


def test_the_address_is_made_on_ones_own_phone_and_shown_once(county: County) -> None:
    client = Client()
    client.cookies[COOKIE] = phone(county, person="李建新", at=EVENING)[1]
    html = client.post("/f/calendar/make/").content.decode()
    url = html.split('id="address">')[1].split("<")[0]
    assert 'href="webcal://' in html
    assert resolve(url.removeprefix("http://testserver")).url_name == "feed"
    again = client.get("/f/calendar/").content.decode()
    assert url not in again and "在用" in again


def test_a_posts_phone_has_none(county: County) -> None:
    client = Client()
    client.cookies[COOKIE] = phone(county, at=EVENING)[1]
    assert "要在自己的手机上开" in client.get("/f/calendar/").content.decode()
    assert client.post("/f/calendar/make/").status_code == 409
    assert Client().get("/f/calendar/").status_code == 302


def test_in_english(county: County, address: str) -> None:
    task(county, "李建新", "安平苑北门", DAY + ONE_DAY, "night")
    (event,) = events(address, "?lang=en")
    assert event["SUMMARY"] == "Night duty 安平苑北门"

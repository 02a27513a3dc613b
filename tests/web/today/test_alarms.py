"""Who is missing tonight stands on the page of today, with one act to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from tests.county import NIGHT, County
from yixian.web import clock
from yixian.web.access.models import Account
from yixian.web.tasks.late import mark_late
from yixian.web.tasks.models import Task

LogIn = Callable[[Account], Client]
LATE = NIGHT + timedelta(seconds=settings.NO_SHOW_AFTER_S)


@pytest.fixture
def shift(county: County) -> Task:
    place = county.posts["安平苑北门"].place
    return Task.objects.create(
        key="AAAA",
        kind="shift",
        place=place,
        place_path=place.path,
        person=county.people["王建军"],
        starts_at=NIGHT,
        ends_at=NIGHT + timedelta(hours=8),
    )


def alarms(client: Client, path: str = "") -> str:
    with clock.stopped_at(LATE):
        return client.get(f"/today/alarms/?in={path}").content.decode()


def suggested(html: str) -> str:
    """The one form that key P sends."""
    forms = re.findall(r'<form method="post".*?</form>', html, re.DOTALL)
    [form] = [form for form in forms if 'data-key="P"' in form]
    return form


def test_it_works(county: County, shift: Task, logged_in: LogIn) -> None:
    mark_late(LATE)
    html = alarms(logged_in(county.duty_officer))
    assert "安平苑北门" in html and "item-alarm" in html
    assert f'data-since="{NIGHT:%Y-%m-%dT%H:%M:%S}+08:00"' in html and "10:00" in html


def test_nobody_is_missing_before_the_mark(county: County, shift: Task, logged_in: LogIn) -> None:
    html = alarms(logged_in(county.duty_officer))
    assert "item-alarm" not in html and "现在没有要处理的事" in html


def test_the_first_alarm_s_act_is_one_key(county: County, shift: Task, logged_in: LogIn) -> None:
    mark_late(LATE)
    html = alarms(logged_in(county.duty_officer))
    form = suggested(html)
    assert "csrfmiddlewaretoken" in form and "button-primary" in form


@pytest.mark.parametrize(("path", "back"), [("", "/"), ("0000", "/?in=0000")])
def test_the_act_can_be_done(county: County, shift: Task, logged_in: LogIn, path: str, back: str) -> None:
    mark_late(LATE)
    client = logged_in(county.duty_officer)
    html = alarms(client, path)
    form = suggested(html)
    url = re.search(r'action="([^"]+)"', form)
    assert url
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    with clock.stopped_at(LATE):
        answer = client.post(url[1], fields)
    assert answer.status_code == 302 and answer["Location"] == back
    assert Task.objects.unscoped("test").filter(stands_in_for=shift).count() == 1
    assert "item-alarm" not in alarms(client)


def test_the_mark_on_the_map_has_the_number_of_the_row(county: County, shift: Task, logged_in: LogIn) -> None:
    mark_late(LATE)
    with clock.stopped_at(LATE):
        html = logged_in(county.duty_officer).get("/today/map/").content.decode()
    assert '<text class="mark-number">1</text>' in html


def test_a_foreign_alarm_is_not_shown(county: County, shift: Task, logged_in: LogIn) -> None:
    mark_late(LATE)
    html = alarms(logged_in(county.stranger), "0000")
    assert "安平苑" not in html and "item-alarm" not in html


def test_an_open_page_hears_of_it(county: County, shift: Task, logged_in: LogIn) -> None:
    client = logged_in(county.duty_officer)
    page = client.get("/today/alarms/").content.decode()
    mark_late(LATE)
    changed = client.get("/live/?after=0").json()["changed"]
    topics = re.search(r'id="alarms" data-live="([^"]+)"', page)
    assert topics and set(changed) & set(topics[1].split())


def test_in_english(county: County, shift: Task, logged_in: LogIn) -> None:
    mark_late(LATE)
    client = logged_in(county.duty_officer)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    html = alarms(client)
    assert "1 alarm" in html and "要你处理" not in html

"""The phone scans, sees whose it will be, presses once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests.web.field.phones import NOW, gate
from yixian.web import clock
from yixian.web.access import devices
from yixian.web.access.models import Device
from yixian.web.field.api import COOKIE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _afternoon():
    with clock.stopped_at(NOW):
        yield


def address(county, person=None):
    who = county.people[person] if person else None
    made = devices.offer_phone(by=county.duty_officer, place=gate(county), person=who, at=NOW)
    return f"/f/e/{made.token}/"


def n_phones():
    return Device.objects.unscoped("test").count()


def test_it_works(county):
    client = Client()
    page = client.get(address(county, "李建新")).content.decode()
    assert "李**" in page
    assert "李建新" not in page
    assert "是我" in page
    answer = client.post(address(county, "李建新"))
    assert (answer.status_code, answer["Location"]) == (302, "/f/")
    cookie = answer.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert devices.phone(cookie.value).person.name == "李建新"


def test_a_posts_phone_says_so_in_english_too(county):
    page = Client().get(address(county), headers={"Accept-Language": "en"}).content.decode()
    assert "Use this phone" in page
    assert "post's own phone" in page


def test_looking_takes_nothing(county):
    url = address(county)
    for _ in range(3):
        assert Client().get(url).status_code == 200
    assert n_phones() == 0


def test_the_second_phone_is_told_whom_to_ask(county):
    url = address(county)
    Client().post(url)
    for answer in (Client().get(url), Client().post(url)):
        assert answer.status_code == 409
        assert "请组长再开一个" in answer.content.decode()
    assert n_phones() == 1


def test_a_double_press_is_one_phone(county):
    client, url = Client(), address(county)
    client.post(url)
    for answer in (client.post(url), client.get(url)):
        assert (answer.status_code, answer["Location"]) == (302, "/f/")
    assert n_phones() == 1


def test_after_15_minutes_it_is_over(county):
    url = address(county)
    with clock.stopped_at(NOW + timedelta(minutes=16)):
        assert Client().post(url).status_code == 409
    assert n_phones() == 0


def test_a_wrong_address_opens_nothing(county):
    assert Client().get("/f/e/nothing/").status_code == 409


def test_the_press_needs_its_form_token(county):
    assert Client(enforce_csrf_checks=True).post(address(county)).status_code == 403

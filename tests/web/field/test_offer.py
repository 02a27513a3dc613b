"""The leader's page: a code for one more phone, and the phones of the post."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.web.field.phones import NOW, entry, gate, phone
from yixian.web import clock
from yixian.web.access import devices
from yixian.web.access.models import Device, Enrolment
from yixian.web.field.log import append

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _afternoon():
    with clock.stopped_at(NOW):
        yield


def url(county, post="安平苑北门"):
    return f"/f/offer/{gate(county, post).pk}/"


def offers():
    return Enrolment.objects.unscoped("test")


def test_it_works(county, logged_in):
    client = logged_in(county.township_officer)
    assert "显示二维码" in client.get(url(county)).content.decode()
    page = client.post(url(county), {"person": county.people["李建新"].pk}).content.decode()
    token = re.search(r"/f/e/([\w-]+)/", page)[1]
    assert "<svg" in page
    assert "16:15" in page
    assert devices.offered(token).person.name == "李建新"
    assert token not in client.get(url(county)).content.decode()


def test_nobody_chosen_means_the_posts_own_phone(county, logged_in):
    logged_in(county.township_officer).post(url(county), {"person": ""})
    assert offers().get().person is None


def test_the_line_below_the_code_says_when_it_is_taken(county, logged_in):
    client = logged_in(county.township_officer)
    made = devices.offer_phone(by=county.township_officer, place=gate(county), person=None, at=NOW)
    state = f"/f/offers/{made.enrolment.pk}/"
    assert "等手机来扫" in client.get(state).content.decode()
    devices.take_phone(token=made.token, at=NOW)
    assert "已领用" in client.get(state).content.decode()
    late = devices.offer_phone(by=county.township_officer, place=gate(county), person=None, at=NOW)
    with clock.stopped_at(NOW + timedelta(minutes=20)):
        assert "已过期" in client.get(f"/f/offers/{late.enrolment.pk}/").content.decode()


def test_the_phones_are_listed_with_their_clocks(county, logged_in):
    device, _ = phone(county, person="李建新")
    append([entry("in")], device=device, at=NOW, sent_at=NOW + timedelta(hours=1))
    page = logged_in(county.township_officer).get(f"/f/offer/{gate(county).pk}/phones/").content.decode()
    assert "李建新" in page
    assert "手机时间不准" in page


def test_a_phone_is_revoked_and_handed_over_by_a_press(county, logged_in):
    client = logged_in(county.township_officer)
    device, _ = phone(county, person="李建新")
    answer = client.post(f"/f/phones/{device.pk}/hand-over/", {"person": county.people["王建军"].pk})
    assert (answer.status_code, answer["Location"]) == (302, url(county))
    assert device.as_stored().person.name == "王建军"
    client.post(f"/f/phones/{device.pk}/revoke/")
    assert device.as_stored().revoked_at == NOW
    again = client.post(f"/f/phones/{device.pk}/revoke/")
    assert again.status_code == 409
    assert "已经撤回" in again.content.decode()


def test_a_stranger_township_finds_nothing(county, logged_in):
    client = logged_in(county.stranger)
    device, _ = phone(county)
    made = devices.offer_phone(by=county.duty_officer, place=gate(county), person=None, at=NOW)
    pages = [url(county), f"/f/offers/{made.enrolment.pk}/", f"/f/offer/{gate(county).pk}/phones/"]
    assert [client.get(page).status_code for page in pages] == [404, 404, 404]
    acts = [url(county), f"/f/phones/{device.pk}/revoke/", f"/f/phones/{device.pk}/hand-over/"]
    assert [client.post(act).status_code for act in acts] == [404, 404, 404]
    assert Device.objects.unscoped("test").get().revoked_at is None


def test_who_may_not_enrol_is_refused(county, logged_in):
    assert logged_in(county.auditor).get(url(county)).status_code == 403
    assert logged_in(county.auditor).post(url(county)).status_code == 403
    assert offers().count() == 0


def test_nobody_logs_in_first(county, client):
    assert client.get(url(county))["Location"].startswith("/login/")


@pytest.mark.parametrize("person", ["999999", "x", "9" * 30, "-1"])
def test_a_person_of_another_post_is_not_found(county, logged_in, person):
    client = logged_in(county.township_officer)
    assert client.post(url(county), {"person": person}).status_code == 404
    assert client.post(url(county), {"person": county.people["陈国平"].pk}).status_code == 404
    assert offers().count() == 0


def test_acts_are_posted(county, logged_in):
    client = logged_in(county.township_officer)
    device, _ = phone(county)
    assert client.get(f"/f/phones/{device.pk}/revoke/").status_code == 405
    assert client.get(f"/f/phones/{device.pk}/hand-over/").status_code == 405


def test_a_place_that_is_no_post_has_no_phones(county, logged_in):
    place = county.places["柳河镇"]
    assert logged_in(county.township_officer).get(f"/f/offer/{place.pk}/").status_code == 404


def test_many_phones_take_as_few_queries_as_one(county, logged_in, django_assert_max_num_queries):
    for _ in range(12):
        phone(county, person="李建新")
    client = logged_in(county.township_officer)
    with django_assert_max_num_queries(12):
        client.get(url(county))


def test_it_speaks_english(county, logged_in):
    client = logged_in(county.township_officer)
    page = client.get(url(county), headers={"Accept-Language": "en"}).content.decode()
    assert "Give out a phone" in page
    assert "No phone yet" in page

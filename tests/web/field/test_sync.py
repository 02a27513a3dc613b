"""POST /api/field/sync, as phones and other programs call it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client

from tests.web.field.phones import NOW, entry, phone, shift
from yixian.web import clock
from yixian.web.access import devices
from yixian.web.field.api import COOKIE
from yixian.web.field.bucket import SYNC, Buckets
from yixian.web.field.models import FieldEntry

pytestmark = pytest.mark.django_db
URL = "/api/field/sync"


@pytest.fixture(autouse=True)
def _afternoon():
    SYNC.forget()
    with clock.stopped_at(NOW):
        yield


def send(token, entries, **more):
    body = {"sent_at": NOW.isoformat(), "entries": entries} | more
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return Client().post(URL, json.dumps(body), content_type="application/json", headers=headers)


def n_stored():
    return FieldEntry.objects.unscoped("test").count()


def test_it_works(county):
    task = shift(county)
    _, token = phone(county)
    raw = entry(task=task.key)
    answer = send(token, [raw, entry("sleep")])
    assert answer.status_code == 200
    body = answer.json()
    assert body["answers"][0] == {"uuid": raw["uuid"], "result": "stored"}
    assert body["answers"][1]["result"] == "rejected"
    assert body["answers"][1]["reason"] == "unknown_kind"
    assert body["server_at"].startswith("2020-02-13T")


def test_the_cookie_of_the_page_opens_it_too(county):
    _, token = phone(county)
    client = Client(enforce_csrf_checks=True)
    client.cookies[COOKIE] = token
    answer = client.post(URL, json.dumps({"sent_at": None, "entries": [entry("in")]}), content_type="application/json")
    assert answer.status_code == 200


def test_the_same_again_is_a_duplicate_with_its_conflict_named(county):
    _, token = phone(county)
    raw = entry("in", temp=36.5)
    send(token, [raw])
    assert send(token, [raw]).json()["answers"] == [{"uuid": raw["uuid"], "result": "duplicate"}]
    again = send(token, [raw | {"temp": 38.0}]).json()["answers"]
    assert again == [{"uuid": raw["uuid"], "result": "duplicate", "conflict": True}]


@pytest.mark.parametrize("token", ["", "wrong", "x" * 4000])
def test_an_unknown_phone_is_refused_and_keeps_its_queue(county, token):
    answer = send(token, [entry("in")])
    assert (answer.status_code, answer.json()["reason"]) == (401, "unknown_device")
    assert n_stored() == 0


def test_a_revoked_phone_is_as_unknown(county):
    device, token = phone(county)
    devices.revoke_phone(by=county.duty_officer, device=device, at=NOW)
    assert send(token, [entry("in")]).status_code == 401


def test_a_log_in_of_the_console_is_no_phone(county, logged_in):
    body = json.dumps({"sent_at": None, "entries": []})
    answer = logged_in(county.duty_officer).post(URL, body, content_type="application/json")
    assert answer.status_code == 401


def test_501_at_once_are_too_many(county):
    _, token = phone(county)
    answer = send(token, [entry("in")] * 501)
    assert (answer.status_code, answer.json()["reason"]) == (413, "too_many")
    assert n_stored() == 0


def test_a_body_beyond_the_limit_is_too_big(county):
    _, token = phone(county)
    answer = send(token, [entry("in", note="x" * 5_000_000)])
    assert (answer.status_code, answer.json()["reason"]) == (413, "too_big")


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"7", b'{"sent_at": "x"}', b'{"entries": 7}', b"[" * 100_000, b'{"entries": "\xff"}']
)
def test_what_is_no_upload_is_422(county, body):
    _, token = phone(county)
    headers = {"Authorization": f"Bearer {token}"}
    answer = Client().post(URL, body, content_type="application/json", headers=headers)
    assert (answer.status_code, answer.json()["reason"]) == (422, "unreadable")


@pytest.mark.parametrize("sent_at", [None, "", "yesterday", "2020-13-01", 7])
def test_a_sending_time_that_cannot_be_read_costs_no_entry(county, sent_at):
    _, token = phone(county)
    answer = send(token, [entry("in")], sent_at=sent_at)
    assert answer.status_code == (422 if sent_at == 7 else 200)


def test_a_wrong_clock_is_corrected(county):
    _, token = phone(county)
    send(token, [entry("in", 180)], sent_at=(NOW + timedelta(hours=1)).isoformat())
    kept = FieldEntry.objects.unscoped("test").get()
    assert (kept.skew_s, kept.doubts) == (3600, ["clock_ahead"])
    assert kept.happened_at == NOW


def test_only_post_is_answered(county):
    assert Client().get(URL).status_code == 405


def test_a_phone_that_sends_without_end_is_told_when_to_come_back(county):
    device, token = phone(county)
    while not SYNC.wait_s(device.pk):
        pass
    answer = send(token, [entry("in")])
    assert (answer.status_code, answer.json()["reason"]) == (429, "too_often")
    assert int(answer["Retry-After"]) >= 1
    assert n_stored() == 0
    _, another = phone(county, "下湾村口")
    assert send(another, [entry("in", post=3)]).status_code == 200


def test_a_bucket_refills():
    buckets = Buckets(most=2, per_s=4)
    assert [buckets.wait_s(1, 0), buckets.wait_s(1, 0), buckets.wait_s(1, 0)] == [0, 0, 0.25]
    assert buckets.wait_s(2, 0) == 0
    assert buckets.wait_s(1, 0.25) == 0
    assert [buckets.wait_s(1, 100) for _ in range(3)] == [0, 0, 0.25]


def test_the_document_describes_it():
    document = Client().get("/api/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    sync = document["paths"]["/api/field/sync"]["post"]
    assert set(sync["responses"]) == {"200", "401", "413", "422", "429"}
    assert {"DeviceToken", "DeviceCookie"} == {name for way in sync["security"] for name in way}
    items = document["components"]["schemas"]["Upload"]["properties"]["entries"]
    assert items["maxItems"] == 500
    assert {"uuid", "post", "kind", "at"} == set(items["items"]["required"])


def test_an_upload_of_50_takes_a_fixed_number_of_queries(county, django_assert_max_num_queries):
    _, token = phone(county)
    with django_assert_max_num_queries(14):
        send(token, [entry("in", i) for i in range(50)])

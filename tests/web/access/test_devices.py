"""Phones: offered, taken by the first, handed over, revoked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.county import EVENING
from tests.web.field.phones import gate, phone, shift
from yixian.web.access import devices
from yixian.web.access.models import Device, Enrolment, Grant
from yixian.web.action import Refused
from yixian.web.journal.models import AuditEntry, AuditPayload, Event

pytestmark = pytest.mark.django_db


def offer(county, by=None, post="安平苑北门", person=None, at=EVENING):
    who = county.people[person] if person else None
    return devices.offer_phone(by=by or county.duty_officer, place=gate(county, post), person=who, at=at)


def refused(call, **params):
    with pytest.raises(Refused) as refusal:
        call(**params)
    assert refusal.value.sentence
    return refusal.value.code


def test_it_works(county):
    made = offer(county, person="李建新")
    token = devices.take_phone(token=made.token, at=EVENING)
    device = devices.phone(token)
    assert (device.person.name, device.place.name) == ("李建新", "安平苑北门")
    assert made.enrolment.as_stored().used_at == EVENING


def test_tokens_are_long_and_only_their_hashes_are_kept(county):
    made = offer(county)
    token = devices.take_phone(token=made.token, at=EVENING)
    assert len(made.token) >= 32
    assert len(token) >= 32
    audit = str(list(AuditPayload.objects.unscoped("test").values_list("content", flat=True)))
    rows = str([list(model.objects.unscoped("test").values()) for model in (Device, Enrolment, Event)])
    for secret in (made.token, token):
        assert secret not in audit + rows


def test_the_first_phone_wins(county):
    made = offer(county)
    devices.take_phone(token=made.token, at=EVENING)
    assert refused(devices.take_phone, token=made.token, at=EVENING) == "offer_taken"
    assert Device.objects.unscoped("test").count() == 1


def test_two_that_scan_at_once_are_told_apart_by_the_store(county):
    made = offer(county)
    Enrolment.objects.unscoped("test").filter(pk=made.enrolment.pk).update(used_at=EVENING)
    with pytest.raises(Refused):
        devices.take_phone(token=made.token, at=EVENING)
    assert Device.objects.unscoped("test").count() == 0


def test_after_a_quarter_of_an_hour_it_is_over(county):
    made = offer(county)
    assert refused(devices.take_phone, token=made.token, at=EVENING + timedelta(minutes=15)) == "offer_over"
    devices.take_phone(token=made.token, at=EVENING + timedelta(minutes=14, seconds=59))


@pytest.mark.parametrize("token", ["", "x" * 32, "\ud800", "a" * 5000])
def test_an_unknown_token_opens_nothing(county, token):
    assert refused(devices.take_phone, token=token, at=EVENING) == "offer_unknown"
    assert devices.phone(token) is None


def test_a_stranger_township_gives_out_nothing_here(county):
    assert refused(offer, county=county, by=county.stranger) == "not_allowed"


def test_the_leader_of_a_post_gives_out_phones_of_his_post_alone(county):
    leader = county.township_officer
    Grant.objects.unscoped("test").filter(account=leader).update(role="post_leader", place_path=gate(county).path)
    offer(county, by=leader)
    assert refused(offer, county=county, by=leader, post="下湾村口") == "not_allowed"


def test_the_administrator_and_the_auditor_give_out_nothing(county):
    assert refused(offer, county=county, by=county.admin) == "not_allowed"
    assert refused(offer, county=county, by=county.auditor) == "not_allowed"


def test_a_township_is_no_post(county):
    place = county.places["柳河镇"]
    assert refused(devices.offer_phone, by=county.duty_officer, place=place, person=None, at=EVENING) == "not_a_post"


def test_a_phone_is_for_who_serves_here(county):
    assert refused(offer, county=county, person="周凯") == "not_of_this_post"
    shift(county, "周凯", "安平苑北门", starts_at=EVENING, ends_at=EVENING + timedelta(hours=8))
    assert offer(county, person="周凯").token


def test_a_revoked_phone_is_unknown_at_once(county):
    device, token = phone(county)
    devices.revoke_phone(by=county.township_officer, device=device, at=EVENING)
    assert devices.phone(token) is None
    params = {"by": county.township_officer, "device": device, "at": EVENING}
    assert refused(devices.revoke_phone, **params) == "already_revoked"
    assert refused(devices.hand_over, person=None, **params) == "already_revoked"


def test_a_stranger_revokes_nothing(county):
    device, token = phone(county)
    assert refused(devices.revoke_phone, by=county.stranger, device=device, at=EVENING) == "not_allowed"
    assert devices.phone(token) is not None


def test_handing_over_changes_the_person_and_not_the_token(county):
    device, token = phone(county, person="李建新")
    devices.hand_over(by=county.township_officer, device=device, person=county.people["王建军"], at=EVENING)
    assert devices.phone(token).person.name == "王建军"
    devices.hand_over(by=county.township_officer, device=device, person=None, at=EVENING)
    assert devices.phone(token).person is None


def test_it_is_not_handed_to_a_stranger_of_the_post(county):
    device, _ = phone(county)
    params = {"by": county.duty_officer, "device": device, "person": county.people["陈国平"], "at": EVENING}
    assert refused(devices.hand_over, **params) == "not_of_this_post"


def test_every_step_is_in_the_audit_and_told(county):
    device, _ = phone(county)
    devices.hand_over(by=county.duty_officer, device=device, person=county.people["李建新"], at=EVENING)
    devices.revoke_phone(by=county.duty_officer, device=device, at=EVENING)
    actions = AuditEntry.objects.unscoped("test").order_by("id").values_list("action", flat=True)
    assert list(actions) == ["offer_phone", "take_phone", "hand_over", "revoke_phone"]
    kinds = Event.objects.unscoped("test").order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["phone_taken", "phone_handed_over", "phone_revoked"]

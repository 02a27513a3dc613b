"""Reporting at the compound: by a tap or by the telephone, it counts once."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from tests.county import EVENING, County
from tests.web.rounds.postings import HOUR, crew, post
from yixian.web.access import devices
from yixian.web.access.models import Device
from yixian.web.action import Refused
from yixian.web.field.log import append
from yixian.web.field.models import FieldEntry
from yixian.web.field.queries import job
from yixian.web.journal.models import AuditPayload
from yixian.web.rounds.actions import move_person
from yixian.web.rounds.arrivals import record_arrival, withdraw_arrival
from yixian.web.rounds.models import Posting
from yixian.web.tasks.late import mark_late
from yixian.web.tasks.models import Task
from yixian.web.tasks.rebuild import PROJECTIONS

LATER = EVENING + HOUR


@pytest.fixture
def posting(county: County) -> Posting:
    crew(county, 3)
    return post(county, "孙一")


def phone(county: County, posting: Posting) -> Device:
    """Give the posted person a phone at his compound."""
    person = posting.task.person
    offer = devices.offer_phone(by=county.duty_officer, place=posting.task.place, person=person, at=EVENING)
    found = devices.phone(devices.take_phone(token=offer.token, at=EVENING))
    assert found
    return found


def tap(device: Device, posting: Posting, **more: str) -> str:
    entry = {"uuid": str(uuid4()), "kind": "checkin", "at": LATER.isoformat(), "task": posting.task.key}
    entry |= {"post": f"place:{posting.task.place_id}"} | more
    [answer] = append([entry], device=device, at=LATER + HOUR)
    return answer.result.value


def task(posting: Posting) -> Task:
    return posting.task.as_stored()


def record(county: County, posting: Posting, **more: object) -> None:
    said = {"by": county.duty_officer, "happened_at": LATER, "at": LATER + HOUR} | more
    record_arrival(posting=posting, **said)


def is_rebuilt() -> bool:
    return not [one for projection in PROJECTIONS for one in projection.differences(list(projection.keys()))]


def test_it_works(county: County, posting: Posting) -> None:
    record(county, posting)
    assert (task(posting).state, task(posting).started_at) == ("started", LATER)
    entry = FieldEntry.objects.unscoped("test").get()
    assert (entry.device, entry.happened_at, entry.received_at, entry.doubts) == (None, LATER, LATER + HOUR, [])
    assert is_rebuilt()


def test_a_tap_on_the_phone_does_the_same(county: County, posting: Posting) -> None:
    assert tap(phone(county, posting), posting) == "stored"
    assert task(posting).started_at == LATER
    # Three hours before the deadline is early, not doubtful.
    assert FieldEntry.objects.unscoped("test").get().doubts == []


def test_tapped_twice_and_told_by_phone_it_counts_once(county: County, posting: Posting) -> None:
    device, uuid = phone(county, posting), str(uuid4())
    assert [tap(device, posting, uuid=uuid) for _ in range(2)] == ["stored", "duplicate"]
    with pytest.raises(Refused) as why:
        record(county, posting)
    assert why.value.code == "arrived_already"
    assert Posting.objects.unscoped("test").exclude(task__started_at=None).count() == 1


def test_a_tap_that_arrives_after_it_was_entered_counts_once(county: County, posting: Posting) -> None:
    record(county, posting, happened_at=LATER + timedelta(minutes=30))
    assert tap(phone(county, posting), posting) == "stored"
    assert task(posting).started_at == LATER
    assert is_rebuilt()


def test_his_own_phone_of_another_post_serves_as_well(county: County) -> None:
    posting = post(county, "王建军", "粮站家属院")
    gate = county.posts["安平苑北门"].place
    offer = devices.offer_phone(by=county.duty_officer, place=gate, person=county.people["王建军"], at=EVENING)
    device = devices.phone(devices.take_phone(token=offer.token, at=EVENING))
    assert device and tap(device, posting) == "stored"
    assert task(posting).state == "started"
    assert FieldEntry.objects.unscoped("test").get().doubts == []


def test_a_phone_of_another_post_reports_for_nobody_else(county: County, posting: Posting) -> None:
    gate = county.posts["粮站家属院门"].place
    offer = devices.offer_phone(by=county.duty_officer, place=gate, person=None, at=EVENING)
    device = devices.phone(devices.take_phone(token=offer.token, at=EVENING))
    assert device and tap(device, posting) == "stored"
    assert task(posting).state == "open"
    assert "foreign_post" in FieldEntry.objects.unscoped("test").get().doubts


def test_the_phone_is_told_where_and_by_when(county: County, posting: Posting) -> None:
    [row] = job(phone(county, posting), EVENING)["tasks"]
    assert (row["name"], row["reports"]) == ("安平苑", True)
    assert datetime.fromisoformat(row["starts_at"]) == EVENING + 4 * HOUR
    assert datetime.fromisoformat(row["shows_from"]) < EVENING


def test_an_hour_after_he_reported_the_phone_shows_it_no_more(county: County, posting: Posting) -> None:
    device = phone(county, posting)
    tap(device, posting)
    assert len(job(device, LATER + timedelta(minutes=59))["tasks"]) == 1
    assert job(device, LATER + 2 * HOUR)["tasks"] == []


def test_a_township_gets_no_phones(county: County) -> None:
    with pytest.raises(Refused, match="not_a_post"):
        devices.offer_phone(by=county.duty_officer, place=county.places["柳河镇"], at=EVENING)


def test_entered_by_mistake_it_is_taken_back(county: County, posting: Posting) -> None:
    record(county, posting)
    withdraw_arrival(by=county.duty_officer, posting=posting, at=LATER + 2 * HOUR)
    assert task(posting).started_at is None
    assert FieldEntry.objects.unscoped("test").count() == 2
    assert is_rebuilt()
    record(county, posting)
    assert task(posting).started_at == LATER


def test_what_was_never_entered_cannot_be_taken_back(county: County, posting: Posting) -> None:
    with pytest.raises(Refused, match="not_arrived_yet"):
        withdraw_arrival(by=county.duty_officer, posting=posting, at=LATER)


def test_taken_back_twice_is_refused(county: County, posting: Posting) -> None:
    record(county, posting)
    withdraw_arrival(by=county.duty_officer, posting=posting, at=LATER + HOUR)
    with pytest.raises(Refused, match="not_arrived_yet"):
        withdraw_arrival(by=county.duty_officer, posting=posting, at=LATER + 2 * HOUR)


def test_a_time_to_come_is_refused(county: County, posting: Posting) -> None:
    with pytest.raises(Refused, match="arrival_ahead"):
        record(county, posting, happened_at=LATER + 2 * HOUR)


def test_days_later_it_counts_and_is_flagged(county: County, posting: Posting) -> None:
    record(county, posting, at=LATER + timedelta(days=2))
    assert FieldEntry.objects.unscoped("test").get().doubts == ["late_by_days"]
    assert task(posting).started_at == LATER


def test_who_entered_it_is_in_the_audit(county: County, posting: Posting) -> None:
    record(county, posting, by=county.township_officer)
    content = AuditPayload.objects.unscoped("test").latest("pk").content
    assert content["person"] == county.people["孙一"].pk
    assert content["happened_at"] == LATER.isoformat()


def test_moved_on_he_reports_anew(county: County, posting: Posting) -> None:
    record(county, posting)
    moved = move_person(by=county.duty_officer, posting=posting, place=county.places["金穗小区"], at=LATER)
    assert not moved.has_arrived
    with pytest.raises(Refused, match="posting_over"):
        record(county, posting)


@pytest.mark.parametrize("who", ["stranger", "auditor"])
def test_a_stranger_enters_nothing_here(county: County, posting: Posting, who: str) -> None:
    with pytest.raises(Refused, match="not_allowed"):
        record(county, posting, by=county.accounts[who])


def test_past_the_deadline_it_is_late_once(county: County, posting: Posting) -> None:
    assert mark_late(EVENING + 4 * HOUR) == 0
    assert mark_late(EVENING + 5 * HOUR) == 1
    assert mark_late(EVENING + 6 * HOUR) == 0

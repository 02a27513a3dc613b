"""Sending somebody for a guard who has not come, and who that may be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.county import DAY, EVENING, NIGHT, County
from tests.web.duty.rosters import ONE_DAY, task
from yixian.web.action import Refused
from yixian.web.duty.actions import send_stand_in
from yixian.web.duty.stand_in import candidates
from yixian.web.journal.models import AuditEntry, Event
from yixian.web.register.models import PersonNumber, Place
from yixian.web.tasks.models import Task, TaskState

GATE, VILLAGE = "安平苑北门", "下湾村口"
LATE_AT = NIGHT + timedelta(minutes=10)
NOW = NIGHT + timedelta(minutes=15)


def late(county: County, who: str = "李建新", post: str = GATE, shift: str = "night") -> Task:
    """Somebody who should have come ten minutes ago."""
    return task(county, who, post, DAY, shift, state=TaskState.SENT, late_at=LATE_AT)


def send(county: County, missing: Task, who: str, at: datetime = NOW) -> Task:
    return send_stand_in(by=county.township_officer, task=missing, person=county.people[who], at=at)


def refused(county: County, missing: Task, who: str, at: datetime = NOW) -> str:
    with pytest.raises(Refused) as told:
        send(county, missing, who, at)
    return told.value.code


def reasons(county: County, missing: Task, at: datetime = NOW) -> dict[str, str]:
    return {one.person.name: one.reason for one in candidates(missing, county.township_officer, at)}


def test_it_works(county: County) -> None:
    missing = late(county)
    sent = send(county, missing, "王建军").as_stored()
    assert (sent.kind, sent.state, sent.person) == ("shift", "open", county.people["王建军"])
    assert (sent.starts_at, sent.ends_at) == (NOW, missing.ends_at)
    assert (sent.place, sent.place_path, sent.stands_in_for) == (missing.place, missing.place_path, missing)
    assert len(sent.key) == 12


def test_the_late_task_stays_as_it_is(county: County) -> None:
    missing = late(county)
    send(county, missing, "王建军")
    stored = missing.as_stored()
    assert (stored.state, stored.late_at, stored.person) == ("sent", LATE_AT, county.people["李建新"])


def test_it_is_audited_and_told_once(county: County) -> None:
    sent = send(county, late(county), "王建军")
    entry = AuditEntry.objects.unscoped("test").get(action="send_stand_in")
    assert entry.place_path == sent.place_path
    told = Event.objects.unscoped("test").filter(topic="tasks", kind="stand_in_sent")
    assert [event.place_path for event in told] == [sent.place_path]


def test_a_shift_still_to_come_is_taken_over_whole(county: County) -> None:
    ahead = task(county, "李建新", GATE, DAY, "night", state=TaskState.SENT)
    assert send(county, ahead, "王建军", EVENING).starts_at == NIGHT


def test_a_stranger_township_is_refused(county: County) -> None:
    with pytest.raises(Refused) as told:
        send_stand_in(by=county.stranger, task=late(county), person=county.people["王建军"], at=NOW)
    assert told.value.code == "not_allowed"
    assert Task.objects.unscoped("test").count() == 1


def test_an_auditor_may_only_look(county: County) -> None:
    with pytest.raises(Refused) as told:
        send_stand_in(by=county.auditor, task=late(county), person=county.people["王建军"], at=NOW)
    assert told.value.code == "not_allowed"


def test_twice_is_refused(county: County) -> None:
    missing = late(county)
    send(county, missing, "王建军")
    assert refused(county, missing, "于倩") == "already_sent"
    assert Task.objects.unscoped("test").filter(stands_in_for=missing).count() == 1


@pytest.mark.parametrize("state", [TaskState.CANCELLED, TaskState.REFUSED, TaskState.FAILED])
def test_who_was_sent_in_vain_can_be_replaced(county: County, state: TaskState) -> None:
    missing = late(county)
    first = send(county, missing, "王建军")
    Task.objects.unscoped("test").filter(pk=first.pk).update(state=state)
    assert send(county, missing, "于倩").person == county.people["于倩"]


@pytest.mark.parametrize("state", [TaskState.STARTED, TaskState.DONE, TaskState.CANCELLED])
def test_where_nobody_is_missing_nobody_is_sent(county: County, state: TaskState) -> None:
    there = task(county, "李建新", GATE, DAY, "night", state=state, late_at=LATE_AT)
    assert refused(county, there, "王建军") == "nobody_is_missing"


def test_a_shift_that_is_over_needs_nobody(county: County) -> None:
    missing = late(county)
    assert refused(county, missing, "王建军", missing.ends_at) == "nobody_is_missing"
    assert send(county, missing, "王建军", missing.ends_at - timedelta(minutes=1))


def test_another_kind_of_task_is_no_shift(county: County) -> None:
    visit = task(county, "李建新", GATE, DAY, "night", kind="visit", state=TaskState.SENT, late_at=LATE_AT)
    assert refused(county, visit, "王建军") == "nobody_is_missing"


def test_the_late_one_cannot_be_sent_for_himself(county: County) -> None:
    assert refused(county, late(county), "李建新") == "against_is_the_late_one"


def test_who_is_on_duty_elsewhere_is_refused(county: County) -> None:
    task(county, "王建军", VILLAGE, DAY, "night", state=TaskState.STARTED)
    assert refused(county, late(county), "王建军") == "against_on_duty_then"


def test_who_is_late_elsewhere_is_still_expected_there(county: County) -> None:
    missing = late(county)
    late(county, "王建军", VILLAGE)
    assert refused(county, missing, "王建军") == "against_on_duty_then"


def test_two_mates_who_are_late_do_not_stand_in_for_each_other(county: County) -> None:
    first, second = late(county, "李建新"), late(county, "王建军")
    assert reasons(county, first)["王建军"] == "on_duty_then"
    assert reasons(county, second)["李建新"] == "on_duty_then"


def test_eleven_hours_of_rest_after_a_shift(county: County) -> None:
    missing = late(county)
    task(county, "王建军", GATE, DAY, "early", state=TaskState.DONE)
    assert refused(county, missing, "王建军") == "against_rest_too_short"
    assert send(county, missing, "王建军", NIGHT + timedelta(hours=3))


def test_eleven_hours_of_rest_before_the_next_shift(county: County) -> None:
    task(county, "王建军", GATE, DAY + ONE_DAY, "late")
    assert refused(county, late(county), "王建军") == "against_rest_too_short"


def test_the_night_after_next_leaves_rest_enough(county: County) -> None:
    task(county, "王建军", GATE, DAY + ONE_DAY, "night")
    assert send(county, late(county), "王建军")


def test_who_never_came_to_a_shift_has_not_worked_it(county: County) -> None:
    task(county, "王建军", GATE, DAY, "early", state=TaskState.SENT, late_at=EVENING)
    assert send(county, late(county), "王建军")


def test_a_pregnant_secretary_is_not_sent_into_the_night_even_by_hand(county: County) -> None:
    with pytest.raises(Refused) as told:
        send(county, late(county), "赵秀英")
    assert told.value.code == "against_pregnant7m_night"
    assert "赵秀英" in told.value.sentence and "女职工劳动保护特别规定" in told.value.sentence
    assert Task.objects.unscoped("test").count() == 1


def test_a_pregnant_secretary_may_be_sent_by_day(county: County) -> None:
    morning = NIGHT.replace(hour=6, minute=15)
    missing = task(county, "周凯", VILLAGE, DAY, "early", state=TaskState.SENT, late_at=morning)
    assert send(county, missing, "赵秀英", morning).person == county.people["赵秀英"]


def test_an_afternoon_that_runs_into_the_night_is_a_night(county: County) -> None:
    missing = task(county, "周凯", VILLAGE, DAY, "late", state=TaskState.SENT, late_at=EVENING)
    Task.objects.unscoped("test").filter(pk=missing.pk).update(ends_at=NIGHT + timedelta(hours=1))
    assert refused(county, missing.as_stored(), "赵秀英", EVENING) == "against_pregnant7m_night"


def test_the_law_counts_by_the_county_s_own_day(county: County) -> None:
    """Born on 14 February 2004 he is 16 from midnight on, which in Greenwich is still the afternoon before."""
    PersonNumber.objects.unscoped("test").filter(person=county.people["王建军"]).update(
        born_on=DAY.replace(2004, 2, 14)
    )
    missing = late(county)
    assert refused(county, missing, "王建军", NIGHT + timedelta(minutes=110)) == "against_under16"
    assert send(county, missing, "王建军", NIGHT + timedelta(minutes=125))


def test_candidates_are_of_the_post_then_of_the_nearest(county: County) -> None:
    missing = late(county)
    found = candidates(missing, county.township_officer, NOW)
    assert [one.person.name for one in found if not one.reason] == ["王建军", "于倩", "周凯"]
    assert [one.is_of_post for one in found if not one.reason] == [True, False, False]


def test_nobody_of_a_foreign_township_is_named(county: County) -> None:
    assert "陈国平" not in reasons(county, late(county))


def test_a_leader_is_replaced_by_a_member_first(county: County) -> None:
    leader = late(county, "赵秀英", VILLAGE)
    Task.objects.unscoped("test").filter(pk=leader.pk).update(leads=True)
    found = candidates(leader.as_stored(), county.township_officer, NOW)
    names = [one.person.name for one in found if not one.reason]
    assert set(names[:2]) == {"李建新", "王建军"}
    assert set(names[2:]) == {"于倩", "周凯"}


def test_a_member_leads_for_a_leader_and_nobody_else_does(county: County) -> None:
    leader = late(county)
    Task.objects.unscoped("test").filter(pk=leader.pk).update(leads=True)
    assert send(county, leader.as_stored(), "王建军").leads
    Task.objects.unscoped("test").filter(stands_in_for=leader).update(state=TaskState.REFUSED)
    assert not send(county, leader.as_stored(), "于倩").leads


def test_who_serves_no_more_is_not_named(county: County) -> None:
    somebody = county.people["王建军"]
    somebody.is_active = False
    somebody.save(update_fields=["is_active"])
    assert "王建军" not in reasons(county, late(county))


def test_who_serves_no_more_is_not_sent_by_hand(county: County) -> None:
    somebody = county.people["王建军"]
    somebody.is_active = False
    somebody.save(update_fields=["is_active"])
    assert refused(county, late(county), "王建军") == "against_has_left"


def test_who_has_signed_in_since_the_page_was_read_needs_nobody(county: County) -> None:
    missing = late(county)
    Task.objects.unscoped("test").filter(pk=missing.pk).update(state=TaskState.STARTED, started_at=NOW)
    assert refused(county, missing, "王建军") == "nobody_is_missing"


def test_minutes_on_foot_from_the_own_post(county: County) -> None:
    walks = {one.person.name: one.walk for one in candidates(late(county), county.township_officer, NOW)}
    assert walks["王建军"] == 0
    assert 0 < (walks["于倩"] or 0) < (walks["周凯"] or 0)


def test_where_the_post_has_no_place_on_the_map_minutes_are_unknown(county: County) -> None:
    missing = late(county)
    Place.objects.unscoped("test").filter(pk=missing.place_id).update(lon=None, lat=None)
    found = candidates(missing.as_stored(), county.township_officer, NOW)
    assert {one.walk for one in found} == {None}
    assert {one.person.name for one in found if not one.reason} == {"王建军", "于倩", "周凯"}


def test_candidates_cost_few_questions(county: County, django_assert_max_num_queries: Callable[..., Any]) -> None:
    missing = late(county)
    with django_assert_max_num_queries(6):
        candidates(missing, county.township_officer, NOW)

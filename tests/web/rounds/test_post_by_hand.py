"""Posting somebody by hand, sending him on, taking him back: only he is told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.county import EVENING, County
from tests.web.rounds.postings import crew, ill, post, posted
from yixian.web.action import Refused
from yixian.web.journal.models import AuditEntry, Event
from yixian.web.rounds.actions import move_person, pin_person, post_person, set_role, take_back, unpin_person
from yixian.web.rounds.models import PostingPin
from yixian.web.tasks.models import Task

LATER = EVENING + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _crew(county: County) -> None:
    crew(county)


def key_of(name: str) -> str:
    return Task.objects.unscoped("test").exclude(state="cancelled").get(person__name=name).key


def refused(**said: object) -> str:
    with pytest.raises(Refused) as why:
        post_person(**said)
    return why.value.code


def test_it_works(county: County) -> None:
    posting = post(county, "孙一", role="publicist")
    assert posted(county) == {"孙一": ("安平苑", "publicist")}
    assert (posting.task.kind, posting.task.starts_at) == ("posting", EVENING + timedelta(hours=4))
    assert posting.task.ends_at == EVENING.replace(hour=0) + timedelta(days=14)


def test_it_is_told_at_that_compound_and_nowhere_else(county: County) -> None:
    posting = post(county, "孙一")
    event = Event.objects.unscoped("test").get(kind="person_posted")
    assert (event.place_path, event.subject) == (county.places["安平苑"].path, f"task:{posting.task.key}")


def test_it_is_in_the_audit(county: County) -> None:
    post(county, "孙一")
    entry = AuditEntry.objects.unscoped("test").get(action="post_person")
    assert entry.account_id == county.duty_officer.pk


@pytest.mark.parametrize("kind", ["ill", "under_observation"])
def test_the_law_is_not_overruled_and_not_explained(county: County, kind: str) -> None:
    ill(county, "孙一", kind)
    with pytest.raises(Refused) as why:
        post(county, "孙一")
    assert why.value.code == "law_bars_posting"
    assert "孙一" in why.value.sentence and kind not in why.value.sentence


def test_the_nursing_may_be_posted(county: County) -> None:
    ill(county, "孙一", "nursing")
    assert post(county, "孙一")


def test_nobody_serves_at_two_places(county: County) -> None:
    post(county, "孙一")
    with pytest.raises(Refused) as why:
        post(county, "孙一", "金穗小区")
    assert why.value.code == "posted_already"
    assert "安平苑" in why.value.sentence


def test_nor_twice_at_one(county: County) -> None:
    post(county, "孙一")
    with pytest.raises(Refused, match="posted_already"):
        post(county, "孙一")


def test_after_the_end_he_may_be_posted_again(county: County) -> None:
    post(county, "孙一")
    assert post(county, "孙一", "金穗小区", at=EVENING + timedelta(days=14))


def test_a_village_is_no_compound(county: County) -> None:
    with pytest.raises(Refused, match="not_a_compound"):
        post(county, "孙一", "下湾村")


def test_there_are_three_roles(county: County) -> None:
    with pytest.raises(Refused, match="posting_role_unknown"):
        post(county, "孙一", role="cook")


def test_who_has_left_is_not_posted(county: County) -> None:
    county.people["孙一"].is_active = False
    with pytest.raises(Refused, match="has_left_service"):
        post(county, "孙一")


def test_a_stranger_township_cannot_post_here(county: County) -> None:
    with pytest.raises(Refused, match="not_allowed"):
        post(county, "孙一", by=county.stranger)


def test_moved_on_he_alone_has_another_task(county: County) -> None:
    first = post(county, "孙一", role="publicist")
    post(county, "钱二")
    other = key_of("钱二")
    moved = move_person(by=county.duty_officer, posting=first, place=county.places["金穗小区"], at=LATER)
    assert posted(county)["孙一"] == ("金穗小区", "publicist")
    assert (key_of("钱二"), moved.moved_from) == (other, first)
    assert Task.objects.unscoped("test").get(pk=first.pk).state == "cancelled"


def test_both_places_are_told(county: County) -> None:
    first = post(county, "孙一")
    move_person(by=county.duty_officer, posting=first, place=county.places["粮站家属院"], at=LATER)
    paths = Event.objects.unscoped("test").filter(kind="person_moved").values_list("place_path", flat=True)
    assert sorted(paths) == sorted([county.places["安平苑"].path, county.places["粮站家属院"].path])


def test_the_right_is_asked_at_both_places(county: County) -> None:
    first = post(county, "孙一")
    with pytest.raises(Refused, match="not_allowed"):
        move_person(by=county.township_officer, posting=first, place=county.places["粮站家属院"], at=LATER)
    assert posted(county)["孙一"][0] == "安平苑"


def test_to_where_he_is_nobody_is_moved(county: County) -> None:
    first = post(county, "孙一")
    with pytest.raises(Refused, match="there_already"):
        move_person(by=county.duty_officer, posting=first, place=county.places["安平苑"], at=LATER)


def test_fallen_ill_he_is_not_moved_but_can_be_taken_back(county: County) -> None:
    first = post(county, "孙一")
    ill(county, "孙一")
    with pytest.raises(Refused, match="law_bars_posting"):
        move_person(by=county.duty_officer, posting=first, place=county.places["金穗小区"], at=LATER)
    take_back(by=county.duty_officer, posting=first, at=LATER)
    assert posted(county) == {}


def test_what_is_over_can_be_neither_moved_nor_taken_back(county: County) -> None:
    first = post(county, "孙一")
    take_back(by=county.duty_officer, posting=first, at=LATER)
    with pytest.raises(Refused, match="posting_over"):
        take_back(by=county.duty_officer, posting=first, at=LATER)
    with pytest.raises(Refused, match="posting_over"):
        move_person(by=county.duty_officer, posting=first, place=county.places["金穗小区"], at=LATER)


def test_a_role_is_changed_where_he_is(county: County) -> None:
    first = post(county, "孙一", role="publicist")
    key = key_of("孙一")
    set_role(by=county.township_officer, posting=first, role="helper", at=LATER)
    assert posted(county)["孙一"] == ("安平苑", "helper")
    assert key_of("孙一") == key


def test_the_same_role_again_tells_nobody(county: County) -> None:
    first = post(county, "孙一", role="publicist")
    set_role(by=county.duty_officer, posting=first, role="publicist", at=LATER)
    assert not Event.objects.unscoped("test").filter(kind="role_set").exists()


def test_a_pin_is_set_moved_and_taken_away(county: County) -> None:
    person = county.people["孙一"]
    for place in ("安平苑", "金穗小区"):
        pin_person(by=county.duty_officer, place=county.places[place], person=person, at=LATER)
    assert PostingPin.objects.unscoped("test").get().place == county.places["金穗小区"]
    unpin_person(by=county.duty_officer, place=county.places["金穗小区"], person=person, at=LATER)
    assert not PostingPin.objects.unscoped("test").exists()
    with pytest.raises(Refused, match="not_pinned"):
        unpin_person(by=county.duty_officer, place=county.places["金穗小区"], person=person, at=LATER)


def test_the_auditor_decides_nothing(county: County) -> None:
    assert (
        refused(
            by=county.auditor, place=county.places["安平苑"], person=county.people["孙一"], role="helper", at=EVENING
        )
        == "not_allowed"
    )

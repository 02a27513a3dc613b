"""The seven items of a post: marked with their evidence, withdrawn, overdue when they lapse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from django.test import Client

from tests.county import DAY, EVENING, NIGHT, County
from yixian.web import clock
from yixian.web.access.models import Account
from yixian.web.action import Refused
from yixian.web.duty.actions import mark_ready, withdraw_mark
from yixian.web.duty.models import ReadinessItem, ReadinessMark
from yixian.web.duty.readiness import readiness
from yixian.web.journal.models import AuditEntry, Event

LogIn = Callable[[Account], Client]
GATE = "安平苑北门"
PAGE = "/duty/posts/1/"
SEVEN = ["branch", "flag", "badge", "meeting", "letter", "notice", "services"]


@pytest.fixture(autouse=True)
def _evening() -> Iterator[None]:
    with clock.stopped_at(EVENING):
        yield


def item(code: str) -> ReadinessItem:
    return ReadinessItem.objects.unscoped("test").get(code=code)


def mark(county: County, code: str, evidence: str = "已办", at: datetime = EVENING) -> ReadinessMark:
    return mark_ready(by=county.township_officer, post=county.posts[GATE], item=item(code), evidence=evidence, at=at)


def done(county: County, at: datetime = EVENING) -> set[str]:
    items = readiness(county.duty_officer, "", at)[county.posts[GATE].pk]
    return {one.item.code for one in items if one.is_done}


def overdue(county: County, at: datetime = EVENING) -> set[str]:
    items = readiness(county.duty_officer, "", at)[county.posts[GATE].pk]
    return {one.item.code for one in items if one.is_overdue}


def test_it_works(county: County) -> None:
    mark(county, "branch", "2月9日成立，书记李建新")
    assert done(county) == {"branch"}
    assert overdue(county) == set(SEVEN) - {"branch"}


def test_a_county_begins_with_the_seven_ones(county: County) -> None:
    items = ReadinessItem.objects.unscoped("test")
    assert list(items.values_list("code", flat=True)) == SEVEN
    assert all(one.name_zh and one.name_en for one in items)


def test_it_is_audited_and_told(county: County) -> None:
    mark(county, "branch")
    assert AuditEntry.objects.unscoped("test").get(action="mark_ready").place_path == county.posts[GATE].place.path
    assert Event.objects.unscoped("test").filter(topic="duty", place_path=county.posts[GATE].place.path).exists()


@pytest.mark.parametrize("evidence", ["", "   ", "\n"])
def test_an_item_that_asks_for_words_is_not_taken_without(county: County, evidence: str) -> None:
    with pytest.raises(Refused) as told:
        mark(county, "meeting", evidence)
    assert (told.value.code, told.value.field) == ("evidence_needed", "meeting")
    assert done(county) == set()


def test_an_item_without_evidence_takes_a_bare_mark(county: County) -> None:
    mark(county, "badge", "")
    assert done(county) == {"badge"}


def test_once_is_once_for_ever(county: County) -> None:
    mark(county, "letter")
    assert "letter" in done(county, EVENING + timedelta(days=300))


def test_badges_are_asked_for_again_in_the_next_shift(county: County) -> None:
    mark(county, "badge", "")
    assert "badge" in done(county, NIGHT - timedelta(minutes=1))
    assert "badge" not in done(county, NIGHT)
    assert "badge" in overdue(county, NIGHT)


def test_a_night_s_badge_counts_through_midnight(county: County) -> None:
    mark(county, "badge", "", NIGHT + timedelta(minutes=30))
    assert "badge" in done(county, NIGHT + timedelta(hours=7))


def test_services_are_fixed_anew_every_three_days(county: County) -> None:
    mark(county, "services")
    assert "services" in done(county, EVENING + timedelta(days=3))
    assert "services" in overdue(county, EVENING + timedelta(days=3, minutes=1))


def test_an_item_is_not_overdue_on_the_day_it_is_due(county: County) -> None:
    ReadinessItem.objects.unscoped("test").filter(code="flag").update(due_on=DAY)
    last_minute = EVENING.replace(hour=23, minute=59)
    assert "flag" not in overdue(county, last_minute)
    assert "flag" in overdue(county, last_minute + timedelta(minutes=1))


def test_a_mark_at_one_post_counts_there_only(county: County) -> None:
    mark(county, "branch")
    other = readiness(county.duty_officer, "", EVENING)[county.posts["下湾村口"].pk]
    assert not [one for one in other if one.is_done]


def test_a_withdrawn_mark_counts_no_more_and_stays_in_the_record(county: County) -> None:
    made = mark(county, "branch")
    withdraw_mark(by=county.township_officer, post=county.posts[GATE], mark=made, at=EVENING)
    assert done(county) == set()
    assert ReadinessMark.objects.unscoped("test").get().withdrawn_at == EVENING


def test_withdrawing_twice_is_refused(county: County) -> None:
    made = mark(county, "branch")
    withdraw_mark(by=county.township_officer, post=county.posts[GATE], mark=made, at=EVENING)
    with pytest.raises(Refused) as told:
        withdraw_mark(by=county.township_officer, post=county.posts[GATE], mark=made, at=NIGHT)
    assert told.value.code == "mark_withdrawn"


def test_the_mark_before_counts_again_when_the_last_is_withdrawn(county: County) -> None:
    mark(county, "services", "菜店送货")
    later = mark(county, "services", "加上买药", EVENING + timedelta(hours=1))
    withdraw_mark(by=county.township_officer, post=county.posts[GATE], mark=later, at=NIGHT)
    assert "services" in done(county, NIGHT)


@pytest.mark.parametrize("who", ["stranger", "auditor", "admin"])
def test_whoever_has_no_right_there_is_refused(county: County, who: str) -> None:
    with pytest.raises(Refused) as told:
        mark_ready(by=county.accounts[who], post=county.posts[GATE], item=item("badge"), evidence="", at=EVENING)
    assert told.value.code == "not_allowed"


def test_the_page_marks_and_shows_who_did_it(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    answer = client.post(f"{PAGE}items/branch/", {"evidence": "书记李建新"}, follow=True)
    html = answer.content.decode()
    assert 'data-ready="1" data-items="7"' in html
    assert "书记李建新" in html and "李婉宁" in html


def test_the_page_says_what_is_lacking(county: County, logged_in: LogIn) -> None:
    answer = logged_in(county.township_officer).post(f"{PAGE}items/branch/", {"evidence": " "})
    assert answer.status_code == 422
    assert "写一句做了什么" in answer.content.decode()


def test_the_page_withdraws(county: County, logged_in: LogIn) -> None:
    made = mark(county, "branch")
    client = logged_in(county.township_officer)
    address = f"{PAGE}marks/{made.pk}/withdraw/"
    assert 'data-ready="0"' in client.post(address, follow=True).content.decode()
    assert client.post(address).status_code == 409


def test_a_mark_is_withdrawn_at_its_own_post(county: County, logged_in: LogIn) -> None:
    made = mark(county, "branch")
    assert logged_in(county.duty_officer).post(f"/duty/posts/3/marks/{made.pk}/withdraw/").status_code == 404
    assert done(county) == {"branch"}


def test_a_foreign_post_does_not_exist(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.stranger)
    assert client.post(f"{PAGE}items/badge/").status_code == 404
    assert client.post(f"{PAGE}marks/{mark(county, 'badge', '').pk}/withdraw/").status_code == 404
    assert done(county) == {"badge"}


def test_an_unknown_item_does_not_exist(county: County, logged_in: LogIn) -> None:
    assert logged_in(county.township_officer).post(f"{PAGE}items/eighth/").status_code == 404


def test_looking_at_the_address_marks_nothing(county: County, logged_in: LogIn) -> None:
    assert logged_in(county.township_officer).get(f"{PAGE}items/badge/").status_code == 405
    assert done(county) == set()

"""What phones have noted at a post, on its page: the newest first, doubts as warnings, late uploads said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from tests.county import County
from tests.web.field.phones import NOW, START, entry, gate, phone, shift
from yixian.web import clock
from yixian.web.access.models import Account
from yixian.web.duty.log import MOST, happened
from yixian.web.field.log import append

LogIn = Callable[[Account], Client]


def note(county: County, *entries: dict[str, object]) -> None:
    device, _token = phone(county)
    append(list(entries), device=device, at=NOW)


def test_it_works(county: County) -> None:
    task = shift(county)
    note(county, entry(minutes=1, task=task.key), entry("checkout", 100, task=task.key))
    log = happened(county.township_officer, gate(county), NOW)
    assert [(one.word, one.sign) for one in log] == [("签退", "off"), ("签到", "ok")]
    assert [one.at for one in log] == [START + timedelta(minutes=100), START + timedelta(minutes=1)]
    assert log[0].task == task


def test_an_entry_that_is_doubtful_is_a_warning(county: County) -> None:
    note(county, entry(minutes=1))
    log = happened(county.township_officer, gate(county), NOW)
    assert [(one.sign, one.task) for one in log] == [("warn", None)]


def test_what_came_without_a_network_is_said_to_be_later(county: County) -> None:
    task = shift(county)
    note(county, entry(minutes=1, task=task.key), entry("checkout", 118, task=task.key))
    log = happened(county.township_officer, gate(county), NOW)
    assert [one.is_late for one in log] == [False, True]


def test_of_many_the_newest_are_shown(county: County) -> None:
    note(county, *(entry(minutes=minute) for minute in range(MOST + 5)))
    log = happened(county.township_officer, gate(county), NOW)
    assert len(log) == MOST
    assert log[0].at == START + timedelta(minutes=MOST + 4)


def test_cars_and_visitors_are_not_in_it(county: County) -> None:
    note(county, entry("in", 1), entry("out", 2))
    assert happened(county.township_officer, gate(county), NOW) == []


def test_another_post_has_its_own(county: County) -> None:
    note(county, entry(minutes=1))
    assert happened(county.township_officer, gate(county, "下湾村口"), NOW) == []


def test_a_stranger_reads_nothing(county: County) -> None:
    note(county, entry(minutes=1))
    assert happened(county.stranger, gate(county), NOW) == []


def test_the_page_shows_it(county: County, logged_in: LogIn) -> None:
    task = shift(county)
    note(county, entry(minutes=1, task=task.key))
    with clock.stopped_at(NOW):
        page = logged_in(county.township_officer).get("/duty/posts/1/").content.decode()
    assert "14:01:00" in page and "李建新 签到" in page


def test_the_auditor_reads_no_name_in_it(county: County, logged_in: LogIn) -> None:
    task = shift(county)
    note(county, entry(minutes=1, task=task.key))
    with clock.stopped_at(NOW):
        page = logged_in(county.auditor).get("/duty/posts/1/").content.decode()
    assert "14:01:00" in page and "李建新" not in page

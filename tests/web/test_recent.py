"""What one console was shown serves another of the same rights, until something has happened that changes it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import translation

from tests.county import EVENING
from tests.web.field.phones import entry, phone, shift
from yixian.web.field.log import append
from yixian.web.figures import Asked
from yixian.web.journal.record import tell
from yixian.web.recent import MOST, Recent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sharing(settings, monkeypatch):
    settings.SHARED_S = 2.0
    monkeypatch.setattr("yixian.web.figures.RECENT", Recent())


class Read:
    """Counts how often it was asked."""

    def __init__(self):
        self.n = 0

    def __call__(self):
        self.n += 1
        return self.n


def ask(account, read, *, after_s=0, path="", name="duty.posts"):
    return Asked(account, path, EVENING + timedelta(seconds=after_s)).once(name, read)


def test_it_works(county):
    read = Read()
    assert [ask(county.duty_officer, read), ask(county.duty_officer, read, after_s=1)] == [1, 1]


def test_after_a_moment_it_is_read_again(county):
    read = Read()
    assert [ask(county.duty_officer, read), ask(county.duty_officer, read, after_s=3)] == [1, 2]


def test_an_earlier_moment_is_another_question(county):
    read = Read()
    assert [ask(county.duty_officer, read), ask(county.duty_officer, read, after_s=-1)] == [1, 2]


def test_what_happens_makes_it_old(county):
    read = Read()
    ask(county.duty_officer, read)
    tell("duty", "need_set", at=EVENING)
    assert ask(county.duty_officer, read) == 2


def test_a_pass_at_a_gate_does_not_but_a_check_in_does(county):
    read, (device, _) = Read(), phone(county)
    task = shift(county)
    ask(county.duty_officer, read)
    append([entry("in")], device=device, at=EVENING)
    assert ask(county.duty_officer, read) == 1
    append([entry("checkin", task=task.key)], device=device, at=EVENING)
    assert ask(county.duty_officer, read) == 2


def test_nobody_is_given_what_others_may_see(county):
    read = Read()
    accounts = (county.duty_officer, county.township_officer, county.stranger, county.auditor)
    assert [ask(one, read) for one in accounts] == [1, 2, 3, 4]
    assert ask(county.duty_officer, read, path="0000") == 5
    assert ask(county.duty_officer, read, name="duty.holes") == 6


def test_each_language_is_its_own(county):
    read = Read()
    ask(county.duty_officer, read)
    with translation.override("en"):
        assert ask(county.duty_officer, read) == 2


def test_only_so_many_are_kept(county):
    recent = Recent()
    for key in range(MOST + 5):
        recent.once(key, EVENING, lambda key=key: key)
    read = Read()
    assert recent.once(MOST + 4, EVENING, read) == MOST + 4
    assert recent.once(0, EVENING, read) == 1


def test_it_can_be_switched_off(county, settings):
    settings.SHARED_S = 0
    read = Read()
    assert [ask(county.duty_officer, read) for _ in range(3)] == [1, 2, 3]

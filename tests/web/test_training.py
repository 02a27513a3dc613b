"""A training's clock is put forward for all its processes, and never back."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse

from tests.county import EVENING
from yixian.web import clock, training
from yixian.web.action import Refused
from yixian.web.journal.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_training(settings, tmp_path):
    settings.IS_TRAINING = True
    settings.DATA_DIR = tmp_path


def ask(account, **form):
    factory = RequestFactory()
    request = factory.post("/training/clock/", form) if form else factory.get("/training/clock/")
    request.officer = account
    answer = training.training_clock(request)
    return answer.status_code, json.loads(answer.content)


def test_it_works(county):
    before = clock.now()
    status, told = ask(county.duty_officer, at=(before + timedelta(hours=5)).isoformat())
    assert status == 200
    assert timedelta(0) <= clock.now() - (before + timedelta(hours=5)) < timedelta(seconds=20)
    assert told["now"] <= clock.now().isoformat()
    assert ask(county.duty_officer)[1]["now"] >= told["now"]
    assert AuditEntry.objects.unscoped("test").get().action == "put_clock_forward"


def test_it_never_goes_back(county):
    status, told = ask(county.duty_officer, at=(clock.now() - timedelta(minutes=1)).isoformat())
    assert (status, told["reason"]) == (422, "clock_backwards")


@pytest.mark.parametrize("text", ["soon", "2020-02-30T00:00:00+08:00", "9" * 60])
def test_what_is_no_moment_is_refused(county, text):
    status, told = ask(county.duty_officer, at=text)
    assert (status, told["reason"]) == (422, "no_moment")


def test_a_township_does_not_move_the_countys_clock(county):
    status, told = ask(county.township_officer, at=(clock.now() + timedelta(hours=1)).isoformat())
    assert (status, told["reason"]) == (403, "not_allowed")


def test_in_earnest_the_clock_stays_and_there_is_no_such_address(county, settings):
    clock.put_forward(clock.now() + timedelta(days=1))
    ahead = clock.now()
    settings.IS_TRAINING = False
    assert ahead - clock.now() > timedelta(hours=23)
    with pytest.raises(NoReverseMatch):
        reverse("training_clock")


def test_a_training_that_starts_at_a_moment_starts_there(county, monkeypatch):
    monkeypatch.setenv(clock.SHIFT, "0")
    monkeypatch.setattr(clock, "_shift", timedelta())
    clock.put_forward(clock.now() + timedelta(days=1))
    clock.shift_to(EVENING)
    assert abs(clock.now() - EVENING) < timedelta(seconds=20)


def test_the_action_needs_a_moment(county):
    with pytest.raises(Refused, match="no_moment"):
        training.put_clock_forward(by=county.duty_officer, place=county.places["临溪县"], to=None, at=EVENING)

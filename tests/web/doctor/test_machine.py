"""What surrounds the facts: settings, keys, certificate, disk, clock, fonts."""

from __future__ import annotations

from collections import namedtuple
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from tests.county import EVENING
from tests.web.https import certificates
from yixian.web import clock
from yixian.web.doctor import machine
from yixian.web.journal.record import tell

Usage = namedtuple("Usage", ["total", "used", "free"])


def said(findings):
    return [(one.state, one.code) for one in findings]


def test_it_works():
    assert said(machine.environment({"YX_DATA_DIR": "/srv", "HOME": "/"})) == [("good", "doctor_settings")]


def test_a_misspelled_setting_is_named():
    (one,) = machine.environment({"YX_DATBASE": "x"})
    assert one.state == "bad"
    assert "YX_DATBASE" in one.text("zh")


def test_a_room_that_does_not_exist_is_named():
    (one,) = machine.environment({"YX_ROOMS": "duty, kitchen"})
    assert (one.state, one.params["name"]) == ("bad", "kitchen")


@pytest.mark.parametrize("name", ["YX_NOW", "YX_TRAINING"])
def test_a_setting_of_a_training_is_not_forgotten(name):
    assert said(machine.environment({name: "1"})) == [("look", "doctor_training")]


def test_an_address_without_https_is_bad(settings):
    assert said(machine.environment({"YX_HOST": "a.example"})) == [("bad", "doctor_no_https")]
    settings.HTTPS = True
    assert said(machine.environment({"YX_HOST": "a.example"})) == [("good", "doctor_settings")]


def test_keys_that_others_can_read_are_bad():
    path = Path(settings.DATA_DIR, "keys.json")
    assert said(machine.keys()) == [("good", "doctor_keys")]
    path.chmod(0o644)
    try:
        assert said(machine.keys()) == [("bad", "doctor_keys_open")]
    finally:
        path.chmod(0o600)


@pytest.mark.parametrize(
    ("days", "state", "code"),
    [
        (90, "good", "doctor_certificate"),
        (10, "look", "doctor_certificate"),
        (-1, "bad", "doctor_certificate_bad"),
    ],
)
def test_a_certificate_ends(settings, tmp_path, days, state, code):
    made = certificates.make(tmp_path, days=days)
    settings.CERT, settings.CERT_KEY = made["YX_CERT"], made["YX_KEY"]
    assert said(machine.certificate()) == [(state, code)]


def test_without_a_certificate_nothing_is_said():
    assert said(machine.certificate()) == []


@pytest.mark.parametrize(
    ("free", "state", "code"),
    [
        (50, "good", "doctor_disk"),
        (9, "look", "doctor_disk"),
        (4, "bad", "doctor_disk_full"),
    ],
)
def test_a_disk_fills(monkeypatch, free, state, code):
    gib = machine.GIGABYTE
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda path: Usage(100 * gib, (100 - free) * gib, free * gib))
    assert said(machine.disk()) == [(state, code)]


def test_a_small_disk_that_is_half_empty_can_be_full(monkeypatch):
    half = machine.GIGABYTE // 2
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda path: Usage(2 * half, half, half))
    assert said(machine.disk()) == [("bad", "doctor_disk_full")]


def test_a_clock_that_was_set_back_is_found(db):
    tell("duty", "post_closed", at=EVENING)
    with clock.stopped_at(EVENING + timedelta(minutes=1)):
        assert said(machine.the_clock()) == [("good", "doctor_clock")]
    with clock.stopped_at(EVENING - timedelta(hours=8)):
        assert said(machine.the_clock()) == [("bad", "doctor_clock_back")]


def test_the_clock_of_a_new_installation_is_good(db):
    assert said(machine.the_clock()) == [("good", "doctor_clock")]


def test_fonts_are_there():
    assert said(machine.paper()) == [("good", "doctor_fonts")]

"""What a phone is told: keys, windows, states, initials of its own tasks; nothing more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests.web.field.phones import END, NOW, START, entry, phone, shift
from yixian.web import clock
from yixian.web.access import devices
from yixian.web.field.api import COOKIE
from yixian.web.field.log import append

pytestmark = pytest.mark.django_db


def ask(token, at=NOW):
    client = Client()
    client.cookies[COOKIE] = token
    with clock.stopped_at(at):
        return client.get("/f/job.json")


def keys(answer):
    return [task["key"] for task in answer.json()["tasks"]]


def test_it_works(county):
    task = shift(county, leads=True)
    _, token = phone(county, person="李建新")
    told = ask(token).json()
    assert (told["name"], told["number"], told["who"]) == ("安平苑北门", "0001", "李**")
    [row] = told["tasks"]
    assert (row["key"], row["who"], row["leads"], row["came_at"]) == (task.key, "李**", True, None)
    assert set(row) == {
        "key", "who", "leads", "reports", "post", "name", "starts_at", "ends_at", "shows_from", "shows_until",
        "came_at", "left_at",
    }  # fmt: skip


def test_it_names_nobody_and_is_kept_by_nobody(county):
    shift(county)
    _, token = phone(county)
    answer = ask(token)
    for secret in ("李建新", "建新", "1380000", "419902"):
        assert secret not in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


def test_a_phone_that_is_not_enrolled_has_no_job(county):
    device, token = phone(county)
    assert ask("").json() == {"post": None}
    assert ask("wrong").json() == {"post": None}
    devices.revoke_phone(by=county.duty_officer, device=device, at=NOW)
    assert ask(token).json() == {"post": None}


def test_the_posts_phone_sees_the_people_of_the_shift_and_of_the_next(county):
    late = [shift(county), shift(county, "王建军")]
    night = shift(county, "于倩", starts_at=END, ends_at=END + timedelta(hours=8))
    shift(county, "赵秀英", "下湾村口")
    _, token = phone(county)
    assert keys(ask(token)) == [*(task.key for task in late), night.key]


def test_a_persons_phone_follows_him_to_another_post(county):
    task = shift(county, "王建军", "下湾村口")
    shift(county)
    _, token = phone(county, person="王建军")
    answer = ask(token)
    assert keys(answer) == [task.key]
    assert answer.json()["tasks"][0]["name"] == "下湾村口"


def test_two_of_one_surname_are_told_apart(county):
    shift(county, "赵云清")
    shift(county, "赵秀英")
    _, token = phone(county)
    assert sorted(task["who"] for task in ask(token).json()["tasks"]) == ["赵** ZXY", "赵** ZYQ"]


def test_cancelled_and_past_tasks_are_gone(county):
    shift(county, state="cancelled")
    shift(county, "王建军", starts_at=START - timedelta(hours=16), ends_at=START - timedelta(hours=8))
    _, token = phone(county)
    assert keys(ask(token)) == []


def test_it_shows_what_another_phone_has_noted(county):
    task = shift(county)
    append([entry(task=task.key)], device=None, at=NOW)
    _, token = phone(county)
    assert ask(token).json()["tasks"][0]["came_at"] == task.as_stored().started_at.isoformat()


def test_midnight_is_no_border(county):
    night = shift(county, starts_at=END, ends_at=END + timedelta(hours=8))
    _, token = phone(county)
    assert keys(ask(token, at=END + timedelta(hours=4))) == [night.key]


def test_forty_people_take_as_few_queries_as_one(county, django_assert_max_num_queries):
    for person in county.people:
        for hours in range(4):
            shift(county, person, starts_at=START + timedelta(hours=hours))
    _, token = phone(county)
    with django_assert_max_num_queries(4):
        assert len(keys(ask(token))) == 32

"""Random schedules of uploads: eight clients, lost answers, repeats, kills; each row is written exactly once.

A failing seed is printed: ``SEED=4711 ./yx soak tests/soak/test_upload_schedules.py`` begins with it.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
from functools import cache

import pytest
from django.db import transaction

from tests.county import EVENING
from tests.web.register.books import WANG
from yixian.rules.identity import check_character
from yixian.sheets import write_table
from yixian.web.action import Refused
from yixian.web.journal.models import AuditEntry
from yixian.web.register.models import Person, PersonNumber
from yixian.web.uploads import actions, judging, porter, writing
from yixian.web.uploads.chunks import Chunk
from yixian.web.uploads.models import Upload
from yixian.web.uploads.writing import Writing

IS_SOAK = os.environ.get("YX_SOAK") == "1"
SEED = int(os.environ.get("SEED", "1"))
N_CLIENTS, N_ACTS, N_PEOPLE = 8, 24, 12
# Parts of one list overlap, as the lists of bureaus do.
PARTS = ((0, 7), (4, 10), (2, 9), (0, 12))


class Killed(Exception):
    """The process ended in the middle of a transaction."""


def number(at):
    first = f"41990119700101{at:03d}"
    return first + check_character(first)


@cache
def book(part):
    rows = [{**WANG, "id_number": number(at), "phone": f"139{at:08d}", "place": "下湾村"} for at in range(*part)]
    return write_table("staff", rows)


class Schedule:
    """One random course of events; everything of it follows from its seed."""

    def __init__(self, county, seed):
        self.chance = random.Random(seed)
        self.by = county.duty_officer
        self.area = county.places["临溪县"]
        self.at = EVENING
        self.uploads = []
        self.written = set()
        # What each client is in the middle of; two may well write the same upload.
        self.busy = [None] * N_CLIENTS

    def run(self):
        for _ in range(N_ACTS):
            self.at += timedelta(seconds=self.chance.randint(0, 40))
            self._act(self.chance.randrange(N_CLIENTS))
        self.busy = [None] * N_CLIENTS
        porter.take_up()
        while (upload := porter.claimed(self.at)) is not None:
            self._bring_to_its_end(porter.work_of(upload))

    def _act(self, client):
        if self.busy[client] is not None:
            self._step(client)
        elif not self.uploads or self.chance.random() < 0.3:
            self._send()
        elif self.chance.random() < 0.3:
            upload = porter.claimed(self.at)
            self.busy[client] = porter.work_of(upload) if upload else None
        else:
            self._press(client)

    def _send(self):
        content = book(self.chance.choice(PARTS))
        # The answer may be lost: then the same file is sent once more.
        for _ in range(self.chance.choice((1, 1, 2))):
            self.uploads.append(
                actions.take_file(
                    by=self.by, area=self.area, kind="staff", filename="x.xlsx", content=content, at=self.at
                )
            )

    def _press(self, client):
        upload = self.chance.choice(self.uploads).as_stored()
        try:
            work = Writing(upload, self.by)
            if upload.state != "applying":
                actions.begin_apply(by=self.by, upload=upload, counts=work.counts, at=self.at)
        except Refused:
            return
        self.written.add(upload.pk)
        self.busy[client] = work

    def _step(self, client):
        work = self.busy[client]
        try:
            if self.chance.random() < 0.15:
                with transaction.atomic():
                    work.step(self.at)
                    raise Killed
            if not work.step(self.at):
                work.finish(self.at)
                self.busy[client] = None
        except (Killed, Refused):
            self.busy[client] = None
        if self.chance.random() < 0.1:
            self.busy[client] = None

    def _bring_to_its_end(self, work):
        try:
            while work.step(self.at):
                pass
            work.finish(self.at)
        except Refused:
            porter.take_up()


@contextmanager
def rolled_back():
    judging.forget()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def check(schedule):
    wanted = set()
    stored = {upload.pk: upload for upload in Upload.objects.unscoped("test")}
    assert {upload.state for upload in stored.values()} <= {"read", "applied"}
    assert {pk for pk, upload in stored.items() if upload.state == "applied"} == schedule.written
    for part in PARTS:
        if any(upload.content == book(part) for upload in stored.values() if upload.state == "applied"):
            wanted |= {number(at) for at in range(*part)}
    people = Person.objects.unscoped("test").filter(name="王秀兰")
    assert people.count() == len(wanted)
    assert PersonNumber.objects.unscoped("test").filter(person__in=people).count() == len(wanted)
    added = Counter()
    rows = Counter()
    for chunk in Chunk.objects.unscoped("test"):
        rows[chunk.upload_id] += chunk.rows
        added.update(touch.pk for touch in chunk.touches if touch.model is Person and touch.before is None)
    assert set(added.values()) <= {1}
    assert set(added) == set(people.values_list("pk", flat=True))
    assert all(stored[pk].done_rows == n for pk, n in rows.items())
    assert AuditEntry.objects.unscoped("test").filter(action="begin_apply").count() == len(schedule.written)


def run(county, seeds):
    n_written = 0
    for seed in seeds:
        with rolled_back():
            schedule = Schedule(county, seed)
            try:
                schedule.run()
                check(schedule)
            except BaseException:
                print(f"SEED={seed}")
                raise
            n_written += len(schedule.written)
    print(f"{len(seeds)} schedules, {n_written} uploads written, each row once")
    assert n_written > len(seeds)


@pytest.fixture(autouse=True)
def _small_chunks(evening, monkeypatch):
    monkeypatch.setattr(writing, "CHUNK", 2)
    monkeypatch.setattr(writing, "PAUSE_S", 0)


def test_it_works(county):
    run(county, range(SEED, SEED + 6))


@pytest.mark.slow
def test_ten_thousand(county):
    run(county, range(SEED, SEED + (10_000 if IS_SOAK else 60)))

"""Random schedules of eight phones: whatever is lost, repeated or out of order, each event counts exactly once.

An oracle that shares no code with the server hears every upload and says what must be stored, doubted and answered.
One seed gives one schedule; a failing seed is printed: ``SEED=4711 N=1 ./yx soak tests/soak/test_schedules.py``.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from datetime import timedelta
from uuid import UUID

import pytest

from tests.web.field.phones import START, phone, shift
from yixian.simulate.day.oracle.log import Log
from yixian.simulate.day.oracle.standing import lived
from yixian.simulate.day.phone import Delivery
from yixian.simulate.day.world import Holder, Shift
from yixian.web.field.log import append
from yixian.web.field.models import FieldConflict, FieldEntry
from yixian.web.tasks.models import Task

pytestmark = pytest.mark.django_db

SEED = int(os.environ.get("SEED", "1"))
N = int(os.environ.get("N", "10000" if os.environ.get("YX_SOAK") == "1" else "300"))
N_SAMPLE = 20
# Two phones of one post, one of another, and people's own; 王建军 is sent to a post that is not his.
PHONES = (
    ("安平苑北门", None), ("安平苑北门", None), ("下湾村口", None), ("安平苑东门", None),
    ("安平苑北门", "李建新"), ("安平苑北门", "王建军"), ("下湾村口", "赵秀英"), ("下湾村口", "周凯"),
)  # fmt: skip
SHIFTS = (
    ("李建新", "安平苑北门", 0), ("于倩", "安平苑北门", 0), ("王建军", "下湾村口", 0), ("周凯", "下湾村口", 8),
    ("李建新", "安平苑北门", 8), ("于倩", "安平苑东门", -8),
)  # fmt: skip
CLOCKS_S = (0, 0, 0, 0, 25, 100, -100, 700, -3600, 86_400)


class World:
    """The county's phones and shifts, as the server has them and as the oracle is told of them."""

    def __init__(self, county):
        self.devices = [phone(county, post, person)[0] for post, person in PHONES]
        tasks = [
            shift(county, who, post, starts_at=START + timedelta(hours=h), ends_at=START + timedelta(hours=h + 8))
            for who, post, h in SHIFTS
        ]
        self.shifts = [Shift(t.key, t.place_id, t.person_id, t.starts_at, t.ends_at) for t in tasks]
        self.holders = tuple(Holder(one.place_id, one.person_id or 0, "") for one in self.devices)

    def forget(self):
        """Let nothing have happened."""
        FieldConflict.objects.unscoped("test").delete()
        FieldEntry.objects.unscoped("test").delete()
        Task.objects.unscoped("test").update(state="open", started_at=None, finished_at=None)


class Client:
    """One phone of a schedule: what it has noted, and what it was not yet told of."""

    def __init__(self, world, order, chance):
        self.order, self.chance = order, chance
        self.clock = timedelta(seconds=chance.choice(CLOCKS_S))
        self.noted = [self._entry(world) for _ in range(chance.randint(1, 5))]
        self._take_back(world)
        self.waiting = list(self.noted)

    def batch(self):
        """Return what it sends next: some of what waits, in any order, perhaps with something sent long ago."""
        sent = self.chance.sample(self.waiting, self.chance.randint(1, len(self.waiting)))
        return sent + self.chance.choices(self.noted, k=self.chance.choice((0, 0, 1, 2)))

    def hear(self, sent):
        """Take in an answer, unless it is lost."""
        if self.chance.random() < 0.7:
            self.waiting = [raw for raw in self.waiting if raw not in sent]

    def _entry(self, world):
        chance = self.chance
        meant = chance.choice(world.shifts)
        kind = chance.choice(("checkin", "checkin", "checkout", "in"))
        start = meant.ends_at if kind == "checkout" else meant.starts_at
        at = start + timedelta(minutes=chance.randint(-150, 150), seconds=chance.randint(0, 59))
        own = world.holders[self.order].place
        raw = {"kind": kind, "post": f"place:{chance.choice((meant.place, meant.place, own))}"}
        if kind == "in":
            raw["temp"] = chance.choice((36.5, 37.4, "热"))
        elif chance.random() < 0.7:
            raw["task"] = meant.key
        return raw | {"uuid": self._uuid(), "at": (at + self.clock).isoformat()}

    def _take_back(self, world):
        """Now and then take something back, and mend something under the same identity."""
        first = self.noted[0]
        if self.chance.random() < 0.3 and first["kind"] != "in":
            undo = {"kind": "undo", "post": first["post"], "at": first["at"], "undoes": first["uuid"]}
            self.noted.append(undo | {"uuid": self._uuid()})
        if self.chance.random() < 0.2:
            self.noted.append(first | {"temp": 38.9})

    def _uuid(self):
        return str(UUID(int=self.chance.getrandbits(128), version=4))


def live(world, seed):
    """Play one schedule and return what the oracle says of it and everything that was wrong."""
    chance = random.Random(seed)
    clients = [Client(world, order, chance) for order in range(len(PHONES))]
    log, wrong, at = Log(world.shifts, world.holders), [], START - timedelta(hours=4)
    while waiting := [one for one in clients if one.waiting]:
        client, at = chance.choice(waiting), at + timedelta(minutes=chance.randint(0, 90))
        sent = client.batch()
        sent_at = at + client.clock
        answers = append(sent, device=world.devices[client.order], at=at, sent_at=sent_at)
        told = tuple({"uuid": a.uuid, "result": a.result.value, "conflict": a.has_conflict} for a in answers)
        wrong += log.hear(Delivery(client.order, sent_at, at, tuple(sent), told))
        client.hear(sent)
    return log, wrong


def differences(log):
    """Return where the stored facts, and what follows from them, are not as the oracle says."""
    lives = lived(log.kept.values())
    backwards = {uuid for life in lives.values() for uuid in life.wrong_way}
    expected = {
        (one.uuid, one.kind, one.place, one.happened_at, one.shift or None,
         frozenset(one.doubts | ({"left_before_came"} if one.uuid in backwards else set())))
        for one in log.kept.values()
    }  # fmt: skip
    rows = FieldEntry.objects.unscoped("test").values_list("uuid", "kind", "place", "happened_at", "task__key", "doubt")
    stored = Counter((str(uuid), *rest, frozenset(doubt.split())) for uuid, *rest, doubt in rows)
    tasks = Task.objects.unscoped("test").values_list("key", "started_at", "finished_at")
    moved = {key: (came, left) for key, came, left in tasks if came or left}
    told = {key: (life.came_at, life.left_at) for key, life in lives.items() if life.came_at or life.left_at}
    return [*(Counter(expected) - stored), *(stored - Counter(expected)), *(moved.items() ^ told.items())]


def run_schedules(county, seeds):
    world, n_events = World(county), 0
    for seed in seeds:
        world.forget()
        log, wrong = live(world, seed)
        assert (wrong, differences(log)) == ([], []), f"SEED={seed}"
        n_events += len(log.kept)
    print(f"{len(seeds)} schedules, {n_events} events, each exactly once")
    assert n_events > 10 * len(seeds)


def test_it_works(county):
    run_schedules(county, range(SEED, SEED + N_SAMPLE))


@pytest.mark.slow
def test_very_many_schedules(county):
    run_schedules(county, range(SEED, SEED + N))


def test_the_oracle_finds_what_is_lost_twice_or_moved(county):
    world = World(county)
    log, _ = live(world, SEED)
    assert differences(log) == []
    rows = FieldEntry.objects.unscoped("test").order_by("pk")
    first = rows[0]
    rows.filter(pk=first.pk).update(happened_at=first.happened_at + timedelta(seconds=1))
    assert len(differences(log)) == 2
    rows.filter(pk=first.pk).delete()
    assert len(differences(log)) == 1

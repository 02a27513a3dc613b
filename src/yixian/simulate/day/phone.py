"""A phone with its faults: a wrong clock, hours without a network, lost requests and answers, repeats, disorder."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from yixian.simulate.day.console import PHONE
from yixian.simulate.day.doors import Door, Unreachable
from yixian.simulate.day.world import DAY, Entry, Holder

SYNC = "/api/field/sync"
# A day behind, an hour off, and what is too little to be flagged but enough to be corrected.
WRONG_S = (-86_400, -3600, -600, -90, 100, 700, 3600, 28_800)


@dataclass(frozen=True)
class Habits:
    """What is wrong with a phone; most are in order."""

    clock_s: int = 0
    is_lossy: bool = False
    repeats: bool = False
    shuffles: bool = False
    away: tuple[tuple[datetime, datetime], ...] = ()

    def is_away(self, at: datetime) -> bool:
        """Whether it has no network."""
        return any(start <= at < end for start, end in self.away)


@dataclass(frozen=True)
class Delivery:
    """One upload that reached the server: what was sent, when by the phone's clock, and what was answered."""

    phone: int
    sent_at: datetime
    received_at: datetime
    sent: tuple[dict[str, Any], ...]
    answers: tuple[dict[str, Any], ...]


@dataclass
class Counts:
    """What the network did."""

    uploads: int = 0
    lost_requests: int = 0
    lost_answers: int = 0
    repeats: int = 0


def habits_of(order: int, seed: int, begins_at: datetime) -> Habits:
    """Return the habits of a phone, the same for the same seed."""
    chance = random.Random(f"{seed}/habits/{order}")
    away = []
    if chance.random() < 0.3:
        for _ in range(chance.randint(1, 2)):
            start = begins_at + chance.uniform(0, 0.8) * DAY
            away.append((start, start + timedelta(minutes=chance.uniform(20, 360))))
    return Habits(
        clock_s=chance.choice(WRONG_S) if chance.random() < 0.15 else 0,
        is_lossy=chance.random() < 0.3,
        repeats=chance.random() < 0.25,
        shuffles=chance.random() < 0.4,
        away=tuple(away),
    )


@dataclass
class Phone:
    """One phone: it keeps what it has noted until it is told that it is stored."""

    order: int
    holder: Holder
    habits: Habits
    chance: random.Random
    counts: Counts = field(default_factory=Counts)
    waiting: list[dict[str, Any]] = field(default_factory=list)
    noted: list[dict[str, Any]] = field(default_factory=list)
    is_fresh: bool = False

    def note(self, entry: Entry) -> None:
        """Note an entry, at the time that the phone's own clock says."""
        at = entry.at + timedelta(seconds=self.habits.clock_s)
        raw: dict[str, Any] = {
            "uuid": entry.uuid,
            "post": f"place:{entry.place}",
            "kind": entry.kind,
            "at": at.isoformat(),
        }
        raw |= dict(entry.fields)
        self.waiting.append(raw)
        self.noted.append(raw)
        self.is_fresh = True

    def sync(self, base: str, now: Callable[[], datetime]) -> list[Delivery]:
        """Send what waits, as well as the network lets it."""
        self.is_fresh = False
        if not self.waiting or self.habits.is_away(now()):
            return []
        door = Door(base, {PHONE: self.holder.token})
        try:
            found = [self._deliver(door, batch, now) for batch in self._batches()]
        finally:
            door.close()
        return [one for one in found if one is not None]

    def send_all(self, base: str, now: Callable[[], datetime]) -> list[Delivery]:
        """Send everything it has ever noted once more, over a network without faults."""
        self.waiting = []
        door = Door(base, {PHONE: self.holder.token})
        try:
            return [self._upload(door, self.noted, now)] if self.noted else []
        finally:
            door.close()

    def _batches(self) -> list[list[dict[str, Any]]]:
        """Return what waits as it is sent: in disorder, in two parts, with something that was answered long ago."""
        batch = list(self.waiting)
        if self.habits.repeats and self.chance.random() < 0.4:
            again = self.chance.choices(self.noted, k=2)
            self.counts.repeats += len(again)
            batch += again
        if not self.habits.shuffles:
            return [batch]
        self.chance.shuffle(batch)
        middle = len(batch) // 2
        return [part for part in (batch[:middle], batch[middle:]) if part]

    def _deliver(self, door: Door, batch: list[dict[str, Any]], now: Callable[[], datetime]) -> Delivery | None:
        if self.habits.is_lossy and self.chance.random() < 0.15:
            self.counts.lost_requests += 1
            return None
        delivery = self._upload(door, batch, now)
        # The answer comes, but not to the phone: it knows nothing and will send again.
        if self.habits.is_lossy and self.chance.random() < 0.25:
            self.counts.lost_answers += 1
            return delivery
        told = {answer["uuid"] for answer in delivery.answers}
        self.waiting = [raw for raw in self.waiting if raw["uuid"] not in told or raw not in batch]
        return delivery

    def _upload(self, door: Door, batch: list[dict[str, Any]], now: Callable[[], datetime]) -> Delivery:
        sent_at = now() + timedelta(seconds=self.habits.clock_s)
        answer = door.send(SYNC, {"sent_at": sent_at.isoformat(), "entries": batch})
        self.counts.uploads += 1
        if answer.status != 200:
            raise Unreachable(f"{SYNC} answered {answer.status}: {answer.text[:200]}")
        told = answer.json()
        received_at = datetime.fromisoformat(told["server_at"])
        return Delivery(self.order, sent_at, received_at, tuple(batch), tuple(told["answers"]))

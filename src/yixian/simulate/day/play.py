"""The day itself: phones are given out, the clock is put forward step by step, everybody acts, the oracle listens."""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from yixian.faults import BadInput, Fault
from yixian.planning.stop import Progress, Report, silent
from yixian.simulate.day import compare, muster, reading
from yixian.simulate.day.compare import Compared, Truth
from yixian.simulate.day.oracle.log import Log, Wrong
from yixian.simulate.day.phone import Counts, Delivery, Phone, habits_of
from yixian.simulate.day.script import Act, written
from yixian.simulate.day.world import DAY, MINUTE, Gate

if TYPE_CHECKING:
    from datetime import date

    from yixian.simulate.day.console import Console

STEP, HOUR = 5 * MINUTE, timedelta(hours=1)
AT_ONCE = 8
# Before the first shift the earliest come, and after the last one the last leave.
BEFORE, AFTER = timedelta(hours=2.5), timedelta(minutes=30)
# Between a decision of the clock and its alarm lies a tick of the worker.
WORKER_S = 15


@dataclass(frozen=True)
class Wish:
    """What is asked for: so many phones, a seed, and at how many times the speed of a clock (None: without pause)."""

    n_phones: int = 200
    seed: int = 1
    speed: float | None = None


@dataclass
class Outcome:
    """What the day was, and every difference between oracle and server with the moment at which it showed."""

    day: date
    n_gates: int
    n_phones: int
    n_shifts: int
    counts: Counts
    n_events: int = 0
    n_doubtful: int = 0
    n_checks: int = 0
    n_compared: int = 0
    seconds: float = 0.0
    wrong: list[tuple[str, Wrong]] = field(default_factory=list)


class Ticker:
    """The training's clock as the phones know it: what the server said, and what has passed since."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._told(console.now())

    def now(self) -> datetime:
        """Return the present moment of the training in the county's zone."""
        return self._at + timedelta(seconds=time.monotonic() - self._since)

    def put_forward(self, to: datetime) -> None:
        """Go on to a moment; the training may be there already."""
        if to > self.now():
            self._told(self._console.put_forward(to))

    def _told(self, at: datetime) -> None:
        self._at, self._since = at.astimezone(self._console.zone), time.monotonic()


def play(console: Console, wish: Wish, report: Report = silent) -> Outcome:
    """Drive a day and return what became of it.

    Raises
    ------
    BadInput
        If the training has no posts, or no roster can be had for the day.
    """
    began = time.monotonic()
    chance = random.Random(f"{wish.seed}/muster")
    ticker = Ticker(console)
    gates = muster.gates_of(console, wish.n_phones, chance)
    begins_at = _next_day(gates[0], ticker.now())
    _want_roster(console, gates, begins_at, report)
    cast = muster.enrol(
        console, gates, wish.n_phones, chance, told=lambda share: report(Progress("enrol", 0.2 * share))
    )
    ticker.put_forward(begins_at - BEFORE)
    shifts = muster.shifts_of(console.door.base, cast)
    played = [shift for shift in shifts.values() if begins_at <= shift.starts_at < begins_at + DAY]
    if not played:
        raise BadInput([Fault("URL", "roster", f"shifts on {begins_at:%Y-%m-%d} at the posts of the phones", "none")])
    phones = [
        Phone(order, holder, habits_of(order, wish.seed, begins_at), random.Random(f"{wish.seed}/phone/{order}"))
        for order, holder in enumerate(cast.phones)
    ]
    before = {gate.place: reading.log_of(console.post_page(gate.number)) for gate in gates}
    truth = Truth(cast, shifts, Log(shifts.values(), cast.phones), before)
    outcome = Outcome(begins_at.date(), len(gates), len(phones), len(played), Counts())
    day = _Day(console, truth, phones, ticker=ticker, outcome=outcome)
    day.live(written(cast, played, wish.seed), (begins_at, begins_at + DAY + AFTER), wish.speed, report)
    day.census()
    return _closed(outcome, day, time.monotonic() - began)


class _Day:
    """What the steps of a day share."""

    def __init__(
        self, console: Console, truth: Truth, phones: list[Phone], *, ticker: Ticker, outcome: Outcome
    ) -> None:
        self.phones, self.truth = phones, truth
        self._console, self._ticker, self._outcome = console, ticker, outcome
        self._event = 0

    def live(self, acts: list[Act], span: tuple[datetime, datetime], speed: float | None, report: Report) -> None:
        """Go through the day step by step: act, send, and at the quiet moments compare."""
        start, end = span
        moments = _checks(next(iter(self.truth.cast.gates.values())), start)
        waiting = sorted(acts, key=lambda act: act.at, reverse=True)
        at, due_s = start - BEFORE, time.monotonic()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            while at < end:
                at = min([at + STEP, end, *(moment for moment in moments if moment > at)])
                self._act(waiting, at)
                # Where nothing is noted the clock goes by the hour; then those send who had no network.
                is_quiet = not any(phone.is_fresh for phone in self.phones)
                if at in moments or not is_quiet or at >= self._ticker.now() + HOUR:
                    self._ticker.put_forward(at)
                    self._send(pool)
                if at in moments:
                    self._compare(at)
                due_s = _paced(due_s, speed)
                report(Progress("day", 0.2 + 0.8 * (at - start + BEFORE) / (end - start + BEFORE)))

    def _act(self, waiting: list[Act], at: datetime) -> None:
        while waiting and waiting[-1].at <= at:
            act = waiting.pop()
            self.phones[act.phone].note(act.entry)

    def census(self) -> None:
        """Let every phone send what still waits, then everything once more: all of it must be known by then."""
        for phone in (*self.phones, *self.phones):
            self._hear(phone.send_all(self._console.door.base, self._ticker.now))
        at = self._ticker.now()
        self._take(at, compare.logs(self.truth, self._console, at) + compare.jobs(self.truth, self._console.door.base))

    def _send(self, pool: ThreadPoolExecutor) -> None:
        base = self._console.door.base
        found = list(pool.map(lambda phone: phone.sync(base, self._ticker.now), self.phones))
        for deliveries in found:
            self._hear(deliveries)

    def _hear(self, deliveries: list[Delivery]) -> None:
        for delivery in deliveries:
            self._note(delivery.received_at, self.truth.log.hear(delivery))

    def _compare(self, at: datetime) -> None:
        truth, console = self.truth, self._console
        self._outcome.n_checks += 1
        found = self._patiently()
        found += compare.logs(truth, console, self._ticker.now()) + compare.jobs(truth, console.door.base)
        self._event, silent_poll = compare.poll(console, self._event, is_news=bool(truth.log.kept))
        self._take(at, found)
        self._note(at, silent_poll)

    def _patiently(self) -> Compared:
        """Compare the figures; alarms are the worker's, so it is given the time of a tick."""
        until = time.monotonic() + WORKER_S
        while True:
            found = compare.figures(self.truth, self._console, self._ticker.now())
            if not found.wrong or time.monotonic() > until:
                return found
            time.sleep(0.3)

    def _take(self, at: datetime, found: Compared) -> None:
        self._outcome.n_compared += found.n
        self._note(at, found.wrong)

    def _note(self, at: datetime, wrong: list[Wrong]) -> None:
        self._outcome.wrong += [(f"{at.astimezone(self._console.zone):%m-%d %H:%M}", one) for one in wrong]


def _next_day(gate: Gate, now: datetime) -> datetime:
    """Return when the first shift of the next whole day begins."""
    hours = gate.needs[0][0]
    day = now.date()
    while hours.on(day, now.tzinfo)[0] - BEFORE <= now:
        day += DAY
    return hours.on(day, now.tzinfo)[0]


def _want_roster(console: Console, gates: list[Gate], begins_at: datetime, report: Report) -> None:
    if not muster.has_roster(console, gates, begins_at.date()):
        console.roster(begins_at.date(), lambda phase: report(Progress(phase, 0.0)))


def _checks(gate: Gate, begins_at: datetime) -> list[datetime]:
    """Return when oracle and server are compared: in each shift a while after its begin and shortly before its end."""
    hours = [hours.on(begins_at.date(), begins_at.tzinfo) for hours, _people in gate.needs]
    return sorted(moment for start, end in hours for moment in (start + 45 * MINUTE, end - 10 * MINUTE))


def _paced(due_s: float, speed: float | None) -> float:
    if speed is None:
        return due_s
    due_s += STEP.total_seconds() / speed
    time.sleep(max(0.0, due_s - time.monotonic()))
    return due_s


def _closed(outcome: Outcome, day: _Day, seconds: float) -> Outcome:
    """Add up what the phones and the log hold."""
    lives = day.truth.lives()
    kept = day.truth.log.kept.values()
    backwards = {uuid for life in lives.values() for uuid in life.wrong_way}
    outcome.n_events = len(kept)
    outcome.n_doubtful = sum(1 for one in kept if one.doubts or one.uuid in backwards)
    for name in ("uploads", "lost_requests", "lost_answers", "repeats"):
        setattr(outcome.counts, name, sum(getattr(phone.counts, name) for phone in day.phones))
    outcome.seconds = seconds
    return outcome

"""The oracle's word against the server's: pages, polls, figures and exports, each difference by name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from yixian.simulate.day import reading
from yixian.simulate.day.muster import job_of
from yixian.simulate.day.oracle.log import Kept, Log, Wrong
from yixian.simulate.day.oracle.standing import Lived, gate_now, lived, minutes_empty

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yixian.simulate.day.console import Console
    from yixian.simulate.day.muster import Cast
    from yixian.simulate.day.world import Gate, Shift

SHOWN = 20
SENT_LATER = timedelta(minutes=5)
FIGURES = ("manned_now", "short_posts", "on_duty_now", "no_shows", "uncovered")
Row = tuple[object, ...]
Tables = dict[str, Counter[Row]]


@dataclass(frozen=True)
class Truth:
    """What the oracle knows at one moment; ``before`` is what each gate's log showed when the day began."""

    cast: Cast
    shifts: dict[str, Shift]
    log: Log
    before: dict[int, list[reading.Line]] = field(default_factory=dict)

    def lives(self) -> dict[str, Lived]:
        """Return each shift as it was lived."""
        return lived(self.log.kept.values())

    def lines(self, gate: Gate, lives: dict[str, Lived], at: datetime) -> list[reading.Line]:
        """Return a gate's log as its page must show it, the newest first."""
        mine = [
            one for one in self.log.kept.values() if one.place == gate.place and one.kind in set(reading.WORDS.values())
        ]
        mine = sorted((one for one in mine if one.happened_at <= at), key=lambda one: one.happened_at, reverse=True)
        return [_line(one, lives, at) for one in mine]


@dataclass(frozen=True)
class Compared:
    """How many rows, lines and shifts were held against one another, and what was wrong with them."""

    n: int
    wrong: list[Wrong]

    def __add__(self, other: Compared) -> Compared:
        return Compared(self.n + other.n, self.wrong + other.wrong)


def figures(truth: Truth, console: Console, at: datetime) -> Compared:
    """Compare the figures' exports, for the gates of the day, and each export with its page."""
    n, wrong = 0, []
    numbers = {gate.number for gate in truth.cast.gates.values()}
    expected = tables(truth, at)
    for key in FIGURES:
        rows, count = console.figure(key)
        if len(rows) != count:
            wrong.append(Wrong.of("count", figure=key, page=count, export=len(rows)))
        found = Counter(_row(key, row) for row in rows if int(row[0]) in numbers)
        n += found.total()
        wrong += [Wrong.of("row_lacks", figure=key, row=_plain(row)) for row in (expected[key] - found).elements()]
        wrong += [Wrong.of("row_extra", figure=key, row=_plain(row)) for row in (found - expected[key]).elements()]
    return Compared(n, wrong)


def tables(truth: Truth, at: datetime) -> Tables:
    """Return the rows that the exports must hold for the gates of the day."""
    lives, shifts = truth.lives(), list(truth.shifts.values())
    found: Tables = {key: Counter() for key in FIGURES}
    for gate in truth.cast.gates.values():
        now = gate_now(gate, shifts, lives, at)
        if now.needed and now.here:
            found["manned_now"][gate.number, now.needed, len(now.here)] += 1
        if now.is_short:
            found["short_posts"][gate.number, now.needed, len(now.here)] += 1
        found["on_duty_now"].update(_moments(gate, now.here))
        found["no_shows"].update(_moments(gate, now.missing))
        empty = minutes_empty(gate, shifts, lives, at)
        if empty:
            found["uncovered"][gate.number, empty] += 1
    return found


def logs(truth: Truth, console: Console, at: datetime) -> Compared:
    """Compare the log on each gate's page: every event once, in its place, doubtful or not, sent later or not."""
    n, wrong = 0, []
    lives = truth.lives()
    for gate in truth.cast.gates.values():
        shown = reading.log_of(console.post_page(gate.number))
        expected = truth.lines(gate, lives, at)
        n += len(shown)
        # Of several at the second at which the page ends any may be left out.
        last = shown[-1].at if len(shown) == SHOWN else ""
        lacks = Counter(expected[:SHOWN]) - Counter(shown)
        extra = Counter(shown) - Counter(expected) - Counter(truth.before.get(gate.place, []))
        wrong += [Wrong.of("log_lacks", post=gate.number, line=_told(line)) for line in lacks if line.at != last]
        wrong += [Wrong.of("log_extra", post=gate.number, line=_told(line)) for line in extra]
    return Compared(n, wrong)


def jobs(truth: Truth, base: str) -> Compared:
    """Compare what each phone is told of its shifts: since when, until when."""
    n, wrong = 0, []
    lives = truth.lives()
    for holder in truth.cast.phones:
        for task in job_of(base, holder)["tasks"]:
            n += 1
            life = lives.get(task["key"], Lived())
            told = tuple(datetime.fromisoformat(task[name]) if task[name] else None for name in ("came_at", "left_at"))
            if told != (life.came_at, life.left_at):
                params = {"expected": _plain((life.came_at, life.left_at)), "got": _plain(told)}
                wrong.append(Wrong.of("job", post=_number(truth, task["post"]), shift=task["key"], **params))
    return Compared(n, wrong)


def poll(console: Console, after: int, *, is_news: bool) -> tuple[int, list[Wrong]]:
    """Compare the live pages' poll: it names the field's news if there is any, and is silent the next time."""
    last, topics = console.changes(after)
    wrong = [Wrong.of("poll_silent", after=after)] if is_news and "field" not in topics else []
    return last, wrong


def _line(one: Kept, lives: dict[str, Lived], at: datetime) -> reading.Line:
    is_wrong_way = one.shift in lives and one.uuid in lives[one.shift].wrong_way
    return reading.Line(
        at=f"{one.happened_at.astimezone(at.tzinfo):%m-%d %H:%M:%S}",
        kind=one.kind,
        is_doubtful=bool(one.doubts) or is_wrong_way,
        is_late=one.received_at - one.happened_at > SENT_LATER,
    )


def _moments(gate: Gate, moments: Iterable[datetime]) -> Counter[Row]:
    return Counter((gate.number, moment) for moment in moments)


def _row(key: str, row: list[str]) -> Row:
    """Return what of an exported row is compared; names are not, for a phone is told initials only."""
    if key in ("manned_now", "short_posts"):
        return int(row[0]), int(row[2]), int(row[3])
    if key == "uncovered":
        return int(row[0]), int(row[2])
    return int(row[0]), reading.moment_of(row[3])


def _number(truth: Truth, post: str) -> int:
    gate = truth.cast.gates.get(int(post.removeprefix("place:")))
    return gate.number if gate else 0


def _plain(row: Iterable[object]) -> str:
    return " ".join(one.isoformat() if isinstance(one, datetime) else str(one) for one in row)


def _told(line: reading.Line) -> str:
    marks = [mark for mark, is_so in (("doubtful", line.is_doubtful), ("sent later", line.is_late)) if is_so]
    return " ".join([line.at, line.kind, *marks])

"""The day of a post as bars: where on the line of the day something begins, and how long it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from yixian.web.duty.cover import Gap, Spell, Want

# User units of the drawing: one a minute of a day of 24 hours, so that a minute can be seen when it is enlarged.
WIDE = 1440
EVERY = timedelta(hours=2)


@dataclass(frozen=True)
class Bar:
    """A piece of a line: from ``x``, ``w`` long, in minutes of the day; ``text`` says it in words."""

    x: int
    w: int
    text: str
    state: str = ""


@dataclass(frozen=True)
class Line:
    """The line of one day: everything on it is cut to its ends."""

    start: datetime
    end: datetime

    @property
    def wide(self) -> int:
        """How long the line is in minutes."""
        return max(1, round((self.end - self.start) / timedelta(minutes=1)))

    def bar(self, span: Gap, state: str = "") -> Bar | None:
        """Return a span as a bar, None where it lies outside."""
        start, end = max(span[0], self.start), min(span[1], self.end)
        if end <= start:
            return None
        x, until = self._at(start), self._at(end)
        return Bar(x, max(1, until - x), between(start, end), state)

    def bars(self, spans: Iterable[Gap], state: str = "") -> list[Bar]:
        """Return spans as bars, in order of time."""
        found = (self.bar(span, state) for span in sorted(spans))
        return [bar for bar in found if bar is not None]

    def hours(self) -> list[dict[str, object]]:
        """Return the hours that are written under the line."""
        marks, moment = [], self.start
        while moment <= self.end:
            marks.append({"x": self._at(moment), "text": f"{timezone.localtime(moment):%H}"})
            moment += EVERY
        return marks

    def _at(self, moment: datetime) -> int:
        return round((moment - self.start) / timedelta(minutes=1))


def between(start: datetime, end: datetime) -> str:
    """Return a span in words: 22:00–06:00."""
    return f"{timezone.localtime(start):%H:%M}–{timezone.localtime(end):%H:%M}"


def spans(things: Iterable[Spell | Want]) -> list[Gap]:
    """Return from when until when things last."""
    return [(thing.start, thing.end) for thing in things]

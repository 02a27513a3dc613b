"""What the day is about, as plain data: gates with their needs, shifts, phones, and what is noted on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Hours:
    """A shift of the county: its code, and from when until when; an end not after the start is on the next day."""

    code: str
    starts: time
    ends: time

    def on(self, day: date, zone: object) -> tuple[datetime, datetime]:
        """Return begin and end of the shift of a day, aware."""
        begin = datetime.combine(day, self.starts, zone)  # type: ignore[arg-type]
        end = datetime.combine(day if self.ends > self.starts else day + DAY, self.ends, zone)  # type: ignore[arg-type]
        return begin, end


@dataclass(frozen=True)
class Gate:
    """A post: its spoken number, the id of its place, and how many people each shift needs, in the order of the day."""

    number: int
    place: int
    name: str
    needs: tuple[tuple[Hours, int], ...]


@dataclass(frozen=True)
class Shift:
    """One person's shift at a gate; ``person`` is his id where a phone of his is known, else 0."""

    key: str
    place: int
    person: int
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Holder:
    """Whose phone it is: the gate's own when ``person`` is 0."""

    place: int
    person: int
    token: str


@dataclass(frozen=True)
class Entry:
    """One thing noted on a phone, at the true time; ``fields`` holds the rest of what is sent."""

    uuid: str
    kind: str
    place: int
    at: datetime
    fields: tuple[tuple[str, object], ...] = ()

    def get(self, name: str) -> object:
        """Return one of the further fields, None if it is not sent."""
        return dict(self.fields).get(name)

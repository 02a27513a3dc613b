"""Where a person under home observation stands on the evening of a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from yixian.rules.editions import in_force, load

if TYPE_CHECKING:
    from collections.abc import Iterable

Kind = Literal["arrival", "exposure", "temp", "symptom"]
STARTS: tuple[Kind, ...] = ("arrival", "exposure")


class Event(NamedTuple):
    """Something noted about a person on a day; ``celsius`` and ``slot`` belong to a temperature only."""

    on: date
    kind: Kind
    slot: str = ""
    celsius: float | None = None


@dataclass(frozen=True)
class ObservationRule:
    """An edition of the observation: its length in days, its readings a day, its fever."""

    id: str
    in_force_from: date
    source: str
    days: int
    slots: list[str]
    fever_celsius: float


@dataclass(frozen=True)
class Observation:
    """State of one person.

    ``not_started`` has no dates; ``escalate`` says ``since`` when; ``observing`` and ``release_due`` have the
    ``day`` (the start is day 0) and the ``missed_readings`` among those due so far.
    """

    state: Literal["not_started", "observing", "escalate", "release_due"]
    start: date | None = None
    end: date | None = None
    since: date | None = None
    day: int | None = None
    missed_readings: int | None = None


EDITIONS = load("observation", ObservationRule)


def observe(events: Iterable[Event], on: date) -> Observation:
    """Return the state on the evening of a date; what is dated later is not known yet.

    The last arrival or exposure starts the clock anew, and what was noted before that day no longer counts.
    Fever or a symptom is never outweighed by the end of the period.
    """
    rule = in_force(EDITIONS, on)
    known = [event for event in events if event.on <= on]
    starts = [event.on for event in known if event.kind in STARTS]
    if not starts:
        return Observation("not_started")
    start = max(starts)
    end = start + timedelta(days=rule.days)
    since = [event.on for event in known if event.on >= start and _alarms(event, rule)]
    if since:
        return Observation("escalate", start=start, end=end, since=min(since))
    day = min((on - start).days, rule.days)
    return Observation(
        state="release_due" if on >= end else "observing",
        start=start,
        end=end,
        day=day,
        missed_readings=day * len(rule.slots) - _readings(known, start, day),
    )


def _alarms(event: Event, rule: ObservationRule) -> bool:
    is_fever = event.celsius is not None and event.celsius >= rule.fever_celsius
    return event.kind == "symptom" or is_fever


def _readings(events: list[Event], start: date, day: int) -> int:
    """Count the slots of days 1 to ``day`` that have a reading; twice in one slot counts once."""
    readings = (event for event in events if event.kind == "temp")
    return len({(event.on, event.slot) for event in readings if 1 <= (event.on - start).days <= day})

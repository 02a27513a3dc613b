"""How well a post is covered: pure functions over spells of time, planned by tasks or lived by check-ins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

MINUTE = timedelta(minutes=1)
Gap = tuple[datetime, datetime]
"""From when until when nobody is there, half open."""


@dataclass(frozen=True)
class Spell:
    """Somebody at a post from ``start`` until ``end``, half open."""

    start: datetime
    end: datetime
    is_member: bool = False


@dataclass(frozen=True)
class Want:
    """So many people are needed at a post from ``start`` until ``end``."""

    start: datetime
    end: datetime
    people: int


def minutes_short(wants: Iterable[Want], spells: Iterable[Spell], *, of_members: bool = False) -> int:
    """Return for how many minutes somebody is needed and nobody is there (with ``of_members``: no member).

    A night shift belongs to the day on which its want starts; the minutes after midnight count with it. Spells
    and wants that touch do not overlap.
    """
    there = [spell for spell in spells if spell.is_member or not of_members]
    return sum(int(sum(map(_length, _uncovered(want, there)), timedelta()) / MINUTE) for want in wants)


def gaps(wants: Iterable[Want], spells: Iterable[Spell], *, of_members: bool = False) -> list[Gap]:
    """Return when somebody is needed and nobody is there, in order of time; what adjoins is one gap."""
    there = [spell for spell in spells if spell.is_member or not of_members]
    found: list[Gap] = []
    for start, end in sorted(gap for want in wants for gap in _uncovered(want, there)):
        if found and found[-1][1] >= start:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _uncovered(want: Want, spells: list[Spell]) -> list[Gap]:
    """Walk the spells of one want in order of time and return the gaps between them."""
    if want.people <= 0:
        return []
    inside = sorted((max(s.start, want.start), min(s.end, want.end)) for s in spells)
    found, reached = [], want.start
    for start, end in inside:
        if end <= start:
            continue
        if start > reached:
            found.append((reached, start))
        reached = max(reached, end)
    return [*found, (reached, want.end)] if reached < want.end else found


def _length(gap: Gap) -> timedelta:
    return gap[1] - gap[0]


class Standing(StrEnum):
    """How a post stands now."""

    MANNED = "manned"
    SHORT = "short"
    UNMANNED = "unmanned"
    UNREPORTED = "unreported"
    IDLE = "idle"
    CLOSED = "closed"


# The sign beside the word; several words may share a quiet one.
SIGN = {
    Standing.MANNED: "ok",
    Standing.SHORT: "warn",
    Standing.UNMANNED: "alarm",
    Standing.UNREPORTED: "off",
    Standing.IDLE: "off",
    Standing.CLOSED: "off",
}
# Trouble first.
TROUBLE = (
    Standing.UNMANNED,
    Standing.SHORT,
    Standing.UNREPORTED,
    Standing.MANNED,
    Standing.IDLE,
    Standing.CLOSED,
)


def standing(*, needed: int, here: int, is_awaited: bool, has_roster: bool = True) -> Standing:
    """Return how a post stands.

    ``is_awaited`` says that the shift has just begun and guards may still check in. Without a roster nobody has
    been told to come, so nobody is missing.
    """
    if needed == 0:
        return Standing.MANNED if here else Standing.IDLE
    if here >= needed:
        return Standing.MANNED
    if is_awaited:
        return Standing.MANNED if here else Standing.UNREPORTED
    if here:
        return Standing.SHORT
    return Standing.UNMANNED if has_roster else Standing.UNREPORTED

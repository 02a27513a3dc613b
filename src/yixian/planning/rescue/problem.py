"""Question and answer of a rescue, as plain data: who lies where, who can come, which way, to which hospital.

All durations are whole milliseconds, so that sums are exact and two methods that agree agree to the last digit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

Band = tuple[int, int, int]
"""Low, middle and high value of a duration in milliseconds; plans are chosen by the middle one."""

FREE: Final = "free"
STATES: Final = (FREE, "busy", "off")

AED, OXYGEN, STRETCHER, STRAP = "aed", "oxygen", "stretcher", "strap"
ITEMS: Final = (AED, OXYGEN, STRETCHER, STRAP)

MANNED, BAR, HARD = "manned_gate", "bar_without_guard", "hard_block"
KINDS: Final = (MANNED, BAR, HARD)

SURVEY, TABLE, TAG, CLASS = "survey", "table", "tag", "class"
SOURCES: Final = (SURVEY, TABLE, TAG, CLASS)
"""Where a clear width comes from; an earlier one overrules a later one."""

EMERGENCY: Final = "emergency"
"""What a hospital must be able to do to receive an ambulance at all."""

DOOR_MS: Final = 36_000
"""An ambulance within so many milliseconds on foot, 50 m, stands at the door."""
DOOR_GAIN_MS: Final = 120_000
"""Carrying somebody away from an ambulance at the door must gain this much beyond the crew's time at the side."""

WALK_IN, MEET, FETCH = "walk_in", "meet", "fetch"
WAYS: Final = (WALK_IN, MEET, FETCH)
"""Crew walks in; party carries out and meets the ambulance; party fetches things first, then carries out."""


@dataclass(frozen=True)
class Spot:
    """A place in degrees, WGS-84."""

    lon: float
    lat: float


@dataclass(frozen=True)
class Patient:
    """Who lies where."""

    place: str
    spot: Spot
    needs: frozenset[str]  # items that must be at the patient's side
    there: frozenset[str]  # items that are there already
    care: frozenset[str]  # what the last hospital must be able to do
    signs: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Unit:
    """An ambulance."""

    id: str
    spot: Spot
    state: str
    crew: tuple[str, ...]
    equipment: frozenset[str]
    width_cm: int


@dataclass(frozen=True)
class Person:
    """Somebody near by who can be asked."""

    id: str
    spot: Spot
    post: str | None  # None = on patrol, no post is left by going
    is_checked_in: bool
    may_carry: bool


@dataclass(frozen=True)
class Store:
    """Where things can be fetched."""

    id: str
    spot: Spot
    has: frozenset[str]
    is_open: bool


@dataclass(frozen=True)
class Hospital:
    """Where a patient can be brought."""

    id: str
    spot: Spot
    can: frozenset[str]
    beds: int
    is_open: bool


@dataclass(frozen=True)
class Where:
    """Which roads a closure or a width speaks of: one of the three is set."""

    edge: int | None = None
    spot: Spot | None = None  # the nearest road
    polygon: tuple[Spot, ...] = ()  # every road that meets it


@dataclass(frozen=True)
class Closure:
    """A road that is shut, or that somebody must open."""

    id: str
    kind: str
    where: Where
    direction: str  # both, forward, backward
    lets_walk: bool
    post: str | None  # who mans the gate
    key: str | None  # who has the key of a bar
    by: str
    basis: str
    on: date | None


@dataclass(frozen=True)
class Width:
    """A clear width that somebody reports."""

    id: str
    where: Where
    clear_cm: int
    source: str
    on: date | None


@dataclass(frozen=True)
class Village:
    """People whose cover is watched."""

    id: str
    spot: Spot
    people: int


@dataclass(frozen=True)
class Standby:
    """A place where an ambulance may wait."""

    id: str
    spot: Spot


@dataclass(frozen=True)
class Pace:
    """How long things take; factors are per cent of what the network says."""

    alert: Band = (30_000, 60_000, 120_000)  # from the alarm until somebody sets off
    turnout: Band = (60_000, 120_000, 180_000)  # from the alarm until the ambulance rolls
    pick: Band = (20_000, 30_000, 60_000)  # taking things at a store
    scene: Band = (180_000, 300_000, 420_000)  # the crew with the patient
    load: Band = (30_000, 60_000, 90_000)  # onto the stretcher
    board: Band = (20_000, 30_000, 60_000)  # stretcher into the ambulance
    handover: Band = (60_000, 120_000, 180_000)  # where party and ambulance meet, boarding included
    stabilise: Band = (600_000, 1_200_000, 1_800_000)  # in the first hospital, before a transfer
    gate: Band = (30_000, 45_000, 60_000)  # a manned gate opens
    bar: Band = (120_000, 210_000, 300_000)  # somebody comes with the key
    lacking_ms: int = 300_000  # so much longer a drive is worth it to spare a transfer
    drive: tuple[int, int, int] = (85, 100, 130)
    walk: tuple[int, int, int] = (85, 100, 125)
    carry: tuple[int, int, int] = (90, 100, 130)


@dataclass(frozen=True)
class Case:
    """One alarm and everything that a plan is made from."""

    at: datetime
    patient: Patient
    units: tuple[Unit, ...]
    people: tuple[Person, ...]
    stores: tuple[Store, ...]
    hospitals: tuple[Hospital, ...]
    closures: tuple[Closure, ...] = ()
    widths: tuple[Width, ...] = ()
    villages: tuple[Village, ...] = ()
    standbys: tuple[Standby, ...] = ()
    pace: Pace = field(default_factory=Pace)
    speeds_on: date | None = None  # when the speeds were last fitted to recorded trips
    margin_cm: int = 50  # room that a vehicle needs beside its own width
    cover_ms: int = 720_000  # who is reached in this time counts as covered
    walk_limit_m: int = 1500  # farther away nobody is asked, and nobody is carried farther

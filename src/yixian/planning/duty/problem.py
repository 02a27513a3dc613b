"""Question and answer of a duty roster, as plain data: who may stand where and when, and who does.

Days are counted from 0; a shift belongs to the day it starts on, so its small hours count for yesterday.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from numpy.typing import NDArray

    IntArray = NDArray[np.int64]
    BoolArray = NDArray[np.bool_]
    FloatArray = NDArray[np.float64]

OFF = -1
DAY_MIN = 1440
NO_LIMIT = 1_000_000


@dataclass(frozen=True)
class Weights:
    """Price of each thing a county would rather avoid, in cost units; whole numbers, 0 or more."""

    uncovered: int  # per person-shift that nobody stands
    no_leader: int  # per leader missing on a slot
    minute: int  # per minute of travel and duty
    away_from_home_post: int  # per duty at another post than one's own
    wish: int  # times the weight of each wish that is not met
    nights_square: int  # times (nights carried over + nights now) squared
    weekend_square: int  # times (weekend duties carried over + now) squared
    changed: int  # per person and day that differs from the published roster


@dataclass(frozen=True)
class Limits:
    """Hard limits, one per person; ``NO_LIMIT`` where none is set."""

    rest_min: IntArray  # [person] minutes between two shifts
    week_min: IntArray  # [person] minutes of duty from Monday to Sunday
    week_shifts: IntArray  # [person] duties from Monday to Sunday
    days_in_row: IntArray  # [person] days with duty without a free day
    nights_in_row: IntArray  # [person] nights without a night off
    nights: IntArray  # [person] nights in the whole roster
    no_nights: BoolArray  # [person] may do no night at all
    days_before: IntArray  # [person] days with duty in a row up to the eve of the first day
    nights_before: IntArray  # [person] nights in a row up to the eve of the first day


@dataclass(frozen=True)
class Facts:
    """What proposals for holes go by; nothing of it changes a roster's cost."""

    gates: Mapping[int, tuple[int, ...]] = field(default_factory=dict)  # post: other gates of its compound
    neighbours: Mapping[int, tuple[int, ...]] = field(default_factory=dict)  # post: posts that can send somebody over
    standby: Mapping[int, int] = field(default_factory=dict)  # post: people of each of its slots who may be sent
    of_kind: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # kind: people


@dataclass(frozen=True)
class Roster:
    """Who stands where: one shift at most per person and day."""

    shift: IntArray  # [person, day] shift, OFF = free
    post: IntArray  # [person, day] post, OFF = free


@dataclass(frozen=True)
class Problem:
    """Everything a roster is made from; all hard rules and all prices."""

    name: str
    start_on: date
    n_days: int
    shift_ids: tuple[str, ...]
    post_ids: tuple[str, ...]
    person_ids: tuple[str, ...]
    starts_min: IntArray  # [shift] minutes after 00:00 of its day
    ends_min: IntArray  # [shift] minutes after 00:00 of the day it starts on; over 1440 = crosses midnight
    need: IntArray  # [post, day, shift] people wanted, never more
    lead: IntArray  # [post, day, shift] leaders wanted among them
    leader: BoolArray  # [person] fit to lead
    home: IntArray  # [person] own post, OFF = none
    reach: IntArray  # [person, place] posts within reach, OFF fills the row up
    travel_min: IntArray  # [person, place] minutes to that post
    away: BoolArray  # [person, day, shift] may not be asked: absent, ill, protected by law
    wish: IntArray  # [person, day, shift] weight of the wish to be free then
    nights_before: IntArray  # [person] nights carried over from earlier rosters
    weekends_before: IntArray  # [person] weekend duties carried over
    limits: Limits
    weights: Weights
    pinned: Roster  # lines that must stay
    frozen_days: int  # the first days are history: only what is pinned
    published: Roster | None = None  # what people have been told; changes cost
    facts: Facts = Facts()

    def date_of(self, day: int) -> str:
        """Return the date of a day, YYYY-MM-DD."""
        return (self.start_on + timedelta(days=day)).isoformat()

    def names_of(self, slot: tuple[int, int, int]) -> dict[str, object]:
        """Return a slot ``(post, day, shift)`` in ids, with its date."""
        post, day, shift = slot
        return {
            "post": self.post_ids[post],
            "day": day,
            "shift": self.shift_ids[shift],
            "date": self.date_of(day),
        }

    @property
    def length_min(self) -> IntArray:
        """Minutes of each shift, ``[shift]``."""
        return self.ends_min - self.starts_min

    @property
    def is_night(self) -> BoolArray:
        """Whether a shift crosses midnight, ``[shift]``."""
        return self.ends_min > DAY_MIN

    @property
    def week_of(self) -> IntArray:
        """Number of the Monday week of each day, ``[day]``."""
        return (np.arange(self.n_days) + self.start_on.weekday()) // 7

    @property
    def is_weekend(self) -> BoolArray:
        """Whether a day is a Saturday or Sunday, ``[day]``."""
        return (np.arange(self.n_days) + self.start_on.weekday()) % 7 >= 5


@dataclass(frozen=True)
class Prices:
    """Prices that prove a bound: what one more person-shift, one more leader, on a slot is worth."""

    pi: FloatArray  # [post, day, shift] cost units per person-shift, at most the price of a hole
    mu: FloatArray  # [post, day, shift] cost units per leader, 0 to the price of a missing leader


@dataclass(frozen=True)
class RosterPlan:
    """A roster with what is needed to believe it: its cost, and prices that prove the bound."""

    roster: Roster
    cost: int
    bound: int
    prices: Prices

    @property
    def is_proven(self) -> bool:
        """Whether the prices prove that no roster costs less."""
        return self.cost <= self.bound


def empty_roster(n_people: int, n_days: int) -> Roster:
    """Return a roster in which everybody is free."""
    free = np.full((n_people, n_days), OFF, dtype=np.int64)
    return Roster(shift=free, post=free.copy())

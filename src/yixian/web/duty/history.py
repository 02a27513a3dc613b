"""What people have done or are bound to elsewhere, turned into shifts that can no longer be asked of them.

A planner knows only its own days. So that rest, week and days in a row hold over the edge as well, each
person's other duties close cells: never fewer than the rule needs, at times one more.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils import timezone

from yixian.web.duty.staffing import STAFFING
from yixian.web.duty.window import ONE_DAY, Cell, Window, midnight

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Duty:
    """A shift that somebody has stood or is bound to."""

    starts_at: datetime
    ends_at: datetime

    @cached_property
    def on(self) -> date:
        """The day that it belongs to."""
        return timezone.localtime(self.starts_at).date()

    @cached_property
    def is_night(self) -> bool:
        """Whether it crosses midnight."""
        return self.ends_at > midnight(self.on + ONE_DAY)


@dataclass
class Past:
    """The other duties of one person.

    Where any of several days would do, ``turn`` says which one is closed: the same for all, and the whole county
    would be free on the same Sunday.
    """

    duties: list[Duty] = field(default_factory=list)
    turn: int = 0

    def carried(self, window: Window) -> tuple[int, int]:
        """Return the nights and weekend duties that already stand on somebody's account."""
        since = window.starts_on - timedelta(days=STAFFING.history_days)
        until = window.starts_on + window.days * ONE_DAY
        counted = [duty for duty in self.duties if since <= duty.on < until]
        return sum(duty.is_night for duty in counted), sum(duty.on.weekday() >= 5 for duty in counted)

    def closed(self, window: Window, own_limit: int | None) -> set[Cell]:
        """Return the cells that these duties close."""
        found = set(self._unrested(window))
        found |= self._days_off(window, found)
        found |= self._nights_off(window, found)
        return found | self._over_the_week(window, own_limit, found)

    def closed_but_runs(self, window: Window, own_limit: int | None) -> set[Cell]:
        """Return the cells that these duties close where the planner itself counts on the days in a row before."""
        found = set(self._unrested(window))
        return found | self._over_the_week(window, own_limit, found)

    def runs_before(self, window: Window) -> tuple[int, int] | None:
        """Return days and nights in a row up to the eve of the window; None if a duty lies within or after it."""
        if any(duty.on >= window.starts_on for duty in self.duties):
            return None
        days = {window.day(duty.on) for duty in self.duties}
        nights = {window.day(duty.on) for duty in self.duties if duty.is_night}
        return run_before(days), run_before(nights)

    def nights_left(self, window: Window) -> int | None:
        """Return how many nights the window may still hold, None where nothing was done in it."""
        done = sum(duty.is_night and 0 <= window.day(duty.on) < window.days for duty in self.duties)
        if not done:
            return None
        periods = -(-window.days // 14)
        return max(0, (int(STAFFING.rules["max_nights"]) * periods - done) // periods)

    def _unrested(self, window: Window) -> Iterator[Cell]:
        rest = timedelta(seconds=STAFFING.rest_s)
        for duty in self.duties:
            day = window.day(duty.on)
            yield from window.cells(day)
            for cell in (*window.cells(day - 1), *window.cells(day + 1)):
                starts_at, ends_at = window.hours[cell]
                if starts_at < duty.ends_at + rest and duty.starts_at < ends_at + rest:
                    yield cell

    def _days_off(self, window: Window, closed: set[Cell]) -> set[Cell]:
        worked = {window.day(duty.on) for duty in self.duties}
        free = {day for day in range(window.days) if not set(window.cells(day)) <= closed}
        off = overlong(worked, free, STAFFING.rules["max_days_in_row"], self.turn)
        return {cell for day in off for cell in window.cells(day)}

    def _nights_off(self, window: Window, closed: set[Cell]) -> set[Cell]:
        worked = {window.day(duty.on) for duty in self.duties if duty.is_night}
        nights = {cell for cell in window.hours if cell[1] in window.nights}
        off = overlong(worked, {day for day, _ in nights - closed}, STAFFING.rules["max_nights_in_row"], self.turn)
        return {cell for cell in nights if cell[0] in off}

    def _over_the_week(self, window: Window, own_limit: int | None, closed: set[Cell]) -> set[Cell]:
        """Return whole days of a week for which no hours are left after what was done in it."""
        longest_h = max(end - start for start, end in window.hours.values()) / timedelta(hours=1)
        found: set[Cell] = set()
        for first, week in groupby(range(window.days), lambda day: monday(window.starts_on + day * ONE_DAY)):
            days = list(week)
            done = [duty for duty in self.duties if monday(duty.on) == first]
            left = int((STAFFING.rules["max_hours_week"] - sum(map(hours, done))) // longest_h)
            if own_limit is not None:
                left = min(left, own_limit - len(done))
            free = [day for day in days if not set(window.cells(day)) <= closed] if done else []
            surplus = max(0, len(free) - max(0, left))
            turned = free[self.turn % len(free) :] + free[: self.turn % len(free)] if free else []
            found |= {cell for day in turned[:surplus] for cell in window.cells(day)}
        return found


def run_before(days: set[int]) -> int:
    """Return how many days in a row end on the eve of day 0."""
    length = 0
    while -1 - length in days:
        length += 1
    return length


def overlong(worked: set[int], free: set[int], most: int, turn: int) -> set[int]:
    """Return free days that must stay free so that no run of more than ``most`` days touches a worked one.

    Runs of free days alone are the planner's own affair. Of the days that would do, ``turn`` chooses.
    """
    closed: set[int] = set()
    for first in range(min(worked) - most, max(worked) + 1) if worked else ():
        run = range(first, first + most + 1)
        open_days = [day for day in run if day in free - worked - closed]
        n_worked = sum(day in worked for day in run)
        if n_worked and open_days and n_worked + len(open_days) == len(run):
            closed.add(open_days[turn % len(open_days)])
    return closed


def monday(on: date) -> date:
    """Return the Monday of a day's week."""
    return on - timedelta(days=on.weekday())


def hours(duty: Duty) -> float:
    """Return the length of a duty in hours."""
    return (duty.ends_at - duty.starts_at) / timedelta(hours=1)

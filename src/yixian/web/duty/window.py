"""The days and shifts of a roster in the county's own time; a shift belongs to the day on which it starts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils import timezone

from yixian.web.duty.models import ShiftKind

if TYPE_CHECKING:
    from collections.abc import Iterator

ONE_DAY = timedelta(days=1)
Cell = tuple[int, str]
"""Day of the roster, counted from 0, and code of the shift."""


@dataclass(frozen=True)
class Window:
    """Which days a roster spans, and the shifts of each."""

    starts_on: date
    days: int
    shifts: tuple[ShiftKind, ...]

    @classmethod
    def of(cls, starts_on: date, days: int) -> Window:
        """Return the window with the county's shifts."""
        return cls(starts_on, days, tuple(ShiftKind.objects.unscoped("hours of shifts")))

    @property
    def starts_at(self) -> datetime:
        """The first midnight."""
        return midnight(self.starts_on)

    @property
    def ends_at(self) -> datetime:
        """The midnight after the last day; the last night shift ends later."""
        return midnight(self.starts_on + self.days * ONE_DAY)

    @cached_property
    def hours(self) -> dict[Cell, tuple[datetime, datetime]]:
        """Begin and end of every shift of every day, aware."""
        return {
            (day, shift.code): bounds(self.starts_on + day * ONE_DAY, shift)
            for day in range(self.days)
            for shift in self.shifts
        }

    @cached_property
    def nights(self) -> frozenset[str]:
        """Codes of the shifts that cross midnight."""
        return frozenset(shift.code for shift in self.shifts if shift.ends <= shift.starts)

    def day(self, on: date) -> int:
        """Return the number of a day; negative before the window."""
        return (on - self.starts_on).days

    def cell(self, starts_at: datetime) -> Cell | None:
        """Return the day and shift that begin at a moment, None if none of this window does."""
        local = timezone.localtime(starts_at)
        code = self._codes.get(local.time().replace(microsecond=0))
        found = (self.day(local.date()), code) if code else None
        return found if found in self.hours else None

    def cells(self, day: int) -> Iterator[Cell]:
        """Yield the cells of a day; none outside the window."""
        if 0 <= day < self.days:
            yield from ((day, shift.code) for shift in self.shifts)

    @cached_property
    def _codes(self) -> dict[time, str]:
        return {shift.starts: shift.code for shift in self.shifts}


def bounds(on: date, shift: ShiftKind) -> tuple[datetime, datetime]:
    """Return when a shift of a day begins and ends; an end not after the start is on the next day."""
    zone = timezone.get_default_timezone()
    ends_on = on if shift.ends > shift.starts else on + ONE_DAY
    return datetime.combine(on, shift.starts, zone), datetime.combine(ends_on, shift.ends, zone)


def midnight(on: date) -> datetime:
    """Return when a day of the county begins."""
    return datetime.combine(on, time(), timezone.get_default_timezone())

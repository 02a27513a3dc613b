"""What stands against putting somebody on a shift by hand: the law, his other duties, and the limits of a week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from yixian.web.action import Refused
from yixian.web.duty.duties import SHIFT, UNDONE
from yixian.web.duty.protection import Protection
from yixian.web.duty.staffing import STAFFING
from yixian.web.duty.window import ONE_DAY
from yixian.web.tasks.models import WAITING, Task

if TYPE_CHECKING:
    from collections.abc import Collection

    from yixian.web.duty.amend_slot import RosterSlot
    from yixian.web.register.models import Person

REST = timedelta(seconds=STAFFING.rest_s)
AROUND = timedelta(days=8)
HOUR_S = 3600
# 劳动法 art. 42 lifts the limits of hours in an emergency, so written words are enough; protection is never lifted.
LIMITS = {
    "hours_week": STAFFING.rules["max_hours_week"],
    "days_in_row": STAFFING.rules["max_days_in_row"],
    "nights_in_row": STAFFING.rules["max_nights_in_row"],
}
Hours = tuple["datetime", "datetime"]


@dataclass(frozen=True)
class Week:
    """A person's duties around a shift, that shift among them."""

    duties: list[Hours]

    def over(self, hours: Hours) -> str:
        """Return the limit that the shift exceeds, empty where it keeps all."""
        day = timezone.localdate(hours[0])
        found = {
            "hours_week": self._hours_of_week(day),
            "days_in_row": _run({timezone.localdate(start) for start, _end in self.duties}, day),
            "nights_in_row": _run(self._nights(), day) if _is_night(hours) else 0,
        }
        return next((limit for limit, value in found.items() if value > LIMITS[limit]), "")

    def _hours_of_week(self, day: date) -> float:
        monday = day - day.weekday() * ONE_DAY
        week = [(s, e) for s, e in self.duties if monday <= timezone.localdate(s) < monday + 7 * ONE_DAY]
        return sum((end - start).total_seconds() for start, end in week) / HOUR_S

    def _nights(self) -> set[date]:
        return {timezone.localdate(start) for start, end in self.duties if _is_night((start, end))}


def ask(slot: RosterSlot, person: Person, given_up: Collection[str], words: str) -> None:
    """Refuse what cannot be planned even by hand.

    Parameters
    ----------
    given_up
        Keys of the lines that he leaves by the same decision.
    words
        Why it has to be; with them the limits of a week may be exceeded, the law on protected people never.

    Raises
    ------
    Refused
        With the rule that stands against it.
    """
    reason = against(slot, person, given_up)
    if reason and not (reason in LIMITS and words.strip()):
        raise Refused(f"against_{reason}", name=person.name, limit=LIMITS.get(reason, 0))


def against(slot: RosterSlot, person: Person, given_up: Collection[str]) -> str:
    """Return the code of what stands against a person on a slot, empty where nothing does."""
    if not person.is_active:
        return "has_left"
    if person.arrives_on is not None and slot.day < person.arrives_on:
        return "not_here_yet"
    start, end = slot.hours
    duties = duties_of(person, slot.hours, given_up)
    same_day = [(s, e) for s, e in duties if timezone.localdate(s) == slot.day]
    already = sum((e - s).total_seconds() for s, e in same_day) / HOUR_S
    protected = Protection.of([person.pk], start).against(person.pk, start, end, hours_already=already)
    if protected:
        return protected
    if any(s < end and e > start for s, e in duties):
        return "on_duty_then"
    if any(start - e < REST if e <= start else s - end < REST for s, e in duties):
        return "rest_too_short"
    return Week([*duties, slot.hours]).over(slot.hours)


def duties_of(person: Person, hours: Hours, given_up: Collection[str]) -> list[Hours]:
    """Return the other shifts of a person around some hours; who never came to one that is over has not worked it."""
    rows = Task.objects.unscoped("duties anywhere bind a person").filter(
        person=person, kind=SHIFT, starts_at__lt=hours[1] + AROUND, ends_at__gt=hours[0] - AROUND
    )
    came = rows.exclude(state__in=UNDONE).exclude(state__in=WAITING, late_at__isnull=False, ends_at__lte=hours[0])
    return list(came.exclude(key__in=given_up).order_by("starts_at").values_list("starts_at", "ends_at"))


def _run(days: set[date], day: date) -> int:
    """Return how many days in a row there are around a day."""
    first = last = day
    while first - ONE_DAY in days:
        first -= ONE_DAY
    while last + ONE_DAY in days:
        last += ONE_DAY
    return (last - first).days + 1


def _is_night(hours: Hours) -> bool:
    return timezone.localdate(hours[0]) != timezone.localdate(hours[1])

"""From when, by when and how long somebody serves at a compound."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from yixian.web.rounds.numbers import NUMBERS

WITHIN = timedelta(hours=NUMBERS.report_within)


def midnight(on: date) -> datetime:
    """Return the moment at which a day of the county begins."""
    return timezone.make_aware(datetime.combine(on, time()))


def hours_of(starts_on: date, days: int, told_at: datetime) -> tuple[datetime, datetime]:
    """Return by when people must have reported, and when the posting ends; it lasts a day at least."""
    begins = max(told_at, midnight(starts_on) + timedelta(hours=NUMBERS.opens))
    due_at = begins + WITHIN
    return due_at, max(midnight(starts_on + timedelta(days=days)), due_at + timedelta(days=1))


def hours_by_hand(told_at: datetime) -> tuple[datetime, datetime]:
    """Return the same for somebody whom an officer posts now."""
    return hours_of(timezone.localdate(told_at), NUMBERS.days, told_at)

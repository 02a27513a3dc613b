"""What time it is, said in one place so that tests and trainings can say another time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from django.utils import timezone

_fixed: datetime | None = None
_shift = timedelta()


def now() -> datetime:
    """Return the present moment, aware."""
    return _fixed if _fixed is not None else timezone.now() + _shift


def today() -> date:
    """Return the county's calendar day."""
    return timezone.localdate(now())


def start_at(moment: datetime) -> None:
    """Let the clock run on from another moment; a training or an acceptance run begins with it."""
    global _shift
    _shift = moment - timezone.now()


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Hold the clock still while a test runs."""
    global _fixed
    before, _fixed = _fixed, moment
    try:
        yield
    finally:
        _fixed = before

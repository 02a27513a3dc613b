"""What time it is, said in one place so that tests and trainings can say another time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from django.utils import timezone

# Seconds by which a training or an acceptance run is shifted; the server hands it to all its processes.
SHIFT = "YX_CLOCK_SHIFT_S"

_fixed: datetime | None = None
_shift = timedelta(seconds=float(os.environ.get(SHIFT, "0")))


def now() -> datetime:
    """Return the present moment, aware."""
    return _fixed if _fixed is not None else timezone.now() + _shift


def today() -> date:
    """Return the county's calendar day."""
    return timezone.localdate(now())


def shift_to(moment: datetime) -> None:
    """Let the clock of this process and of those it starts run on from another moment."""
    global _shift
    _shift = moment - timezone.now()
    os.environ[SHIFT] = str(_shift.total_seconds())


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Hold the clock still while a test runs."""
    global _fixed
    before, _fixed = _fixed, moment
    try:
        yield
    finally:
        _fixed = before

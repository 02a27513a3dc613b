"""What time it is, said in one place so that tests and trainings can say another time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

# Seconds by which a training or an acceptance run is shifted; the server hands it to all its processes.
SHIFT = "YX_CLOCK_SHIFT_S"
# How far a training has put its clock forward: a file of the data folder, for all its processes go by it.
AHEAD = "clock.ahead"

_fixed: datetime | None = None
_shift = timedelta(seconds=float(os.environ.get(SHIFT, "0")))


def now() -> datetime:
    """Return the present moment, aware."""
    return _fixed if _fixed is not None else timezone.now() + _shift + _ahead()


def today() -> date:
    """Return the county's calendar day."""
    return timezone.localdate(now())


def shift_to(moment: datetime) -> None:
    """Let the clock of this process and of those it starts run on from another moment."""
    global _shift
    _shift = moment - timezone.now()
    os.environ[SHIFT] = str(_shift.total_seconds())
    if settings.IS_TRAINING:
        _path().unlink(missing_ok=True)


def put_forward(moment: datetime) -> None:
    """Let the clock of a training, in all its processes, run on from a later moment."""
    ahead_s = (moment - timezone.now() - _shift).total_seconds()
    written = _path().with_suffix(".new")
    written.write_text(str(ahead_s))
    # Whoever reads meanwhile finds the old time or the new one, never half a number.
    written.replace(_path())


def _ahead() -> timedelta:
    if not settings.IS_TRAINING:
        return timedelta()
    try:
        return timedelta(seconds=float(_path().read_text()))
    except FileNotFoundError:
        return timedelta()


def _path() -> Path:
    return Path(settings.DATA_DIR) / AHEAD


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Hold the clock still while a test runs."""
    global _fixed
    before, _fixed = _fixed, moment
    try:
        yield
    finally:
        _fixed = before

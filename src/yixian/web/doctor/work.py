"""What should go on by itself: the worker, and somebody who makes backups."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from yixian.web.backup.make import last_made
from yixian.web.doctor.finding import Finding
from yixian.web.plans import alive

BEATS_WITHIN = timedelta(minutes=1)
# One a day, and somebody may be late; after three days nobody makes them any more.
WANTED_WITHIN = timedelta(hours=26)
OWED_WITHIN = timedelta(days=3)


def worker() -> Iterator[Finding]:
    """Look whether the worker is at work."""
    beat = alive.last_beat()
    if beat is None:
        yield Finding("worker", "look", "doctor_worker_never")
        return
    since = timezone.now() - beat
    said = {"at": f"{timezone.localtime(beat):%Y-%m-%d %H:%M:%S}"}
    if since > BEATS_WITHIN:
        yield Finding("worker", "bad", "doctor_worker_silent", said)
    else:
        yield Finding("worker", "good", "doctor_worker", said)


def backups() -> Iterator[Finding]:
    """Look how old the newest backup is."""
    last = last_made()
    if last is None:
        yield Finding("backup", "look", "doctor_backup_never")
        return
    age = timezone.now() - datetime.fromisoformat(last["made_at"])
    said = {"file": last["file"], "hours": round(age.total_seconds() / 3600)}
    if age > OWED_WITHIN:
        yield Finding("backup", "bad", "doctor_backup_old", said)
    else:
        yield Finding("backup", "look" if age > WANTED_WITHIN else "good", "doctor_backup", said)

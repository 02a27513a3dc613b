"""Shifts as calendars were told of them: a number goes up whenever what is said of a shift changes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from yixian.web.notify.models import CalendarEvent
from yixian.web.register.models import Person
from yixian.web.tasks.models import Task, TaskState

BEHIND = timedelta(days=30)
AHEAD = timedelta(days=60)
MOST = 300
OVER = (TaskState.CANCELLED, TaskState.REFUSED)


@dataclass(frozen=True)
class Told:
    """A shift and the telling of it: ``is_off`` if it was called off after a calendar had heard of it."""

    task: Task
    is_off: bool
    sequence: int
    told_at: datetime


def shifts_of(person: Person, at: datetime) -> list[Told]:
    """Return the shifts of a person around a moment; one that was called off before anybody was told is left out."""
    tasks = _tasks(person, at)
    known = {row.task_id: row for row in CalendarEvent.objects.unscoped("what was told").filter(task__in=tasks)}
    news = [task for task in tasks if _is_news(task, known.get(task.pk))]
    if news:
        known |= _store(news, at)
    return [
        Told(task, task.state in OVER, known[task.pk].sequence, known[task.pk].told_at)
        for task in tasks
        if task.pk in known
    ]


def _tasks(person: Person, at: datetime) -> list[Task]:
    rows = Task.objects.unscoped("a person's own shifts").filter(
        person=person, starts_at__gte=at - BEHIND, starts_at__lt=at + AHEAD
    )
    return list(rows.select_related("place__parent").order_by("starts_at", "pk")[:MOST])


def _is_news(task: Task, known: CalendarEvent | None) -> bool:
    if known is None:
        return task.state not in OVER
    return known.digest != digest(task)


def _store(news: list[Task], at: datetime) -> dict[int, CalendarEvent]:
    """Store what is told now, with the next number of each."""
    with transaction.atomic():
        # Read again in the turn to write: two calendars may ask at once.
        rows = CalendarEvent.objects.unscoped("what was told").filter(task__in=news)
        before = {row.task_id: row for row in rows}
        found = {}
        for task in news:
            last = before.get(task.pk)
            if last is None or last.digest != digest(task):
                last = CalendarEvent(
                    task=task, digest=digest(task), sequence=last.sequence + 1 if last else 0, told_at=at
                )
            found[task.pk] = last
        CalendarEvent.objects.bulk_create(
            found.values(),
            update_conflicts=True,
            unique_fields=["task"],
            update_fields=["digest", "sequence", "told_at"],
        )
    return found


def digest(task: Task) -> str:
    """Return what stands for all that a calendar shows of a shift."""
    said = (task.starts_at.timestamp(), task.ends_at.timestamp(), task.place.name, task.leads, task.state in OVER)
    return hashlib.sha256(repr(said).encode()).hexdigest()

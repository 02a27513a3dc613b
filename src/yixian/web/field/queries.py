"""Reading for the phone's page and for the page of its leader."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from yixian.web import rooms
from yixian.web.access.masks import initial
from yixian.web.access.models import Account, Device
from yixian.web.register.models import Place
from yixian.web.tasks.models import DEADLINES, Task, TaskState

# A phone that loses the network knows its next day: then it still changes shifts.
AHEAD = timedelta(hours=24)
AROUND = timedelta(hours=1)
MOST_TASKS = 60


def job(device: Device, at: datetime) -> dict[str, Any]:
    """Return all that a phone may know: its post, and keys, windows, states and initials of its tasks."""
    tasks = list(tasks_of(device, at))
    same = Counter((task.starts_at, _who(task)) for task in tasks)
    return {
        "server_at": at.isoformat(),
        "post": f"place:{device.place_id}",
        "name": device.place.name,
        "number": number_of(device.place),
        "who": initial(device.person.name) if device.person else "",
        "tasks": [_task(task, at, is_alone=same[task.starts_at, _who(task)] == 1) for task in tasks],
        "doors": [door for room in rooms.modules("phone") for door in room.doors(device, at)],
        "notes": next((room.notes_url() for room in rooms.modules("phone")), ""),
    }


def tasks_of(device: Device, at: datetime) -> QuerySet[Task]:
    """Return the tasks of a phone's holder wherever he is sent; of a post's own phone those of the post."""
    rows = Task.objects.unscoped("the phone's own tasks").select_related("person", "place")
    mine = rows.filter(person=device.person_id) if device.person_id else rows.filter(place=device.place_id)
    near = mine.filter(Q(starts_at__lt=at + AHEAD) | Q(kind__in=DEADLINES), ends_at__gt=at - AROUND)
    # Who has reported has nothing more to do there on his phone than to take it back for a while.
    reported = Q(kind__in=DEADLINES, started_at__lt=at - AROUND)
    return near.exclude(state=TaskState.CANCELLED).exclude(reported).order_by("starts_at", "-leads", "pk")[:MOST_TASKS]


def number_of(place: Place) -> str:
    """Return the spoken number of a post, empty where it has none."""
    return next((room.numbers([place.pk]).get(place.pk, "") for room in rooms.modules("spoken")), "")


def phones_of(account: Account, place: Place) -> QuerySet[Device]:
    """Return the phones of a post, the newest first; revoked ones are past."""
    rows = Device.objects.visible_to(account).filter(place=place, revoked_at=None)
    return rows.select_related("person", "seen").order_by("-enrolled_at")


def _who(task: Task) -> str:
    return initial(task.person.name) if task.person else ""


def _task(task: Task, at: datetime, *, is_alone: bool) -> dict[str, Any]:
    # Two people of one surname in one shift are told apart by the initials of their names.
    is_deadline = task.kind in DEADLINES
    letters = "" if is_alone or not task.person else f" {task.person.name_initials.upper()}"
    return {
        "key": task.key,
        "who": _who(task) + letters,
        "leads": task.leads,
        "reports": is_deadline,
        "post": f"place:{task.place_id}",
        "name": task.place.name,
        "starts_at": task.starts_at.isoformat(),
        "ends_at": task.ends_at.isoformat(),
        "shows_from": (min(at, task.starts_at) - AROUND if is_deadline else task.starts_at - AROUND).isoformat(),
        "shows_until": (task.ends_at + AROUND).isoformat(),
        "came_at": task.started_at.isoformat() if task.started_at else None,
        "left_at": task.finished_at.isoformat() if task.finished_at else None,
    }

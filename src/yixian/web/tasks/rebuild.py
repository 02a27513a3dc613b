"""How far tasks are follows from the field log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from yixian.web.projections import Difference, Projection, copied
from yixian.web.tasks import progress
from yixian.web.tasks.models import Task, TaskState
from yixian.web.tasks.progress import BACKWARDS, FROZEN

# What only the log can say.
LOGGED = (TaskState.STARTED, TaskState.DONE)


def _keys() -> Iterable[int]:
    return _tasks().exclude(state__in=FROZEN).order_by("pk").values_list("pk", flat=True).iterator()


def _differences(pks: Sequence[int]) -> list[Difference]:
    """Compare state and times of tasks, and the one doubt that depends on the other entries of a task."""
    tasks = list(_tasks().filter(pk__in=pks))
    logged = progress.logged(tasks)
    found = []
    for task in tasks:
        stored = (task.state, task.started_at, task.finished_at)
        if task.pk not in logged:
            if task.state in LOGGED or task.started_at or task.finished_at:
                found.append(Difference(f"task:{task.key}", _said(*stored), "-"))
            continue
        entries, now = logged[task.pk]
        computed = (now.state, now.started_at, now.finished_at)
        if stored != computed:
            found.append(Difference(f"task:{task.key}", _said(*stored), _said(*computed)))
        flagged = {entry.uuid for entry in entries if BACKWARDS in entry.doubts}
        found += [
            Difference(f"entry:{uuid}", uuid in flagged, uuid in now.backwards) for uuid in flagged ^ now.backwards
        ]
    return found


def _tasks() -> QuerySet[Task]:
    return Task.objects.unscoped("what follows from what")


def _said(state: str, started_at: object, finished_at: object) -> str:
    return f"{state} {started_at or '-'} {finished_at or '-'}"


PROJECTIONS = [
    Projection("tasks.task.state", _keys, _differences),
    copied("tasks.task", _tasks, "place_path", "place__path"),
]

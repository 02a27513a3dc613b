"""How far a task is: computed from the field log alone, so that late, repeated and reordered entries end alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from yixian.web.field.models import FieldEntry
from yixian.web.journal.record import tell
from yixian.web.tasks.models import Task, TaskState

# How long before and after its window an entry without a task's key still finds the task.
REACH = timedelta(hours=2)
# Ends that a person decided: an entry is stored and flagged, the task stays as it was decided.
FROZEN = (TaskState.CANCELLED, TaskState.FAILED)
COMES, LEAVES = "checkin", "checkout"
BACKWARDS = "left_before_came"
EVENTS = {TaskState.STARTED: "task_started", TaskState.DONE: "task_done", TaskState.SEEN: "task_reopened"}


@dataclass(frozen=True)
class Step:
    """One check-in or check-out of a task that no counter-entry has taken back."""

    uuid: UUID
    comes: bool
    at: datetime


@dataclass(frozen=True)
class Progress:
    """What the entries say: the state, and the check-outs that stand before the first check-in."""

    state: TaskState
    started_at: datetime | None
    finished_at: datetime | None
    backwards: frozenset[UUID]


def of(steps: Iterable[Step]) -> Progress:
    """Return the progress that steps add up to, in whatever order they are given.

    The earliest check-in starts the task. It is done if the last step is a check-out, from the first check-out
    after the last check-in on: who signs out by mistake signs in again. All steps taken back, the task is one that
    its phone has seen.
    """
    line = sorted(steps, key=lambda step: (step.at, not step.comes, step.uuid))
    if not line:
        return Progress(TaskState.SEEN, None, None, frozenset())
    arrivals = [step.at for step in line if step.comes]
    started_at = arrivals[0] if arrivals else None
    leaving = next((step.at for step in line if not step.comes and (not arrivals or step.at >= arrivals[-1])), None)
    return Progress(
        state=TaskState.STARTED if line[-1].comes else TaskState.DONE,
        started_at=started_at,
        finished_at=None if line[-1].comes else leaving,
        backwards=frozenset(
            step.uuid for step in line if not step.comes and (started_at is None or step.at < started_at)
        ),
    )


def rebuild(task: Task) -> Task:
    """Compute one task anew from its entries and return it as it now stands."""
    settle([task.pk])
    return task.as_stored()


def settle(task_ids: Collection[int], *, at: datetime | None = None) -> int:
    """Bring tasks to what their entries say; return how many changed. With ``at`` those are told to live pages.

    Runs in the transaction of whoever stored the entries.
    """
    if not task_ids:
        return 0
    tasks = Task.objects.unscoped("what happened moves its task").filter(pk__in=task_ids).exclude(state__in=FROZEN)
    known = logged(tasks)
    changed = 0
    for task in tasks:
        if task.pk in known:
            entries, progress = known[task.pk]
            _flag(entries, progress)
            changed += _move(task, progress, at)
    return changed


def logged(tasks: Iterable[Task]) -> dict[int, tuple[list[FieldEntry], Progress]]:
    """Return the entries of each task that has any, and the progress that they add up to."""
    entries: dict[int, list[FieldEntry]] = defaultdict(list)
    for entry in _entries([task.pk for task in tasks]):
        entries[entry.task_id or 0].append(entry)
    undone = _undone([entry for of_task in entries.values() for entry in of_task])
    return {
        pk: (of_task, of(_step(entry) for entry in of_task if entry.uuid not in undone))
        for pk, of_task in entries.items()
    }


def _entries(task_ids: Collection[int]) -> QuerySet[FieldEntry]:
    return FieldEntry.objects.unscoped("a task's own entries").filter(task__in=task_ids, kind__in=(COMES, LEAVES))


def _undone(entries: Collection[FieldEntry]) -> set[UUID]:
    """Return which entries were taken back: only who stands at the same post can do it."""
    place_of = {entry.uuid: entry.place_id for entry in entries}
    countered = FieldEntry.objects.unscoped("what was taken back").filter(undoes__in=list(place_of))
    return {uuid for uuid, place_id in countered.values_list("undoes", "place_id") if place_of[uuid] == place_id}


def _step(entry: FieldEntry) -> Step:
    return Step(entry.uuid, entry.kind == COMES, entry.happened_at)


def _flag(entries: Iterable[FieldEntry], progress: Progress) -> None:
    """Set or withdraw the one doubt that depends on the other entries of the task."""
    for entry in entries:
        others = [code for code in entry.doubts if code != BACKWARDS]
        doubt = " ".join([*others, BACKWARDS] if entry.uuid in progress.backwards else others)
        if doubt != entry.doubt:
            entry.doubt = doubt
            entry.save(update_fields=["doubt"])


def _move(task: Task, progress: Progress, at: datetime | None) -> bool:
    now = (progress.state, progress.started_at, progress.finished_at)
    if now == (task.state, task.started_at, task.finished_at):
        return False
    is_news = task.state != progress.state
    task.state, task.started_at, task.finished_at = now
    task.save(update_fields=["state", "started_at", "finished_at"])
    if at is not None and is_news:
        tell("tasks", EVENTS[progress.state], at=at, place_path=task.place_path, subject=f"task:{task.key}")
    return True

"""Finding the posts and tasks that notes speak of: a fixed number of queries for a whole batch."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from yixian.web import rooms
from yixian.web.access.models import Device
from yixian.web.field.doubts import SHIFT_KINDS
from yixian.web.field.entries import Kind, Note, place_ids, spoken
from yixian.web.field.models import FieldEntry
from yixian.web.register.models import SERVED, Place
from yixian.web.tasks.models import Task
from yixian.web.tasks.progress import FROZEN, REACH


def places_of(posts: Collection[str], device: Device | None = None) -> dict[str, Place]:
    """Return the place of each post that exists; numbers are known to the room whose posts have them."""
    ids = place_ids(posts)
    if device is not None and set(ids.values()) == {device.place_id} and len(ids) == len(posts):
        # Nearly all that phones send is about their own post, and of that they bring all that is needed.
        return dict.fromkeys(posts, Place(pk=device.place_id, path=device.place_path))
    numbers = spoken(posts)
    for room in rooms.modules("spoken") if numbers else ():
        found = room.places(set(numbers.values()))
        ids |= {post: found[number] for post, number in numbers.items() if number in found}
    rows = Place.objects.unscoped("a post that a phone names").filter(pk__in=set(ids.values()), kind__in=SERVED)
    by_id = {place.pk: place for place in rows}
    return {post: by_id[pk] for post, pk in ids.items() if pk in by_id}


class Tasks:
    """The tasks that a batch can be about, read once; then each note finds its own."""

    def __init__(self, happened: Iterable[tuple[Note, datetime, Place]], device: Device | None) -> None:
        wanted = [(note, at, place) for note, at, place in happened if note.kind in SHIFT_KINDS]
        self.device = device
        self.by_key = _by_key({note.task_key for note, _, _ in wanted if note.task_key})
        self.by_place = _by_place([(at, place) for note, at, place in wanted if note.task_key not in self.by_key])
        self.by_entry = _by_entry({note.undoes for note, _, _ in happened if note.undoes})

    def find(self, note: Note, at: datetime, place: Place) -> Task | None:
        """Return the task of a note: named by its key, else the one whose window fits, None if none or several do."""
        if note.kind == Kind.UNDO:
            return self.by_entry.get((note.undoes, place.pk))
        if note.kind not in SHIFT_KINDS:
            return None
        named = self.by_key.get(note.task_key)
        if named is not None:
            return named if named.place_id == place.pk and self._may_move(named) else None
        fitting = [task for task in self.by_place.get(place.pk, ()) if self._fits(task, at)]
        if not fitting:
            return None
        best = min(_distance(note.kind, task, at) for task in fitting)
        nearest = [task for task in fitting if _distance(note.kind, task, at) == best]
        # Two people start at the same hour and the phone is the post's: we do not guess which of them it was.
        return nearest[0] if len(nearest) == 1 else None

    def _fits(self, task: Task, at: datetime) -> bool:
        is_near = task.starts_at - REACH <= at <= task.ends_at + REACH
        is_his = self.device is None or self.device.person_id in (None, task.person_id)
        return is_near and is_his and self._may_move(task)

    def _may_move(self, task: Task) -> bool:
        """A phone moves tasks of its own post, and those of its holder wherever he is sent."""
        device = self.device
        if device is None or task.place_path.startswith(device.place_path):
            return True
        return device.person_id is not None and device.person_id == task.person_id


def _distance(kind: Kind, task: Task, at: datetime) -> tuple[bool, timedelta]:
    """Return how far a moment lies from a task: cancelled ones come last, then the nearer start or end."""
    end = task.starts_at if kind == Kind.CHECKIN else task.ends_at
    return task.state in FROZEN, abs(at - end)


def _by_key(keys: set[str]) -> dict[str, Task]:
    rows = Task.objects.unscoped("a task that a phone names").filter(key__in=keys) if keys else ()
    return {task.key: task for task in rows}


def _by_place(happened: list[tuple[datetime, Place]]) -> Mapping[int, list[Task]]:
    if not happened:
        return {}
    times = [at for at, _ in happened]
    rows = Task.objects.unscoped("tasks whose window fits").filter(
        place__in={place.pk for _, place in happened},
        starts_at__lte=max(times) + REACH,
        ends_at__gte=min(times) - REACH,
    )
    found: dict[int, list[Task]] = {}
    for task in rows:
        found.setdefault(task.place_id, []).append(task)
    return found


def _by_entry(uuids: set[UUID]) -> dict[tuple[UUID | None, int], Task]:
    if not uuids:
        return {}
    rows = FieldEntry.objects.unscoped("the entry that is taken back").filter(uuid__in=uuids, task__isnull=False)
    return {(row.uuid, row.place_id): row.task for row in rows.select_related("task") if row.task}

"""The posts of an area as they are at one moment, read in a handful of queries whatever their number."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from yixian.web.access.models import Account
from yixian.web.access.scope import under
from yixian.web.duty import cover
from yixian.web.duty.duties import SHIFT, UNDONE
from yixian.web.duty.models import Need, Post, ShiftKind
from yixian.web.tasks.models import WAITING, Task, TaskState

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Slot:
    """One shift on one day."""

    shift: ShiftKind
    starts_at: datetime
    ends_at: datetime


@dataclass
class PostNow:
    """One post: who is needed, planned, here and missing in the shift that runs."""

    post: Post
    needed: int = 0
    tasks: list[Task] = field(default_factory=list)
    state: str = "off"

    @property
    def here(self) -> list[Task]:
        """Those who have checked in and not left."""
        return [task for task in self.tasks if task.state == TaskState.STARTED]

    @property
    def late(self) -> list[Task]:
        """Those who should be here, have not come, and for whom nobody has been sent."""
        replaced = {task.stands_in_for_id for task in self.tasks}
        waiting = [task for task in self.tasks if task.state in WAITING and task.late_at is not None]
        return [task for task in waiting if task.pk not in replaced]

    @property
    def n_missing(self) -> int:
        """People short of the need."""
        return max(0, self.needed - len(self.here))


def slots_around(at: datetime, *, days_before: int = 1, days_after: int = 1) -> list[Slot]:
    """Return the shifts of the days around a moment, in order of time."""
    today = timezone.localdate(at)
    zone = timezone.get_current_timezone()
    shifts = list(ShiftKind.objects.unscoped("hours of shifts"))
    found = []
    for offset in range(-days_before, days_after + 1):
        day = today + timedelta(days=offset)
        for shift in shifts:
            starts_at = datetime.combine(day, shift.starts, zone)
            ends_on = day if shift.ends > shift.starts else day + DAY
            found.append(Slot(shift, starts_at, datetime.combine(ends_on, shift.ends, zone)))
    return sorted(found, key=lambda slot: slot.starts_at)


def slot_at(at: datetime) -> Slot | None:
    """Return the shift that runs at a moment; None where the county keeps no watch then."""
    return next((slot for slot in reversed(slots_around(at)) if slot.starts_at <= at < slot.ends_at), None)


def posts_now(account: Account, path: str, at: datetime) -> list[PostNow]:
    """Return the open posts of an area by number, each with its state now."""
    posts = Post.objects.visible_to(account).filter(under("place__path", path), is_open=True)
    found = {
        post.pk: PostNow(post) for post in posts.select_related("place").defer("place__boundary").order_by("number")
    }
    slot = slot_at(at)
    if slot is None:
        return list(found.values())
    needs = Need.objects.visible_to(account).filter(shift=slot.shift)
    for place, people in needs.values_list("post_id", "people"):
        if place in found:
            found[place].needed = people
    for task in _running(account, path, at):
        if task.place_id in found:
            found[task.place_id].tasks.append(task)
    is_awaited = at < slot.starts_at + timedelta(seconds=settings.NO_SHOW_AFTER_S)
    has_roster = any(one.tasks for one in found.values())
    for one in found.values():
        here = len(one.here)
        one.state = cover.state(needed=one.needed, here=here, is_awaited=is_awaited, has_roster=has_roster)
    return list(found.values())


def tasks_between(account: Account, path: str, start: datetime, end: datetime) -> dict[int, list[Task]]:
    """Return the shifts of an area that touch a span, by place; cancelled and refused ones left out."""
    tasks = Task.objects.visible_to(account).filter(
        under("place_path", path), kind=SHIFT, starts_at__lt=end, ends_at__gt=start
    )
    found: dict[int, list[Task]] = defaultdict(list)
    for task in tasks.exclude(state__in=UNDONE).select_related("person").order_by("starts_at", "pk"):
        found[task.place_id].append(task)
    return found


def _running(account: Account, path: str, at: datetime) -> list[Task]:
    return [task for tasks in tasks_between(account, path, at, at + timedelta(seconds=1)).values() for task in tasks]

"""The posts of an area as they are at one moment, read in a handful of queries whatever their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from yixian.web.access.models import Account
from yixian.web.access.scope import under
from yixian.web.duty.cover import SIGN, Standing, standing
from yixian.web.duty.duties import SHIFT, UNDONE
from yixian.web.duty.models import Need, Post, ShiftKind
from yixian.web.duty.window import bounds
from yixian.web.plans.models import Plan, PlanState
from yixian.web.tasks.models import WAITING, Task, TaskState

WORDS = {
    Standing.UNMANNED: gettext_lazy("Unmanned"),
    Standing.SHORT: gettext_lazy("Short-handed"),
    Standing.UNREPORTED: gettext_lazy("Not reported"),
    Standing.MANNED: gettext_lazy("Manned"),
    Standing.IDLE: gettext_lazy("Not needed now"),
    Standing.CLOSED: gettext_lazy("Closed"),
}
DAY = timedelta(days=1)
# How long before his shift a guard may sign in.
EARLY = timedelta(hours=2)


@dataclass(frozen=True)
class Slot:
    """One shift on one day."""

    shift: ShiftKind
    on: date
    starts_at: datetime
    ends_at: datetime


@dataclass
class PostNow:
    """One post: who is needed, planned, here and missing in the shift that runs."""

    post: Post
    needed: int = 0
    tasks: list[Task] = field(default_factory=list)
    early: list[Task] = field(default_factory=list)
    standing: Standing = Standing.IDLE

    @property
    def state(self) -> str:
        """The sign beside the word."""
        return SIGN[self.standing]

    @property
    def word(self) -> str:
        """How it stands, in the language of the page."""
        return str(WORDS[self.standing])

    @property
    def here(self) -> list[Task]:
        """Those who have checked in and not left; who came before his shift stands there already."""
        return [task for task in self.tasks if task.state == TaskState.STARTED] + self.early

    @property
    def planned(self) -> list[Task]:
        """Those who are to stand here; who was sent for somebody takes his place."""
        replaced = {task.stands_in_for_id for task in self.tasks}
        return [task for task in self.tasks if task.pk not in replaced]

    @property
    def late(self) -> list[Task]:
        """Those who should be here, have not come, and for whom nobody has been sent."""
        return [task for task in self.planned if task.state in WAITING and task.late_at is not None]


def slots_around(at: datetime, *, days_before: int = 1, days_after: int = 1) -> list[Slot]:
    """Return the shifts of the days around a moment, in order of time."""
    today = timezone.localdate(at)
    shifts = list(ShiftKind.objects.unscoped("hours of shifts"))
    days = [today + offset * DAY for offset in range(-days_before, days_after + 1)]
    found = [Slot(shift, day, *bounds(day, shift)) for day in days for shift in shifts]
    return sorted(found, key=lambda slot: slot.starts_at)


def running(slots: Iterable[Slot], at: datetime) -> Slot | None:
    """Return the shift that runs at a moment; None where the county keeps no watch then."""
    return next((slot for slot in slots if slot.starts_at <= at < slot.ends_at), None)


def next_of(slots: Iterable[Slot], at: datetime) -> Slot | None:
    """Return the shift that begins next."""
    return next((slot for slot in slots if slot.starts_at > at), None)


def duty_day(slots: Iterable[Slot], at: datetime) -> date:
    """Return the day that a moment counts for: at 02:00 the night shift of the day before still runs."""
    slot = running(slots, at)
    return slot.on if slot else timezone.localdate(at)


def posts_now(account: Account, path: str, at: datetime, *, slots: list[Slot] | None = None) -> list[PostNow]:
    """Return the open posts of an area by number, each with its state now; who has read the shifts hands them over."""
    posts = Post.objects.visible_to(account).filter(under("place__path", path), is_open=True)
    rows = posts.select_related("place").defer("place__boundary").order_by("number")
    found = {post.pk: PostNow(post) for post in rows}
    slots = slots or slots_around(at)
    slot = running(slots, at)
    if slot is not None:
        _fill_needs(account, path, slot, found)
    for place, tasks in tasks_between(account, path, at, at + EARLY).items():
        if place in found:
            found[place].tasks = [task for task in tasks if task.starts_at <= at]
            found[place].early = [task for task in tasks if task.starts_at > at and task.state == TaskState.STARTED]
    told = rostered(duty_day(slots, at), at if slot is None else slot.starts_at)
    for one in found.values():
        one.standing = standing(
            needed=one.needed,
            here=len(one.here),
            is_awaited=slot is None or at < slot.starts_at + timedelta(seconds=settings.NO_SHOW_AFTER_S),
            has_roster=bool(one.tasks) or one.post.place.path.startswith(told),
        )
    return list(found.values())


def tasks_between(account: Account, path: str, start: datetime, end: datetime) -> dict[int, list[Task]]:
    """Return the shifts of an area that touch a span, by place; those called off count only if somebody came."""
    tasks = Task.objects.visible_to(account).filter(
        under("place_path", path), kind=SHIFT, starts_at__lt=end, ends_at__gt=start
    )
    stand = tasks.filter(~Q(state__in=UNDONE) | Q(started_at__isnull=False))
    found: dict[int, list[Task]] = defaultdict(list)
    for task in stand.select_related("person").order_by("starts_at", "pk"):
        found[task.place_id].append(task)
    return found


def _fill_needs(account: Account, path: str, slot: Slot, found: dict[int, PostNow]) -> None:
    needs = Need.objects.visible_to(account).filter(under("post__place__path", path), shift=slot.shift)
    for place, people in needs.values_list("post_id", "people"):
        if place in found:
            found[place].needed = people


def rostered(day: date, since: datetime) -> tuple[str, ...]:
    """Return the areas for which a roster, in force since then, tells people to come on a day."""
    return rostered_on([day], since)[day]


def rostered_on(days: Collection[date], since: datetime) -> dict[date, tuple[str, ...]]:
    """Return for each of some days the areas for which a roster, in force since then, tells people to come."""
    plans = Plan.objects.unscoped("whether somebody was told to come").filter(
        room="duty", state=PlanState.PUBLISHED, starts_on__lte=max(days), published_at__lte=since
    )
    rows = list(plans.values_list("place_path", "starts_on", "days"))
    return {
        day: tuple(path for path, starts_on, n_days in rows if starts_on <= day < starts_on + n_days * DAY)
        for day in days
    }

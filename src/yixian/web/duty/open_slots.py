"""Shifts ahead for which a roster plans fewer people than are needed: somebody may still stand there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from yixian.web.duty.duties import SHIFT, UNDONE
from yixian.web.duty.models import Post, ShiftKind
from yixian.web.duty.needs_on import NeedsOn
from yixian.web.duty.now import rostered_on
from yixian.web.duty.window import ONE_DAY, Window
from yixian.web.tasks.models import Task

DAYS_AHEAD = 7


@dataclass(frozen=True)
class OpenSlot:
    """A shift of a post that lacks people; ``lacks_leader`` if a member must lead there and none is planned."""

    post: Post
    day: date
    shift: ShiftKind
    starts_at: datetime
    ends_at: datetime
    short: int
    lacks_leader: bool = False

    @property
    def name(self) -> str:
        """What a form calls it."""
        return f"{self.post.number}:{self.day:%Y-%m-%d}:{self.shift.code}"


def open_slots(posts: Collection[Post], at: datetime, *, days: int = DAYS_AHEAD) -> list[OpenSlot]:
    """Return the slots of posts that lack people, today and some days ahead, in order of time.

    Only where a roster is in force: before that nobody has been told to come, and the next roster may fill them all.
    """
    window = Window.of(timezone.localdate(at), days + 1)
    needs = NeedsOn.of(Q(post__in=[post.pk for post in posts]), at)
    planned, led = _planned(posts, window)
    told = rostered_on([window.starts_on + index * ONE_DAY for index in range(window.days)], at)
    found = []
    for (index, code), (starts_at, ends_at) in sorted(window.hours.items(), key=lambda item: item[1]):
        if starts_at <= at:
            continue
        day = window.starts_on + index * ONE_DAY
        shift = next(shift for shift in window.shifts if shift.code == code)
        for post in posts:
            short = needs.on(post.pk, shift.pk, day) - planned[post.pk, starts_at]
            if short > 0 and post.is_open and post.place.path.startswith(told[day]):
                lacks = post.needs_leader and (post.pk, starts_at) not in led
                found.append(OpenSlot(post, day, shift, starts_at, ends_at, short, lacks))
    return found


def open_slot(post: Post, day: date, shift: ShiftKind, at: datetime) -> OpenSlot | None:
    """Return one slot if it still lacks somebody."""
    ahead = (day - timezone.localdate(at)).days
    if not 0 <= ahead <= DAYS_AHEAD:
        return None
    slots = open_slots([post], at, days=ahead)
    return next((slot for slot in slots if slot.day == day and slot.shift.pk == shift.pk), None)


def _planned(posts: Iterable[Post], window: Window) -> tuple[Counter[tuple[int, datetime]], set[tuple[int, datetime]]]:
    """Return how many are planned at each post and start, and where a leader is."""
    tasks = Task.objects.unscoped("who is planned at posts that were found").filter(
        place__in=[post.pk for post in posts],
        kind=SHIFT,
        starts_at__gte=window.starts_at,
        starts_at__lt=window.ends_at,
    )
    columns = ("pk", "stands_in_for", "place", "starts_at", "leads")
    rows = list(tasks.exclude(state__in=UNDONE).values_list(*columns))
    # Who was sent for somebody takes his place, so each place of a shift counts once.
    replaced = {instead_of for _pk, instead_of, *_rest in rows}
    there = [row for row in rows if row[0] not in replaced]
    return Counter((row[2], row[3]) for row in there), {(row[2], row[3]) for row in there if row[4]}

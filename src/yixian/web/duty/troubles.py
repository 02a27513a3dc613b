"""What is wrong at the posts, read once for all figures and parts that one page shows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from yixian.web.access.scope import under
from yixian.web.duty.cover import Standing
from yixian.web.duty.duties import SHIFT, UNDONE
from yixian.web.duty.minutes import Gaps, gaps_of_day
from yixian.web.duty.models import Need, Post
from yixian.web.duty.now import PostNow, Slot, posts_now, rostered, slots_around
from yixian.web.duty.protection import guarded
from yixian.web.duty.readiness import Item, readiness
from yixian.web.figures import Asked
from yixian.web.tasks.models import Task

HOLES_AHEAD = timedelta(hours=24)


@dataclass(frozen=True)
class Hole:
    """A shift of a post for which fewer people are planned than are needed; by a roster, or for want of one."""

    post: Post
    slot: Slot
    short: int
    is_rostered: bool


def slots(asked: Asked) -> list[Slot]:
    """Return the shifts of yesterday, today and tomorrow."""
    return asked.once("duty.slots", lambda: slots_around(asked.at))


def standing(asked: Asked) -> list[PostNow]:
    """Return the posts as they stand now."""
    return asked.once("duty.posts", lambda: posts_now(asked.account, asked.path, asked.at, slots=slots(asked)))


def unmanned(asked: Asked) -> list[PostNow]:
    """Return the posts at which nobody stands although somebody should."""
    return [one for one in standing(asked) if one.standing == Standing.UNMANNED]


def short(asked: Asked) -> list[PostNow]:
    """Return the posts at which fewer stand than are needed."""
    return [one for one in standing(asked) if one.standing == Standing.SHORT]


def late_tasks(asked: Asked) -> list[tuple[PostNow, Task]]:
    """Return who should be at a post now and has not come, with nobody sent for him."""
    return [(one, task) for one in standing(asked) for task in one.late]


def protected(asked: Asked) -> list[tuple[PostNow, Task]]:
    """Return who stands at a post now although the law forbids him these hours: stored, and flagged."""
    return asked.once("duty.protected", lambda: _protected(asked))


def _protected(asked: Asked) -> list[tuple[PostNow, Task]]:
    here = [(one, task) for one in standing(asked) for task in one.here]
    flagged = guarded([task for _one, task in here])
    return [(one, task) for one, task in here if task.pk in flagged]


def slots_ahead(asked: Asked) -> list[Slot]:
    """Return the shifts of today and tomorrow that have not begun."""
    return [slot for slot in slots(asked) if slot.starts_at > asked.at]


def holes(asked: Asked) -> list[Hole]:
    """Return the shifts of the next 24 hours for which a roster plans fewer people than are needed."""
    return [hole for hole in _short_ahead(asked) if hole.is_rostered]


def unrostered(asked: Asked) -> list[Hole]:
    """Return the shifts of the next 24 hours that nobody has been told of, because no roster is in force."""
    return [hole for hole in _short_ahead(asked) if not hole.is_rostered]


def _short_ahead(asked: Asked) -> list[Hole]:
    return asked.once("duty.holes", lambda: _read_short(asked))


def _read_short(asked: Asked) -> list[Hole]:
    ahead = [slot for slot in slots_ahead(asked) if slot.starts_at <= asked.at + HOLES_AHEAD]
    if not ahead:
        return []
    planned = _planned(asked, ahead)
    posts = {one.post.pk: one.post for one in standing(asked)}
    needs = Need.objects.visible_to(asked.account).filter(under("post__place__path", asked.path), people__gt=0)
    by_number = needs.order_by("post__number").values_list("post_id", "shift_id", "people")
    wanted = [row for row in by_number if row[0] in posts]
    told = {day: rostered(day, asked.at) for day in {slot.on for slot in ahead}}
    return [
        Hole(posts[post], slot, people - there, bool(there) or posts[post].place.path.startswith(told[slot.on]))
        for slot in ahead
        for post, shift, people in wanted
        if shift == slot.shift.pk and people > (there := planned[post, slot.starts_at])
    ]


def _planned(asked: Asked, ahead: list[Slot]) -> Counter[tuple[int, datetime]]:
    tasks = Task.objects.visible_to(asked.account).filter(
        under("place_path", asked.path),
        kind=SHIFT,
        starts_at__gte=ahead[0].starts_at,
        starts_at__lte=ahead[-1].starts_at,
    )
    rows = list(tasks.exclude(state__in=UNDONE).values_list("pk", "stands_in_for", "place", "starts_at"))
    # Who was sent for somebody takes his place, so each place of a shift counts once.
    replaced = {instead_of for _pk, instead_of, _place, _at in rows}
    return Counter((place, starts_at) for pk, _instead_of, place, starts_at in rows if pk not in replaced)


def ready(asked: Asked) -> dict[int, list[Item]]:
    """Return the readiness of every post."""
    return asked.once("duty.ready", lambda: readiness(asked.account, asked.path, asked.at, slots=slots(asked)))


def overdue(asked: Asked) -> list[tuple[Post, Item]]:
    """Return the readiness items that are overdue, by post."""
    items = ready(asked)
    return [(one.post, item) for one in standing(asked) for item in items.get(one.post.pk, ()) if item.is_overdue]


def gaps(asked: Asked) -> list[Gaps]:
    """Return the minutes of every post on the day that runs."""
    posts = [one.post for one in standing(asked)]
    return asked.once("duty.gaps", lambda: gaps_of_day(asked.account, asked.path, asked.at, posts, slots=slots(asked)))

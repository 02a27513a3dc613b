"""Minutes of a day in which a post stood empty or without a member: as planned, and as phones have signed in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from yixian.web.access.models import Account
from yixian.web.access.scope import under
from yixian.web.duty.cover import Spell, Want, minutes_short
from yixian.web.duty.duties import UNDONE
from yixian.web.duty.models import Need, Post
from yixian.web.duty.now import Slot, duty_day, slots_around, tasks_between
from yixian.web.tasks.models import Task


@dataclass(frozen=True)
class Gaps:
    """Minutes of one post on one duty day up to now; a member is asked for only where one must lead."""

    post: Post
    wanted: int
    planned_nobody: int
    planned_no_member: int
    nobody: int
    no_member: int


def gaps_of_day(
    account: Account, path: str, at: datetime, posts: list[Post], *, slots: list[Slot] | None = None
) -> list[Gaps]:
    """Return the gaps of an area's posts on the day that runs; the night counts for the day on which it began."""
    around = slots or slots_around(at)
    day = duty_day(around, at)
    begun = [slot for slot in around if slot.on == day and slot.starts_at < at]
    if not begun:
        return []
    wants = _wants(account, path, begun, at)
    tasks = tasks_between(account, path, begun[0].starts_at, at)
    return [_gaps(post, wants.get(post.pk, []), tasks.get(post.pk, []), at) for post in posts]


def _gaps(post: Post, wants: list[Want], tasks: list[Task], at: datetime) -> Gaps:
    planned = [spell for task in tasks if (spell := _planned(task))]
    lived = [spell for task in tasks if (spell := _lived(task, at))]
    return Gaps(
        post=post,
        wanted=sum((want.end - want.start) // timedelta(minutes=1) for want in wants),
        planned_nobody=minutes_short(wants, planned),
        planned_no_member=minutes_short(wants, planned, of_members=True) if post.needs_leader else 0,
        nobody=minutes_short(wants, lived),
        no_member=minutes_short(wants, lived, of_members=True) if post.needs_leader else 0,
    )


def _wants(account: Account, path: str, slots: list[Slot], at: datetime) -> dict[int, list[Want]]:
    by_shift = {slot.shift.pk: slot for slot in slots}
    needs = Need.objects.visible_to(account).filter(
        under("post__place__path", path), people__gt=0, shift__in=list(by_shift)
    )
    wants: dict[int, list[Want]] = defaultdict(list)
    for post, shift, people in needs.values_list("post_id", "shift_id", "people"):
        slot = by_shift[shift]
        wants[post].append(Want(slot.starts_at, min(slot.ends_at, at), people))
    return wants


def _planned(task: Task) -> Spell | None:
    # Whoever was sent when somebody did not come was no part of the plan.
    if task.stands_in_for_id is not None or task.state in UNDONE:
        return None
    return Spell(task.starts_at, task.ends_at, _is_member(task))


def _lived(task: Task, at: datetime) -> Spell | None:
    if task.started_at is None:
        return None
    # Who never signed out is not believed to stand there after his shift: his post would seem covered all day.
    return Spell(task.started_at, task.finished_at or min(at, task.ends_at), _is_member(task))


def _is_member(task: Task) -> bool:
    return bool(task.person and task.person.is_member)

"""Whether two people may pass a shift on, asked anew at every step: both shifts, the law on both, the time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, get_args

from django.db.models import Q

from yixian.rules.protection import Block
from yixian.web.action import Refused
from yixian.web.duty.amend_law import LIMITS, against
from yixian.web.duty.amend_slot import RosterSlot
from yixian.web.duty.duties import SHIFT
from yixian.web.duty.models import RosterLine
from yixian.web.duty.swap_rules import rule_of
from yixian.web.plans.models import PlanState
from yixian.web.register.models import Person
from yixian.web.tasks.models import WAITING, Task

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from yixian.web.duty.models import Swap

AROUND = timedelta(days=7)
PROTECTED = frozenset(get_args(Block))


def line_of(task: Task) -> RosterLine:
    """Return the line of a shift in the roster in force.

    Raises
    ------
    Refused
        ``no_line`` if it has none: somebody was sent there, or the roster was replaced.
    """
    lines = RosterLine.objects.unscoped("the line of a task").filter(key=task.key, plan__state=PlanState.PUBLISHED)
    found = lines.select_related("plan", "post__place", "shift", "person").order_by("-plan_id").first()
    if found is None:
        raise Refused("no_line")
    return found  # type: ignore[no-any-return]


def slot_of_line(line: RosterLine) -> RosterSlot:
    """Return the slot in which a line stands."""
    return RosterSlot(line.plan, line.post, line.day, line.shift)


def deadline(offered: Task, wanted: Task | None) -> datetime:
    """Return until when everybody must have agreed."""
    times = [task.starts_at - rule_of(task.place_path)[1] for task in (offered, wanted) if task is not None]
    return min(times)


def check_shift(task: Task, person: Person, at: datetime) -> None:
    """Refuse a shift that is not somebody's own any more, or that has begun."""
    task = task.as_stored()
    if task.kind != SHIFT or task.person_id != person.pk or task.state not in WAITING:
        raise Refused("shift_not_theirs", name=person.name)
    if task.starts_at <= at:
        raise Refused("shift_begun")


def check_law(swap: Swap, reader: Person | None = None) -> None:
    """Refuse what the law or a limit forbids either of the two; consent lifts neither.

    To a reader the law's reason is told of himself only: a colleague does not learn that somebody is ill.

    Raises
    ------
    Refused
        With the rule, and who it protects.
    """
    wanted = swap.wanted
    _check(swap.offered, swap.other, {wanted.key} if wanted else set(), reader)
    if wanted is not None:
        _check(wanted, swap.proposer, {swap.offered.key}, reader)


def _check(task: Task, comes: Person, given_up: set[str], reader: Person | None) -> None:
    reason = against(slot_of_line(line_of(task)), comes, given_up)
    if not reason:
        return
    if reader is not None and reader.pk != comes.pk and reason in PROTECTED:
        raise Refused("swap_barred", name=comes.name)
    raise Refused(f"against_{reason}", name=comes.name, limit=LIMITS.get(reason, 0))


def shifts_ahead(people: Collection[int], at: datetime) -> QuerySet[Task]:
    """Return the shifts to come of some people that stand in a roster in force."""
    lines = RosterLine.objects.unscoped("lines in force").filter(
        plan__state=PlanState.PUBLISHED, starts_at__gt=at, person__in=people
    )
    rows = Task.objects.unscoped("shifts of people who were found").filter(
        person__in=people, kind=SHIFT, state__in=WAITING, starts_at__gt=at, key__in=lines.values("key")
    )
    return rows.select_related("place").order_by("starts_at", "pk")


def colleagues(person: Person, at: datetime) -> QuerySet[Person]:
    """Return who serves beside somebody: at his own post, or at a post where he stands these days."""
    posts = Task.objects.unscoped("where he stands").filter(
        person=person, kind=SHIFT, starts_at__gt=at - AROUND, starts_at__lt=at + AROUND
    )
    near = Q(post_place__in=posts.values("place")) | Q(
        tasks__place__in=posts.values("place"), tasks__starts_at__gt=at - AROUND, tasks__starts_at__lt=at + AROUND
    )
    if person.post_place_id is not None:
        near |= Q(post_place=person.post_place_id)
    rows = Person.objects.unscoped("people beside whom he serves, as the sheet at the post names them")
    return rows.filter(near, is_active=True).exclude(pk=person.pk).distinct().order_by("name_key", "pk")

"""Somebody put into an open slot of the roster in force, or taken out of it again: a change of one line."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from yixian.web.access.models import Account
from yixian.web.action import Refused
from yixian.web.duty.amend_core import amend
from yixian.web.duty.amend_slot import Change, Deed, RosterSlot
from yixian.web.duty.models import Post, RosterLine
from yixian.web.duty.open_slots import OpenSlot
from yixian.web.duty.window import ONE_DAY
from yixian.web.journal.record import tell
from yixian.web.plans.models import Plan, PlanState
from yixian.web.register.models import Person
from yixian.web.register.trees import parents
from yixian.web.tasks.models import Task, TaskState


def roster_in_force(post: Post, day: date) -> Plan | None:
    """Return the roster in force that plans a post on a day, the newest where several do."""
    path = post.place_path
    plans = Plan.objects.unscoped("the roster in force over this post").filter(
        room="duty", state=PlanState.PUBLISHED, place_path__in=[path, *parents(path)], starts_on__lte=day
    )
    covering = [plan for plan in plans.order_by("-published_at", "-pk") if day < plan.starts_on + plan.days * ONE_DAY]
    return covering[0] if covering else None


def fill_slot(slot: OpenSlot, person: Person, by: Account | None, at: datetime) -> Task:
    """Give a slot to somebody, as a change of the roster in force; return his task.

    Raises
    ------
    Refused
        ``not_in_force`` if there is no roster, or whatever a change of a line is refused for.
    """
    plan = roster_in_force(slot.post, slot.day)
    if plan is None:
        raise Refused("not_in_force")
    cell = RosterSlot(plan, slot.post, slot.day, slot.shift)
    amend(plan, [Change(cell, gone=None, comes=person)], Deed(by, at, _("Signed up for the open slot")))
    tell("tasks", "slot_filled", at=at, place_path=slot.post.place_path, subject=f"post:{slot.post.number}")
    found: Task = Task.objects.unscoped("the task of the new line").get(key=cell.key(person))
    return found


def empty_slot(task: Task, at: datetime) -> None:
    """Take somebody out of a slot again: the shift is called off for him, the hole is back."""
    lines = RosterLine.objects.unscoped("the line of the task").filter(plan=task.plan_id or 0, key=task.key)
    line = lines.select_related("plan", "post__place", "shift", "person").first()
    if line is not None and line.plan.state == PlanState.PUBLISHED:
        cell = RosterSlot(line.plan, line.post, line.day, line.shift)
        amend(line.plan, [Change(cell, gone=line.person, comes=None)], Deed(None, at, _("Withdrew the sign-up")))
    else:
        task.state = TaskState.CANCELLED
        task.save(update_fields=["state"])
    tell("tasks", "slot_emptied", at=at, place_path=task.place_path, subject=f"task:{task.key}")

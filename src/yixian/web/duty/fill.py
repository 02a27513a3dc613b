"""Somebody put into an open slot of the roster in force, or taken out of it again."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import F, QuerySet

from yixian.web.duty.duties import SHIFT
from yixian.web.duty.lines import line_key
from yixian.web.duty.models import Post, RosterHole, RosterLine
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


def fill_slot(slot: OpenSlot, person: Person, at: datetime) -> Task:
    """Give a slot to somebody, as a line of the roster in force and as his task."""
    plan = roster_in_force(slot.post, slot.day)
    key = line_key(slot.post.pk, slot.starts_at, person.pk)
    leads = slot.lacks_leader and person.is_member
    if plan is not None:
        RosterLine.objects.create(
            plan=plan, key=key, post=slot.post, place_path=slot.post.place_path, person=person, day=slot.day,
            shift=slot.shift, leads=leads, starts_at=slot.starts_at, ends_at=slot.ends_at,
        )  # fmt: skip
        _holes(plan, slot.post, slot.day, slot.shift.pk).filter(missing__gt=0).update(missing=F("missing") - 1)
    task = Task.objects.unscoped("the same line once before").filter(key=key).first() or Task(key=key, kind=SHIFT)
    task.place_id, task.place_path, task.person, task.leads = slot.post.pk, slot.post.place_path, person, leads
    task.starts_at, task.ends_at, task.plan = slot.starts_at, slot.ends_at, plan
    task.state, task.late_at, task.finished_at = TaskState.OPEN, None, None
    task.save()
    tell("tasks", "slot_filled", at=at, place_path=task.place_path, subject=f"task:{task.key}")
    return task


def empty_slot(task: Task, at: datetime) -> None:
    """Take somebody out of a slot again: the shift is called off for him, the hole is back."""
    task.state = TaskState.CANCELLED
    task.save(update_fields=["state"])
    lines = RosterLine.objects.unscoped("the line of the task").filter(plan=task.plan_id or 0, key=task.key)
    line = lines.select_related("plan", "post").first()
    if line is not None:
        _holes(line.plan, line.post, line.day, line.shift_id).update(missing=F("missing") + 1)
        line.delete()
    tell("tasks", "slot_emptied", at=at, place_path=task.place_path, subject=f"task:{task.key}")


def _holes(plan: Plan, post: Post, day: date, shift: int) -> QuerySet[RosterHole]:
    return RosterHole.objects.unscoped("the hole of the slot").filter(plan=plan, post=post, day=day, shift=shift)

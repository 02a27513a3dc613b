"""Lines of a published roster into tasks, all in a handful of statements: the county waits for the commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from yixian.web.access.scope import under
from yixian.web.duty.duties import SHIFT
from yixian.web.duty.models import RosterLine
from yixian.web.duty.window import Window
from yixian.web.journal.record import tell
from yixian.web.tasks.models import WAITING, Task, TaskState

if TYPE_CHECKING:
    from datetime import datetime

    from yixian.web.plans.models import Plan

NEW_TASKS = """
    INSERT INTO tasks_task
          (key, kind, state, place_id, place_path, person_id, leads, starts_at, ends_at, plan_id)
    SELECT line.key, %s, %s, line.post_id, line.place_path,
           line.person_id, line.leads, line.starts_at, line.ends_at, line.plan_id
    FROM duty_rosterline AS line
    WHERE line.plan_id = %s AND line.ends_at > %s
      AND NOT EXISTS (SELECT 1 FROM tasks_task AS task WHERE task.key = line.key)
"""


def put_in_force(plan: Plan, at: datetime) -> int:
    """Turn the lines of a plan into tasks; return how many people hear of it.

    A task whose line is unchanged stays what it is, with its receipts, and belongs to the new plan. What has
    started or is done is never touched.
    """
    people = len(told_people(plan, at))
    lines = _lines(plan, at).filter(key=OuterRef("key"))
    kept = _all_tasks().filter(Exists(lines), state__in=WAITING, ends_at__gt=at)
    kept.update(plan=plan, leads=Exists(lines.filter(leads=True)))
    back = _all_tasks().filter(Exists(lines), state=TaskState.CANCELLED, ends_at__gt=at)
    back.update(
        plan=plan,
        leads=Exists(lines.filter(leads=True)),
        state=TaskState.OPEN,
        late_at=None,
        finished_at=None,
    )
    _dropped(plan, at).update(state=TaskState.CANCELLED)
    with connection.cursor() as cursor:
        now = connection.ops.adapt_datetimefield_value(at)
        cursor.execute(NEW_TASKS, [SHIFT, TaskState.OPEN.value, plan.pk, now])
    tell("tasks", "shifts_planned", at=at, place_path=plan.place_path, subject=f"plan:{plan.pk}", people=people)
    return people


def told_people(plan: Plan, at: datetime) -> set[int]:
    """Return who would hear of a plan now: whoever has a task that is new, back, changed or dropped."""
    mine = _all_tasks().filter(key=OuterRef("key"))
    same = mine.filter(leads=OuterRef("leads"), state__in=WAITING)
    settled = mine.exclude(state__in=(*WAITING, TaskState.CANCELLED))
    new = _lines(plan, at).exclude(Exists(same)).exclude(Exists(settled))
    dropped = _dropped(plan, at).exclude(person=None)
    return {*new.values_list("person_id", flat=True), *dropped.values_list("person_id", flat=True)}


def _lines(plan: Plan, at: datetime) -> QuerySet[RosterLine]:
    return RosterLine.objects.unscoped("the plan's own lines").filter(plan=plan, ends_at__gt=at)


def _dropped(plan: Plan, at: datetime) -> QuerySet[Task]:
    """Return the waiting future shifts of the plan's area and days that it no longer holds."""
    window = Window.of(plan.starts_on, plan.days)
    lines = _lines(plan, at).filter(key=OuterRef("key"))
    ours = Q(starts_at__gt=at, starts_at__gte=window.starts_at, starts_at__lt=window.ends_at)
    waiting = _all_tasks().filter(ours, under("place_path", plan.place_path), kind=SHIFT, state__in=WAITING)
    return waiting.exclude(Exists(lines))


def _all_tasks() -> QuerySet[Task]:
    return Task.objects.unscoped("a plan replaces what anybody planned in its area and days")

"""Lines of a published roster into tasks, all in a handful of statements: the county waits for the commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Exists, OuterRef

from yixian.web.duty.amend_told import tell_published
from yixian.web.duty.duties import SHIFT
from yixian.web.duty.told import all_tasks, dropped, lines_ahead, told_notices
from yixian.web.journal.record import tell
from yixian.web.notify.notices import give
from yixian.web.tasks.models import WAITING, TaskState

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
    people = give(told_notices(plan, at), at)
    if people:
        tell_published(plan, people, at)
    lines = lines_ahead(plan, at).filter(key=OuterRef("key"))
    kept = all_tasks().filter(Exists(lines), state__in=WAITING, ends_at__gt=at)
    kept.update(plan=plan, leads=Exists(lines.filter(leads=True)))
    back = all_tasks().filter(Exists(lines), state=TaskState.CANCELLED, ends_at__gt=at)
    back.update(
        plan=plan,
        leads=Exists(lines.filter(leads=True)),
        state=TaskState.OPEN,
        late_at=None,
        finished_at=None,
    )
    dropped(plan, at).update(state=TaskState.CANCELLED)
    with connection.cursor() as cursor:
        now = connection.ops.adapt_datetimefield_value(at)
        cursor.execute(NEW_TASKS, [SHIFT, TaskState.OPEN.value, plan.pk, now])
    tell("tasks", "shifts_planned", at=at, place_path=plan.place_path, subject=f"plan:{plan.pk}", people=people)
    return people

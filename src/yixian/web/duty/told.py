"""What a plan changes for those who are told: its lines to come, and the shifts that it drops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from yixian.web.access.scope import under
from yixian.web.duty.duties import SHIFT
from yixian.web.duty.models import RosterLine
from yixian.web.duty.window import Window
from yixian.web.tasks.models import WAITING, Task, TaskState

if TYPE_CHECKING:
    from datetime import datetime

    from yixian.web.plans.models import Plan


def told_people(plan: Plan, at: datetime) -> set[int]:
    """Return who would hear of a plan now: whoever has a task that is new, back, changed or dropped."""
    mine = all_tasks().filter(key=OuterRef("key"))
    same = mine.filter(leads=OuterRef("leads"), state__in=WAITING)
    settled = mine.exclude(state__in=(*WAITING, TaskState.CANCELLED))
    new = lines_ahead(plan, at).exclude(Exists(same)).exclude(Exists(settled))
    gone = dropped(plan, at).exclude(person=None)
    return {*new.values_list("person_id", flat=True), *gone.values_list("person_id", flat=True)}


def lines_ahead(plan: Plan, at: datetime) -> QuerySet[RosterLine]:
    """Return the lines of a plan that are not over."""
    return RosterLine.objects.unscoped("the plan's own lines").filter(plan=plan, ends_at__gt=at)


def dropped(plan: Plan, at: datetime) -> QuerySet[Task]:
    """Return the waiting future shifts of the plan's area and days that it no longer holds."""
    window = Window.of(plan.starts_on, plan.days)
    lines = lines_ahead(plan, at).filter(key=OuterRef("key"))
    ours = Q(starts_at__gt=at, starts_at__gte=window.starts_at, starts_at__lt=window.ends_at)
    waiting = all_tasks().filter(ours, under("place_path", plan.place_path), kind=SHIFT, state__in=WAITING)
    return waiting.exclude(Exists(lines))


def all_tasks() -> QuerySet[Task]:
    """Return the tasks of everybody, whoever publishes."""
    return Task.objects.unscoped("a plan replaces what anybody planned in its area and days")

"""Tasks that bind people, read once and sorted: what was stood, what was told, what was refused."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from yixian.web.access.scope import under
from yixian.web.duty.history import Duty, Past
from yixian.web.duty.staffing import STAFFING
from yixian.web.duty.window import ONE_DAY, Cell, Window
from yixian.web.tasks.models import WAITING, Task, TaskState

if TYPE_CHECKING:
    from yixian.web.plans.models import Plan

SHIFT = "shift"
UNDONE = (TaskState.CANCELLED, TaskState.REFUSED, TaskState.FAILED)


@dataclass
class Bound:
    """What binds one person: other duties, cells he has said no to, and lines that he has been told."""

    past: Past = field(default_factory=Past)
    barred: set[Cell] = field(default_factory=set)
    told: dict[Cell, int] = field(default_factory=dict)


def bound_people(plan: Plan, window: Window, at: datetime) -> dict[int, Bound]:
    """Return who is bound by what; lines that a new plan may still change are told, everything else binds."""
    since = window.starts_at - timedelta(days=STAFFING.history_days)
    tasks = Task.objects.unscoped("the planner serves the whole area").filter(
        under("person__place_path", plan.place_path),
        kind=SHIFT, person__isnull=False, starts_at__gte=since, starts_at__lt=window.ends_at + 7 * ONE_DAY,
    )  # fmt: skip
    days = Q(starts_at__gte=window.starts_at, starts_at__lt=window.ends_at, starts_at__gt=at)
    found: dict[int, Bound] = defaultdict(Bound)
    of_this_plan = set(tasks.filter(days, under("place_path", plan.place_path)).values_list("pk", flat=True))
    # Somebody who never came has not worked: it neither tires him nor counts as one of his nights.
    came = tasks.exclude(state__in=WAITING, late_at__isnull=False, ends_at__lte=at)
    rows = came.exclude(state=TaskState.CANCELLED).order_by("starts_at", "pk")
    columns = ("pk", "person", "place", "state", "starts_at", "ends_at")
    for key, person, place, state, starts_at, ends_at in rows.values_list(*columns):
        cell = window.cell(starts_at)
        if state in UNDONE:
            found[person].barred |= {cell} if cell else set()
        elif key in of_this_plan and state in WAITING and cell and not _has_day(found[person], cell):
            found[person].told[cell] = place
        else:
            found[person].past.duties.append(Duty(starts_at, ends_at))
    return found


def _has_day(bound: Bound, cell: Cell) -> bool:
    return any(day == cell[0] for day, _ in bound.told)

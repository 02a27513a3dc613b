"""Shifts that have begun: a new plan keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from yixian.web.access.scope import under
from yixian.web.duty.duties import SHIFT, UNDONE
from yixian.web.duty.window import Window
from yixian.web.tasks.models import Task, TaskState

if TYPE_CHECKING:
    from yixian.web.plans.models import Plan


@dataclass(frozen=True)
class Stood:
    """A shift that has begun, by the clock or a guard who came early; a new plan keeps it as it is."""

    key: str
    place_id: int
    person_id: int
    place_path: str
    leads: bool
    starts_at: datetime
    ends_at: datetime


def stood(plan: Plan, window: Window, at: datetime) -> list[Stood]:
    """Return what has begun in a plan's area and days."""
    tasks = Task.objects.unscoped("what has begun stays in the plan").filter(
        Q(starts_at__lte=at) | Q(state__in=(TaskState.STARTED, TaskState.DONE)),
        under("place_path", plan.place_path),
        kind=SHIFT, person__isnull=False, starts_at__gte=window.starts_at, starts_at__lt=window.ends_at,
    )  # fmt: skip
    rows = tasks.exclude(state__in=UNDONE).order_by("starts_at", "pk")
    names = ("key", "place_id", "person_id", "place_path", "leads", "starts_at", "ends_at")
    return [Stood(*row) for row in rows.values_list(*names)]

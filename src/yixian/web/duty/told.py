"""What a plan changes for those who are told: its lines to come, and the shifts that it drops."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from yixian.web.access.scope import under
from yixian.web.duty.duties import SHIFT
from yixian.web.duty.models import RosterLine
from yixian.web.duty.window import Window
from yixian.web.notify.models import Notice
from yixian.web.tasks.models import WAITING, Task, TaskState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from yixian.web.plans.models import Plan


def told_people(plan: Plan, at: datetime) -> set[int]:
    """Return who would hear of a plan now: whoever has a task that is new, back, changed or dropped."""
    new, gone = _changes(plan, at)
    return {*new.values_list("person_id", flat=True), *gone.values_list("person_id", flat=True)}


def told_notices(plan: Plan, at: datetime) -> Iterator[Notice]:
    """Yield a notice for each person who hears of a plan now: how many shifts come and go, and the first of them.

    One for a person, not one for a shift: a new week must not ring a phone seven times.
    """
    new, gone = _changes(plan, at)
    first: dict[int, tuple[datetime, datetime, int, str]] = {}
    counts = Counter[tuple[int, str]]()
    columns = ("person_id", "starts_at", "ends_at")
    rows = [(row, "given") for row in new.values_list(*columns, "post_id", "place_path")]
    rows += [(row, "taken") for row in gone.values_list(*columns, "place_id", "place_path")]
    for (person, *shift), kind in rows:
        counts[person, kind] += 1
        first[person] = min(first.get(person, tuple(shift)), tuple(shift))
    for person, (starts_at, ends_at, place, path) in first.items():
        n = {kind: counts[person, kind] for kind in ("given", "taken")}
        yield Notice(
            person_id=person, kind="roster_changed" if n["taken"] else "roster_new", place_id=place, place_path=path,
            starts_at=starts_at, ends_at=ends_at, params=n,
        )  # fmt: skip


def _changes(plan: Plan, at: datetime) -> tuple[QuerySet[RosterLine], QuerySet[Task]]:
    """Return the lines that somebody does not know yet, and the tasks that are called off."""
    mine = all_tasks().filter(key=OuterRef("key"))
    same = mine.filter(leads=OuterRef("leads"), state__in=WAITING)
    settled = mine.exclude(state__in=(*WAITING, TaskState.CANCELLED))
    new = lines_ahead(plan, at).exclude(Exists(same)).exclude(Exists(settled))
    return new, dropped(plan, at).exclude(person=None)


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

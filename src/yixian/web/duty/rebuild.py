"""Shifts as tasks follow from the lines of the rosters in force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import F, QuerySet

from yixian.web.duty.accounting import rebuild as closing
from yixian.web.duty.models import Amendment, Pin, RosterHole, RosterLine, Swap, SwapRule
from yixian.web.plans.models import PlanState
from yixian.web.projections import Difference, Projection, copied
from yixian.web.tasks.models import Task


def _all_lines() -> QuerySet[RosterLine]:
    return RosterLine.objects.unscoped("what follows from what")


def _holes() -> QuerySet[RosterHole]:
    return RosterHole.objects.unscoped("what follows from what")


def _amendments() -> QuerySet[Amendment]:
    return Amendment.objects.unscoped("what follows from what")


def _pins() -> QuerySet[Pin]:
    return Pin.objects.unscoped("what follows from what")


def _swaps() -> QuerySet[Swap]:
    return Swap.objects.unscoped("what follows from what")


def _swap_rules() -> QuerySet[SwapRule]:
    return SwapRule.objects.unscoped("what follows from what")


def _lines() -> QuerySet[RosterLine]:
    """Return the lines that have become tasks: those that were not over when their roster was published."""
    return _all_lines().filter(plan__state=PlanState.PUBLISHED, ends_at__gt=F("plan__published_at"))


def _keys() -> Iterable[int]:
    return _lines().order_by("pk").values_list("pk", flat=True).iterator()


def _differences(pks: Sequence[int]) -> list[Difference]:
    columns = ("post_id", "person_id", "starts_at", "ends_at")
    lines = {key: rest for key, *rest in _lines().filter(pk__in=pks).values_list("key", *columns)}
    tasks = Task.objects.unscoped("what follows from what").filter(key__in=lines)
    stored = {key: rest for key, *rest in tasks.values_list("key", "place_id", *columns[1:])}
    return [
        Difference(f"task:{key}", _said(stored.get(key)), _said(line))
        for key, line in lines.items()
        if stored.get(key) != line
    ]


def _said(row: list[object] | None) -> str:
    return " ".join(map(str, row)) if row else "-"


PROJECTIONS = [
    Projection("duty.rosterline.task", _keys, _differences),
    copied("duty.rosterline", _all_lines, "place_path", "post__place__path"),
    copied("duty.rosterhole", _holes, "place_path", "post__place__path"),
    *closing.PROJECTIONS,
    copied("duty.amendment", _amendments, "place_path", "post__place__path"),
    copied("duty.pin", _pins, "place_path", "post__place__path"),
    copied("duty.swap", _swaps, "place_path", "offered__place__path"),
    copied("duty.swaprule", _swap_rules, "place_path", "place__path"),
]

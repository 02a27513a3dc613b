"""Postings as tasks follow from the lines of the plans in force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from yixian.web.plans.models import PlanState
from yixian.web.projections import Difference, Projection, copied
from yixian.web.rounds.models import PostingGap, PostingLine
from yixian.web.tasks.models import Task


def _placed() -> QuerySet[PostingLine]:
    return PostingLine.objects.unscoped("what follows from what").filter(place__isnull=False)


def _gaps() -> QuerySet[PostingGap]:
    return PostingGap.objects.unscoped("what follows from what")


def _in_force() -> QuerySet[PostingLine]:
    return _placed().filter(plan__state=PlanState.PUBLISHED)


def _keys() -> Iterable[int]:
    return _in_force().order_by("pk").values_list("pk", flat=True).iterator()


def _differences(pks: Sequence[int]) -> list[Difference]:
    """Compare who and where; how far a posting is follows from the field log, and hands may have ended it since."""
    lines = {key: rest for key, *rest in _in_force().filter(pk__in=pks).values_list("key", "place_id", "person_id")}
    tasks = Task.objects.unscoped("what follows from what").filter(key__in=lines)
    stored = {key: rest for key, *rest in tasks.values_list("key", "place_id", "person_id")}
    return [
        Difference(f"task:{key}", _said(stored.get(key)), _said(line))
        for key, line in lines.items()
        if stored.get(key) != line
    ]


def _said(row: Sequence[object] | None) -> str:
    return " ".join(map(str, row)) if row else "-"


PROJECTIONS = [
    Projection("rounds.postingline.task", _keys, _differences),
    copied("rounds.postingline", _placed, "place_path", "place__path"),
    copied("rounds.postinggap", _gaps, "place_path", "place__path"),
]

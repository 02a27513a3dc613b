"""Needs by date: what was needed, is needed, and will be from a day on."""

from __future__ import annotations

from django.db import models

from yixian.web.access.scope import ByPlace, Scoped


class NeedChange(Scoped):
    """From a day on a shift of a post needs another number of people; ``before`` is what it needed until then."""

    scope = ByPlace("post__place__path")

    post = models.ForeignKey("duty.Post", on_delete=models.CASCADE, related_name="need_changes")
    shift = models.ForeignKey("duty.ShiftKind", on_delete=models.PROTECT)
    from_on = models.DateField()
    people = models.PositiveSmallIntegerField()
    before = models.PositiveSmallIntegerField()
    # Nobody where a workbook said it.
    by = models.ForeignKey("access.Account", null=True, blank=True, on_delete=models.PROTECT)
    at = models.DateTimeField()
    # When it became the need of today; until then it lies ahead.
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "shift", "from_on"], name="one_need_change_a_day")]
        ordering = ["from_on"]

"""What became of the lines of a roster after it was published."""

from __future__ import annotations

from django.db import models

from yixian.web.access.scope import ByPlace, Scoped


class Amendment(Scoped):
    """One person came to a slot, left it, took another's place there, or leads there now.

    Changes made in one decision share a ``number``, which counts within the roster: v3.2 is its second change.
    """

    scope = ByPlace()

    plan = models.ForeignKey("plans.Plan", on_delete=models.CASCADE, related_name="amendments")
    number = models.PositiveSmallIntegerField()
    place_path = models.CharField(max_length=64)
    post = models.ForeignKey("duty.Post", on_delete=models.PROTECT, related_name="amendments")
    day = models.DateField()
    shift = models.ForeignKey("duty.ShiftKind", on_delete=models.PROTECT, related_name="+")
    gone = models.ForeignKey("register.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    comes = models.ForeignKey("register.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Keys of the lines: the one that was there, the one that is there now.
    old_key = models.CharField(max_length=12, blank=True)
    new_key = models.CharField(max_length=12, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("access.Account", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=200, blank=True)
    # The number of the change that took this one back.
    undone_by = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["plan", "post", "day"]),
            models.Index(fields=["plan", "number"]),
            models.Index(fields=["place_path", "at"]),
        ]

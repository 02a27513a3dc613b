"""Issues of the brief that were made, with their figures as they stood."""

from __future__ import annotations

from django.db import models

from yixian.web.access.scope import ByPlace, Scoped


class Brief(Scoped):
    """One issue of the internal brief: what it said and as of when."""

    scope = ByPlace()

    number = models.PositiveIntegerField(unique=True)
    place_path = models.CharField(max_length=64, blank=True)
    as_of = models.DateTimeField()
    made_by = models.ForeignKey("access.Account", on_delete=models.PROTECT)
    # {key: value} of each figure at as_of
    figures = models.JSONField(default=dict)
    pdf = models.BinaryField()

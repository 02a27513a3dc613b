"""An upload: the file as it came, how its columns were matched, what a person mended, how far it was applied."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yixian.web.access.scope import ByPlace, Scoped


class UploadState(models.TextChoices):
    """Where an upload stands."""

    READ = "read", _("Dry run")
    APPLYING = "applying", _("Writing")
    APPLIED = "applied", _("Written")
    DROPPED = "dropped", _("Dropped")


class Upload(Scoped):
    """One workbook that somebody sent in. Nothing of it is written before it is applied."""

    scope = ByPlace()

    kind = models.CharField(max_length=16)
    filename = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64, db_index=True)
    content = models.BinaryField()
    place_path = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey("access.Account", on_delete=models.PROTECT)
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=UploadState.choices, default=UploadState.READ)
    sheet = models.CharField(max_length=60, blank=True)
    # {"C": "id_number"}: what a person corrected; the rest is matched by aliases
    columns = models.JSONField(default=dict)
    # {"14:D": "4199..."}: what a person accepted or typed for a cell; judged afresh
    mends = models.JSONField(default=dict)
    skips = models.JSONField(default=list)
    year = models.PositiveSmallIntegerField()
    # {"new": 702, "changed": 118, "same": 61, "wrong": 31}: read back from the database once applied
    counts = models.JSONField(default=dict)
    done_rows = models.PositiveIntegerField(default=0)
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")

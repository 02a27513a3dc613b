"""An upload: the file as it came, how its columns were matched, what a person mended, how far it was applied."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from yixian.web.access.scope import ByPlace, Scoped
from yixian.web.register import seal
from yixian.web.uploads.chunks import Chunk as Chunk
from yixian.web.uploads.pastes import Paste as Paste

# What stood before is kept as long: personal data that nobody can use any more is not.
UNDO_FOR = timedelta(hours=24)


class UploadState(models.TextChoices):
    """Where an upload stands."""

    READ = "read", _("Dry run")
    APPLYING = "applying", _("Writing")
    APPLIED = "applied", _("Written")
    UNDOING = "undoing", _("Undoing")
    UNDONE = "undone", _("Undone")
    DROPPED = "dropped", _("Dropped")


class Upload(Scoped):
    """One workbook that somebody sent in. Nothing of it is written before it is applied."""

    scope = ByPlace(unit="unit_path")

    kind = models.CharField(max_length=16)
    filename = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64, db_index=True)
    # Sealed: the file is full of identity numbers, and backups hold the database without its keys.
    sealed = models.BinaryField()
    place_path = models.CharField(max_length=64, blank=True)
    # Of a bureau, which has no area of its own.
    unit_path = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey("access.Account", on_delete=models.PROTECT)
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=UploadState.choices, default=UploadState.READ)
    sheet = models.CharField(max_length=60, blank=True)
    # {"C": "id_number"}: what a person corrected; the rest is matched by aliases
    columns = models.JSONField(default=dict)
    sealed_mends = models.BinaryField(default=b"")
    skips = models.JSONField(default=list)
    # {"401": 17}: row 401 is the registered person 17; 0: nobody who is registered
    persons = models.JSONField(default=dict)
    year = models.PositiveSmallIntegerField()
    # {"new": 702, "changed": 118, "same": 61, "wrong": 31, "asked": 4}; "kept" is read back once all is written
    counts = models.JSONField(default=dict)
    done_rows = models.PositiveIntegerField(default=0)
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")
    # When its last chunk was written or taken back; None while it waits for the worker.
    touched_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")
    # {"removed": 702, "restored": 110, "kept": 8}
    undone = models.JSONField(default=dict)

    @property
    def content(self) -> bytes:
        """The file as it came."""
        return seal.unseal_bytes(bytes(self.sealed))

    @property
    def mends(self) -> dict[str, str]:
        """What a person accepted or typed for cells, ``{"14:D": "4199..."}``; judged afresh."""
        if not self.sealed_mends:
            return {}
        return dict(json.loads(seal.unseal_bytes(bytes(self.sealed_mends))))

    @mends.setter
    def mends(self, mends: Mapping[str, str]) -> None:
        self.sealed_mends = seal.seal_bytes(json.dumps(dict(mends), ensure_ascii=False).encode())

    @property
    def decided(self) -> dict[int, int]:
        """Who rows are, as a person decided: ``{row: registered person, 0 for nobody}``."""
        return {int(row): int(pk) for row, pk in self.persons.items()}

    def may_undo(self, at: datetime) -> bool:
        """Whether it is written and can still be undone."""
        return self.state == UploadState.APPLIED and self.applied_at is not None and at < self.applied_at + UNDO_FOR

    @property
    def n_to_write(self) -> int:
        """Rows that are written or wait for it."""
        return int(self.counts.get("new", 0) + self.counts.get("changed", 0))

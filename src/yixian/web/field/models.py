"""The field log: what happened out there, append-only."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from yixian.web.access.scope import ByPlace, Scoped


class FieldEntry(Scoped):
    """One thing that a phone noted. What has happened is stored always; a doubt becomes a flag, not a refusal."""

    scope = ByPlace()

    uuid = models.UUIDField(unique=True)
    device = models.ForeignKey("access.Device", null=True, on_delete=models.PROTECT)
    kind = models.CharField(max_length=16)
    place = models.ForeignKey("register.Place", on_delete=models.PROTECT)
    # The area as it was then: history is read by it.
    place_path = models.CharField(max_length=64)
    task = models.ForeignKey("tasks.Task", null=True, on_delete=models.PROTECT, related_name="entries")
    # In the server's time; what the phone's clock said is this plus ``skew_s``.
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    skew_s = models.IntegerField(default=0)
    # An ``undo`` names the entry that it counters, which may arrive after it.
    undoes = models.UUIDField(null=True, blank=True)
    details = models.JSONField(default=dict)
    digest = models.BinaryField()
    # Codes of ``doubts.Doubt``, blanks between them.
    doubt = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["place_path", "happened_at"]),
            models.Index(fields=["doubt"]),
            models.Index(fields=["undoes"], condition=Q(undoes__isnull=False), name="undo_of_entry"),
        ]

    @property
    def doubts(self) -> list[str]:
        """Codes of what is doubtful about the entry; their sentences stand in ``words.toml``."""
        return self.doubt.split()


class FieldConflict(Scoped):
    """The same UUID came again with other content: kept as a doubt, the first stays valid."""

    scope = ByPlace("entry__place_path")

    entry = models.ForeignKey(FieldEntry, on_delete=models.PROTECT, related_name="conflicts")
    received_at = models.DateTimeField()
    content = models.JSONField()
    digest = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "digest"], name="one_conflict_once")]

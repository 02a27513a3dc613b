"""Notes to the next shift that were written at a desk; those from phones stand in the field log."""

from __future__ import annotations

from django.db import models

from yixian.web.access.scope import ByPlace, Scoped

MOST_LETTERS = 200


class DeskNote(Scoped):
    """One line for the next shift of a post; ``uuid`` is made with the form, so a form sent twice counts once."""

    scope = ByPlace()

    uuid = models.UUIDField(unique=True)
    post = models.ForeignKey("duty.Post", on_delete=models.PROTECT, related_name="desk_notes")
    place_path = models.CharField(max_length=64)
    text = models.CharField(max_length=MOST_LETTERS)
    at = models.DateTimeField()
    by = models.ForeignKey("access.Account", on_delete=models.PROTECT)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["post", "at"])]

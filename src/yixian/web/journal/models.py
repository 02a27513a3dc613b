"""What has happened: events that pages follow, and the audit chain whose payloads can be destroyed."""

from __future__ import annotations

from django.db import models

from yixian.web.access.scope import ByPlace, NoScope, Scoped


class Event(Scoped):
    """One thing that happened, for the eyes of those whose area it lies in; ``id`` is the sequence they follow."""

    scope = ByPlace(unit="unit_path")

    kind = models.CharField(max_length=40)
    topic = models.CharField(max_length=20)
    at = models.DateTimeField()
    place_path = models.CharField(max_length=64, blank=True)
    # Of what belongs to a bureau, which has no area.
    unit_path = models.CharField(max_length=64, blank=True)
    subject = models.CharField(max_length=60, blank=True)
    # Codes and numbers only; the sentence is made when it is shown, so nothing personal is stored here.
    params = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["topic", "id"])]


class AuditEntry(Scoped):
    """One link of the chain: it keeps a keyed digest of its payload, so it verifies when the payload is gone."""

    scope = NoScope("read only by the audit administrator, through audit queries")

    at = models.DateTimeField()
    action = models.CharField(max_length=60)
    # The room whose action it was: how long payloads are kept is said for each.
    kind = models.CharField(max_length=12, blank=True)
    account_id = models.BigIntegerField(null=True)
    place_path = models.CharField(max_length=64, blank=True)
    subject = models.CharField(max_length=120, blank=True)
    digest = models.BinaryField()
    previous = models.BinaryField()
    link = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["account_id", "id"]),
            models.Index(fields=["action", "id"]),
            models.Index(fields=["subject"]),
        ]


class AuditPayload(Scoped):
    """What an action changed; deletable, the chain still verifies."""

    scope = NoScope("read only by the audit administrator, through audit queries")

    entry = models.OneToOneField(AuditEntry, on_delete=models.CASCADE, primary_key=True, related_name="payload")
    content = models.JSONField()


class Retention(Scoped):
    """How long what is kept of one kind; a kind without a row is kept until the close-out."""

    scope = NoScope("read by administrators and by the sweep")

    kind = models.CharField(max_length=24, primary_key=True)
    keep_days = models.PositiveSmallIntegerField()

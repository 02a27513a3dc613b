"""Reading events."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from yixian.web.access.models import Account
from yixian.web.journal.models import AuditEntry, Event


def last_event() -> int:
    """Return the number of the newest event, 0 when there is none."""
    newest = Event.objects.unscoped("only its number").order_by("-id").values_list("id", flat=True).first()
    return newest or 0


def changes_after(account: Account, after: int) -> list[str]:
    """Return the topics of the events after a number, in the account's areas."""
    newer = Event.objects.visible_to(account).filter(id__gt=after).order_by()
    # Distinct in the database: at a county's peak a thousand events lie between two polls.
    return sorted(newer.values_list("topic", flat=True).distinct())


def topics_after(after: int) -> list[tuple[int, str]]:
    """Return number and topic of the events after a number, in their order."""
    rows = Event.objects.unscoped("only numbers and topics").filter(id__gt=after).order_by("id")
    return list(rows.values_list("id", "topic"))


def latest(account: Account, most: int) -> QuerySet[Event]:
    """Return the newest events of the account's areas, newest first."""
    return Event.objects.visible_to(account).order_by("-id")[:most]


def audit_page(before: int | None, most: int = 100, among: Q | None = None) -> list[dict[str, Any]]:
    """Return entries of the audit, newest first, with the name of who acted; below ``before`` when it is given."""
    entries = AuditEntry.objects.unscoped("read by the audit administrator").select_related("payload").order_by("-id")
    if among is not None:
        entries = entries.filter(among)
    if before is not None:
        entries = entries.filter(id__lt=before)
    page = list(entries[:most])
    acting = {entry.account_id for entry in page}
    names = dict(Account.objects.unscoped("names in the audit").filter(pk__in=acting).values_list("pk", "name"))
    return [
        {
            "entry": entry,
            "name": names.get(entry.account_id, ""),
            "content": entry.payload.content if hasattr(entry, "payload") else None,
        }
        for entry in page
    ]

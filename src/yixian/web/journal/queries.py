"""Reading events."""

from __future__ import annotations

from django.db.models import QuerySet

from yixian.web.access.models import Account
from yixian.web.journal.models import Event


def last_event() -> int:
    """Return the number of the newest event, 0 when there is none."""
    newest = Event.objects.unscoped("only its number").order_by("-id").values_list("id", flat=True).first()
    return newest or 0


def changes_after(account: Account, after: int, most: int) -> list[str]:
    """Return the topics of the newest events after a number, in the account's areas."""
    newer = Event.objects.visible_to(account).filter(id__gt=after).order_by("-id")
    return sorted(set(newer.values_list("topic", flat=True)[:most]))


def latest(account: Account, most: int) -> QuerySet[Event]:
    """Return the newest events of the account's areas, newest first."""
    return Event.objects.visible_to(account).order_by("-id")[:most]

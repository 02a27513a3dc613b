"""How long what is kept of an audit entry stays: its payload is destroyed, its link in the chain never."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action
from yixian.web.journal.models import AuditEntry, AuditPayload, Retention
from yixian.web.journal.record import READ, append, note

# Logs of a network are kept for at least six months (Cybersecurity Law of the PRC, article 21 (3)).
LEAST_DAYS = 184
MOST_DAYS = 3650
KIND_NAMES = {
    READ: _("Reads of sensitive rows"),
    "access": _("Accounts, roles and phones"),
    "journal": _("Destructions and retention"),
    "register": _("People, units and places"),
    "uploads": _("Uploads"),
    "plans": _("Plans"),
    "field": _("Phones in the field"),
    "duty": _("Duty"),
    "bulletin": _("Bulletin"),
}
# What was destroyed, and by which rule, is what the chain is verified against.
KEPT_ALWAYS = frozenset({"journal"})

_swept_on: dict[str, date] = {}


@action(Right.RETENTION)
def set_retention(*, by: Account, kind: str, keep_days: str, at: datetime) -> None:
    """Say for how many days payloads of a kind are kept; an empty text means until the close-out."""
    if kind not in KIND_NAMES or kind in KEPT_ALWAYS:
        raise Refused("kind_kept_always", field="kind")
    row = Retention.objects.unscoped("the setting itself").filter(kind=kind)
    if not keep_days.strip():
        row.delete()
        return
    if not (keep_days.isascii() and keep_days.isdecimal() and LEAST_DAYS <= int(keep_days) <= MOST_DAYS):
        raise Refused("retention_days", field=kind, least=LEAST_DAYS, most=MOST_DAYS)
    if not row.update(keep_days=int(keep_days)):
        Retention.objects.create(kind=kind, keep_days=int(keep_days))
    note(kind=kind, days=int(keep_days))


def retention_page() -> list[dict[str, Any]]:
    """Return each kind with how long it is kept, and how many payloads there are."""
    kept = dict(Retention.objects.unscoped("settings").values_list("kind", "keep_days"))
    payloads = AuditPayload.objects.unscoped("only their number").order_by()
    counted = dict(payloads.values_list("entry__kind").annotate(n=Count("pk")))
    return [
        {"kind": kind, "name": name, "days": kept.get(kind), "n": counted.get(kind, 0), "fixed": kind in KEPT_ALWAYS}
        for kind, name in KIND_NAMES.items()
    ]


def sweep(at: datetime) -> int:
    """Destroy the payloads whose time is over; return how many. What was destroyed is itself an entry."""
    total = 0
    for kind, days in Retention.objects.unscoped("the sweep").values_list("kind", "keep_days"):
        total += _destroy(kind, at - timedelta(days=days), at)
    return total


def sweep_daily(at: datetime) -> int:
    """Sweep once a day of the county, when nobody has swept on it yet."""
    today = timezone.localdate(at)
    if _swept_on.get("day") == today:
        return 0
    _swept_on["day"] = today
    return sweep(at)


def _destroy(kind: str, before: datetime, at: datetime) -> int:
    old = AuditEntry.objects.unscoped("the sweep").filter(kind=kind, at__lt=before, payload__isnull=False)
    with transaction.atomic():
        through = old.aggregate(last=Max("pk"))["last"]
        if through is None:
            return 0
        payloads = AuditPayload.objects.unscoped("the sweep").filter(entry__kind=kind, entry__lte=through)
        n = payloads.filter(entry__at__lt=before).delete()[0]
        details = {"kind": kind, "through": through, "n": n}
        append("destroy_payloads", by=None, subject={}, at=at, path="", details=details, kind="journal")
    return n

"""The first pages of those who see no people: the auditor, the administrators."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from yixian.web.access.models import Account
from yixian.web.journal.models import AuditEntry
from yixian.web.journal.queries import audit_page
from yixian.web.today import firsts

DAY = timedelta(days=1)
MOST = 20
# Actions that read what is masked otherwise; all others decide something.
READS = {"show_number": _("Identity numbers shown")}


def reading(at: datetime) -> dict[str, Any]:
    """Return how often sensitive rows were read and what was decided in the last 24 hours, and the newest entries."""
    recent = AuditEntry.objects.unscoped("for the auditor").filter(at__gt=at - DAY, at__lte=at)
    counted = dict(recent.order_by().values_list("action").annotate(n=Count("pk")))
    reads = [{"label": label, "n": counted.pop(name, 0)} for name, label in READS.items()]
    entries = audit_page(None, MOST)
    return {
        "as_of": at,
        "reads": reads,
        "decisions": sum(counted.values()),
        "acting": recent.order_by().values("account_id").distinct().count(),
        "read_entries": [row for row in entries if row["entry"].action in READS],
        "entries": [row for row in entries if row["entry"].action not in READS],
    }


def keys(account: Account) -> dict[str, Any]:
    """Return how many may log in, how many are closed, and what the county still lacks."""
    accounts = Account.objects.unscoped("for their administrators")
    return {
        "active": accounts.filter(is_active=True).count(),
        "closed": accounts.filter(is_active=False).count(),
        "unchanged": accounts.filter(is_active=True, must_change_password=True).count(),
        "steps": firsts.steps(account),
    }

"""What of the journal outlives an emergency: who decided and read what, and when."""

from __future__ import annotations

from yixian.web.journal.models import AuditEntry, Event, Retention

KEPT: dict[type, tuple[str, ...]] = {AuditEntry: (), Event: (), Retention: ()}

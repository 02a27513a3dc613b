"""Verifying the audit chain."""

from __future__ import annotations

from dataclasses import dataclass

from yixian.web.journal.models import AuditEntry, AuditPayload
from yixian.web.journal.record import ROOT, chain_digest, payload_digest


@dataclass(frozen=True)
class Verdict:
    """How the chain stands: ``broken_at`` is the first entry that does not follow, None if all do."""

    entries: int
    payloads: int
    broken_at: int | None


def verify() -> Verdict:
    """Walk the whole chain; an entry whose payload was destroyed still counts, one that was changed does not."""
    previous, entries, payloads = ROOT, 0, 0
    contents = dict(AuditPayload.objects.unscoped("verify").values_list("entry_id", "content").iterator())
    for link in AuditEntry.objects.unscoped("verify").order_by("id").iterator():
        content = contents.get(link.pk)
        follows = bytes(link.previous) == previous and bytes(link.link) == chain_digest(link)
        if not follows or (content is not None and payload_digest(content) != bytes(link.digest)):
            return Verdict(entries, payloads, link.pk)
        previous, entries, payloads = bytes(link.link), entries + 1, payloads + (content is not None)
    return Verdict(entries, payloads, None)

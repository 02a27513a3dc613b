"""Verifying the audit chain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from yixian.web.journal.models import AuditEntry, AuditPayload
from yixian.web.journal.record import ROOT, chain_digest, payload_digest
from yixian.web.numerals import numeral

# Actions that destroy payloads say which kind and through which entry; the close-out destroys every kind.
DESTROY = ("destroy_payloads", "close_out")
EVERY_KIND = "*"
AT_ONCE = 2000


@dataclass(frozen=True)
class Verdict:
    """How the chain stands.

    ``broken_at`` is the first entry that does not follow, None if all do; ``missing`` counts entries whose payload
    is gone although no destruction of it was recorded; ``last`` and ``seal`` name the newest entry.
    """

    entries: int
    payloads: int
    broken_at: int | None
    missing: int = 0
    last: int = 0
    seal: str = ""

    @property
    def holds(self) -> bool:
        """Whether every entry follows and no payload has gone unrecorded."""
        return self.broken_at is None and not self.missing


def verify(tail: int | None = None) -> Verdict:
    """Walk the whole chain, or its newest entries; an entry whose payload was destroyed still counts."""
    rows = AuditEntry.objects.unscoped("verify")
    newest = rows.order_by("-id").values_list("id", "link")
    # The one before the tail says where it begins.
    first, link_before = next(iter(newest[tail : tail + 1] if tail else ()), (0, ROOT))
    destroyed, previous = _destroyed(), bytes(link_before)
    entries = payloads = missing = last = 0
    for link, content in _links(first):
        follows = bytes(link.previous) == previous and bytes(link.link) == chain_digest(link)
        if not follows or (content is not None and payload_digest(content) != bytes(link.digest)):
            return Verdict(entries, payloads, link.pk, missing, last, previous.hex()[:16])
        previous, last = bytes(link.link), link.pk
        entries, payloads = entries + 1, payloads + (content is not None)
        missing += content is None and link.pk > max(destroyed.get(link.kind, 0), destroyed.get(EVERY_KIND, 0))
    return Verdict(entries, payloads, None, missing, last, previous.hex()[:16])


def contains(number: int, seal: str) -> bool:
    """Whether the chain still has an entry that was noted elsewhere by its number and the beginning of its seal.

    Whoever cuts entries off at the end leaves a chain that follows; only what was noted outside can tell.
    """
    link = AuditEntry.objects.unscoped("verify").filter(pk=number).values_list("link", flat=True).first()
    return link is not None and len(seal) >= 8 and bytes(link).hex().startswith(seal.lower())


def objections(verdict: Verdict, noted: str) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield what is wrong, each as a code and its parameters; ``noted`` is ``number:seal``, or empty."""
    if verdict.broken_at is not None:
        yield "audit_broken", {"entry": verdict.broken_at}
    if verdict.missing:
        yield "audit_missing", {"n": verdict.missing}
    number, _, seal = noted.partition(":")
    if noted and not contains(numeral(number) or 0, seal):
        yield "audit_cut", {"noted": noted}


def _links(after: int) -> Iterator[tuple[AuditEntry, Any]]:
    """Yield entries with their payloads, a stretch at a time: no reader stays open while phones write."""
    rows = AuditEntry.objects.unscoped("verify").select_related("payload").order_by("id")
    is_last = False
    while not is_last and (some := list(rows.filter(id__gt=after)[:AT_ONCE])):
        yield from ((link, link.payload.content if hasattr(link, "payload") else None) for link in some)
        after, is_last = some[-1].pk, len(some) < AT_ONCE


def _destroyed() -> dict[str, int]:
    """Return through which entry the payloads of each kind were destroyed."""
    rows = AuditPayload.objects.unscoped("verify").filter(entry__action__in=DESTROY)
    through: dict[str, int] = {}
    for content in rows.values_list("content", flat=True):
        kind = str(content.get("kind", ""))
        through[kind] = max(through.get(kind, 0), int(content.get("through", 0)))
    return through

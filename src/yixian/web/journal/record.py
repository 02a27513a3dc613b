"""Writing the journal: one audit entry for each action, and the events that its pages wait for."""

from __future__ import annotations

import hashlib
import hmac
import json
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model

from yixian.web.journal.models import AuditEntry, AuditPayload, Event

ROOT = b"\0" * 32
# Beyond these Python writes numbers with an exponent, PostgreSQL does not.
SMALLEST, LARGEST = 1e-4, 1e15
SAME_LOOK = timedelta(minutes=15)
# The kind of entries that say who read what.
READ = "read"


@dataclass
class _Draft:
    details: dict[str, Any] = field(default_factory=dict)


_draft: ContextVar[_Draft | None] = ContextVar("draft", default=None)


@contextmanager
def entry(name: str, *, by: Any, subject: Mapping[str, Any], at: datetime, path: str, kind: str = "") -> Iterator[None]:
    """Record one action: what ``note`` adds inside becomes its payload. Runs in the action's transaction."""
    token = _draft.set(_Draft())
    try:
        yield
        draft = _draft.get()
        details = draft.details if draft else {}
        append(name, by=by, subject=subject, at=at, path=path, details=details, kind=kind)
    finally:
        _draft.reset(token)


def note(**details: Any) -> None:
    """Add to the audit payload of the action that is running; outside an action it is a fault of ours."""
    draft = _draft.get()
    if draft is None:
        raise RuntimeError("note() outside an action")
    draft.details.update(details)


def tell(
    topic: str,
    kind: str,
    *,
    at: datetime,
    place_path: str = "",
    unit_path: str = "",
    subject: str = "",
    **params: Any,
) -> None:
    """Store an event; those who poll see it after the commit of the transaction that it stands in.

    Numbers are given in the order of the commits: whoever follows events by their number misses none.
    """
    # Within a transaction this changes nothing; alone it waits for its turn like everybody who writes.
    with transaction.atomic(savepoint=False):
        Event.objects.create(
            topic=topic,
            kind=kind,
            at=at,
            place_path=place_path,
            unit_path=unit_path,
            subject=subject,
            params=_plain(params),
        )


def saw(what: str, *, by: Any, at: datetime, path: str = "", subject: Mapping[str, Any], **details: Any) -> None:
    """Record that somebody read what is sensitive: ``what`` begins with ``read_``, ``details`` may hold its reason.

    A page that is looked at again within a quarter of an hour was read once.
    """
    since = at - SAME_LOOK
    looks = AuditEntry.objects.unscoped("was it just read").filter(account_id=by.pk, action=what, at__gt=since)
    # An entry of one who looks at nobody in particular, such as a whole list, counts each time.
    if subject and looks.filter(subject=_subject(subject)).exists():
        return
    with transaction.atomic():
        append(what, by=by, subject=subject, at=at, path=path, details=details, kind=READ)


def append(
    name: str,
    *,
    by: Any,
    subject: Mapping[str, Any],
    at: datetime,
    path: str,
    details: Mapping[str, Any],
    kind: str = "",
) -> AuditEntry:
    """Append one link to the audit chain and store its payload."""
    content = {"subject": _plain(subject), **_plain(details)}
    last = AuditEntry.objects.unscoped("the chain's end").order_by("-id").values_list("link", flat=True).first()
    link = AuditEntry(
        at=at,
        action=name,
        kind=kind[:12],
        account_id=getattr(by, "pk", None),
        place_path=path,
        subject=_subject(subject),
        digest=payload_digest(content),
        previous=bytes(last) if last else ROOT,
    )
    link.link = chain_digest(link)
    link.save(force_insert=True)
    AuditPayload.objects.create(entry=link, content=content)
    return link


def payload_digest(content: Mapping[str, Any]) -> bytes:
    """Return the keyed digest of a payload: without the key nobody can guess what a destroyed one said."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.digest(settings.KEYS.audit, text.encode(), "sha256")


def chain_digest(link: AuditEntry) -> bytes:
    """Return the keyed hash over a link's own columns and the link before it: who changes rows cannot make it anew."""
    head = [
        link.at.astimezone(UTC).isoformat(),
        link.action,
        link.kind,
        str(link.account_id),
        link.place_path,
        link.subject,
    ]
    text = "\x1f".join(head).encode() + bytes(link.digest) + bytes(link.previous)
    return hmac.digest(settings.KEYS.audit, text, "sha256")


def _subject(subject: Mapping[str, Any]) -> str:
    named = [f"{type(s).__name__.lower()}:{s.pk}" for s in subject.values() if isinstance(s, Model)]
    return " ".join(named)[:120]


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {_text(str(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, Model):
        return f"{type(value).__name__.lower()}:{value.pk}"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, int) or value is None:
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return _text(str(value))


def _text(text: str) -> str:
    """Return a text that every database gives back as it was: without the sign 0 and halves of signs."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def _number(value: float) -> float | str:
    """Return a number that every database gives back in the same digits, for the digest is taken over them."""
    is_kept = math.isfinite(value) and (value == 0 or SMALLEST <= abs(value) < LARGEST)
    return value + 0.0 if is_kept else repr(value)

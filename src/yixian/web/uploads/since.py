"""Who touched rows after an upload had written them, and when: later uploads and decisions say it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from yixian.web.journal.models import AuditEntry
from yixian.web.uploads.chunks import Chunk
from yixian.web.uploads.lines import key_of, name_of
from yixian.web.uploads.models import Upload


class Since:
    """The last that is known of each of some rows, named as the audit names them."""

    def __init__(self, upload: Upload, names: Collection[str]) -> None:
        self._last: dict[str, tuple[datetime, int | None]] = {}
        if names:
            self._from_uploads(upload, names)
            self._from_audit(upload, names)

    def filled(self, kept: Mapping[str, Any]) -> dict[str, Any]:
        """Return a line that stays with who touched it last, and when; None where nobody is known."""
        found = [self._last[name] for name in kept["asked"] if name in self._last]
        at, by = max(found, key=lambda last: last[0]) if found else (None, None)
        return {**kept, "by": by, "at": at.isoformat() if at else None}

    def _from_uploads(self, upload: Upload, names: Collection[str]) -> None:
        first = Chunk.objects.unscoped("what the upload wrote").filter(upload=upload).order_by("pk").first()
        later = Chunk.objects.unscoped("who wrote after it").exclude(upload=upload).select_related("upload")
        for chunk in later.filter(pk__gt=first.pk if first else 0, undone_at=None).order_by("pk").iterator(4):
            for touch in chunk.touches:
                self._note(name_of(key_of(touch)), names, chunk.at, chunk.upload.applied_by_id)

    def _from_audit(self, upload: Upload, names: Collection[str]) -> None:
        entries = AuditEntry.objects.unscoped("who changed it").filter(at__gte=upload.applied_at or upload.at)
        for subject, at, by in entries.order_by("pk").values_list("subject", "at", "account_id").iterator():
            for name in subject.split():
                self._note(name, names, at, by)

    def _note(self, name: str, names: Collection[str], at: datetime, by: int | None) -> None:
        known = self._last.get(name)
        if name in names and (known is None or known[0] <= at):
            self._last[name] = at, by

"""The moment of a page: now, or an earlier one that the address names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import is_naive, make_aware


@dataclass(frozen=True)
class Moment:
    """As of when figures are counted. ``wrong`` is what the address said when that was no moment of the past."""

    at: datetime
    is_past: bool = False
    wrong: str = ""

    @classmethod
    def read(cls, text: str, now: datetime) -> Moment:
        """Return the moment that a text means, ISO 8601; a time without a zone is the county's."""
        # In an address a plus means a blank, so that "+08:00" arrives as " 08:00".
        text = text.strip().replace(" ", "+") if "T" in text else text.strip()
        if not text:
            return cls(now)
        try:
            at = datetime.fromisoformat(text)
            at = make_aware(at) if is_naive(at) else at
        except (ValueError, OverflowError):
            return cls(now, wrong=text[:40])
        return cls(now, wrong=text[:40]) if at > now else cls(at, is_past=at < now)

    @property
    def query(self) -> str:
        """How the address of a page of the same moment says it, empty for the present."""
        return self.at.strftime("%Y-%m-%dT%H:%M:%SZ") if self.is_past else ""

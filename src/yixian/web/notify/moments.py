"""Times as people say them: a night shift by the day on which it starts."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from yixian.words import Lang

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def span(starts_at: datetime, ends_at: datetime, lang: Lang) -> str:
    """Return a shift's day and hours: 2月14日 22:00–次日06:00."""
    start, end = timezone.localtime(starts_at), timezone.localtime(ends_at)
    day = f"{start.month}月{start.day}日" if lang == "zh" else f"{start.day} {MONTHS[start.month - 1]}"
    if end.date() == start.date():
        return f"{day} {start:%H:%M}–{end:%H:%M}"
    until = f"次日{end:%H:%M}" if lang == "zh" else f"{end:%H:%M} the next day"
    return f"{day} {start:%H:%M}–{until}"

"""What the clock does in this room, asked again and again by the worker."""

from __future__ import annotations

from datetime import datetime

from yixian.web.duty.needs_on import apply_needs
from yixian.web.duty.no_shows.following import follow
from yixian.web.duty.swap_carry import expire


def keep_watch(at: datetime) -> None:
    """Let needs take effect on their day, tell the next step of who has not come, end swaps."""
    apply_needs(at)
    follow(at)
    expire(at)

"""What was read a moment ago for somebody who may see the same is read once for all of them.

A county has some hundred consoles, each made of parts that renew themselves; at a change all of them ask the same.
An answer is given again while nothing but notes of phones has been told since (a pass at a gate changes none of
them, a check-in that moves a shift is told as a task), and for no more than ``settings.SHARED_S``.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any

from django.conf import settings

from yixian.web.journal.queries import last_event, topics_after

MOST = 64
PASSES = "field"


@dataclass(frozen=True)
class _Answer:
    at: datetime
    news: int
    value: Any


class Recent:
    """The answers of one process."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, _Answer] = OrderedDict()
        self._seen = self._news = 0
        self._lock = Lock()

    def once(self, key: Hashable, at: datetime, read: Callable[[], Any]) -> Any:
        """Return what ``read`` returns, or returned a moment before ``at``."""
        if not settings.SHARED_S:
            return read()
        # Asked for before it is read: what happens meanwhile makes the answer old, never the other way round.
        news = self._newest()
        known = self._answers.get(key)
        if known and known.news == news and 0 <= (at - known.at).total_seconds() <= settings.SHARED_S:
            return known.value
        value = read()
        with self._lock:
            self._answers[key] = _Answer(at, news, value)
            self._answers.move_to_end(key)
            while len(self._answers) > MOST:
                self._answers.popitem(last=False)
        return value

    def _newest(self) -> int:
        """Return the number of the newest event that may change an answer."""
        with self._lock:
            if not self._seen:
                self._seen = self._news = last_event()
            for number, topic in topics_after(self._seen):
                self._seen = number
                self._news = self._news if topic == PASSES else number
            return self._news


RECENT = Recent()

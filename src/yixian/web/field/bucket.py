"""How much one phone may send: a bucket of tokens each, in the process's memory."""

from __future__ import annotations

import time
from dataclasses import dataclass
from threading import Lock


@dataclass
class _Level:
    tokens: float
    at_s: float


class Buckets:
    """Buckets of ``most`` tokens that refill by ``per_s``; one request takes one."""

    def __init__(self, most: int, per_s: float) -> None:
        self.most = most
        self.per_s = per_s
        self._levels: dict[int, _Level] = {}
        self._lock = Lock()

    def wait_s(self, key: int, now_s: float | None = None) -> float:
        """Take a token and return 0, or return after how many seconds there will be one."""
        now_s = time.monotonic() if now_s is None else now_s
        with self._lock:
            level = self._levels.setdefault(key, _Level(self.most, now_s))
            level.tokens = min(self.most, level.tokens + (now_s - level.at_s) * self.per_s)
            level.at_s = now_s
            if level.tokens < 1:
                return (1 - level.tokens) / self.per_s
            level.tokens -= 1
            return 0.0

    def forget(self) -> None:
        """Fill all buckets."""
        with self._lock:
            self._levels.clear()


# A phone that comes back after a day sends a handful of requests; one that sends 20 a second is broken or not a phone.
SYNC = Buckets(most=600, per_s=20)

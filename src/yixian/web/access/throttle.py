"""Slowing down guesses at passwords: counted in the process's memory, by name and by address."""

from __future__ import annotations

import time
from collections import defaultdict, deque
from threading import Lock

MOST = 8
WINDOW_S = 300

_failed: dict[str, deque[float]] = defaultdict(deque)
_lock = Lock()


def is_shut(*keys: str) -> bool:
    """Whether one of the keys has failed too often within the window."""
    now = time.monotonic()
    with _lock:
        for key in keys:
            times = _failed[key]
            while times and now - times[0] > WINDOW_S:
                times.popleft()
            if not times:
                del _failed[key]
        return any(len(_failed.get(key, ())) >= MOST for key in keys)


def failed(*keys: str) -> None:
    """Count one failure for each key."""
    with _lock:
        for key in keys:
            _failed[key].append(time.monotonic())


def forget() -> None:
    """Forget all failures."""
    with _lock:
        _failed.clear()

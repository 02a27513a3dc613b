"""The time that a line names: 21:55, 21点55, 晚9点半."""

from __future__ import annotations

import re
from datetime import time

_DAY = re.compile(r"(?:(\d{4})[-/年.])?(\d{1,2})[-/月](\d{1,2})日?(?=\s|$|[,上下早晚中凌\d])")
_CLOCK = re.compile(
    r"(凌晨|早上|早|上午|中午|下午|傍晚|晚上|晚|夜里|夜间)?\s*(\d{1,2})\s*"
    r"(?::\s*(\d{2})(?::\d{2})?|[点时]\s*(半|一刻|三刻|(\d{1,2})分?|整)?)"
)
_PARTS = {"半": 30, "一刻": 15, "三刻": 45, "整": 0, None: 0}
_AFTER_NOON = ("下午", "傍晚", "晚上", "晚", "夜里", "夜间")


def time_in(text: str) -> tuple[time | None, str]:
    """Return the time of day that a text names, and the text without it and without a date before it."""
    text = _DAY.sub(" ", text)
    found = _CLOCK.search(text)
    if found is None:
        return None, text
    part, hour = found[1], int(found[2])
    minute = int(found[3]) if found[3] else int(found[5]) if found[5] else _PARTS[found[4]]
    if part in _AFTER_NOON and hour < 12:
        hour += 12
    if hour == 24:
        hour = 0
    if hour > 23 or minute > 59:
        return None, text
    return time(hour, minute), f"{text[: found.start()]} {text[found.end() :]}"

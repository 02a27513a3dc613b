"""Sums of durations that are bands: low, middle, high."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yixian.planning.rescue.problem import Band

NO_TIME: Band = (0, 0, 0)


def total(bands: Iterable[Band]) -> Band:
    """Return one after another."""
    low, middle, high = zip(NO_TIME, *bands, strict=True)
    return sum(low), sum(middle), sum(high)


def later(bands: Iterable[Band]) -> Band:
    """Return when the last of several is there."""
    low, middle, high = zip(NO_TIME, *bands, strict=True)
    return max(low), max(middle), max(high)


def scaled(ms: int, percent: tuple[int, int, int]) -> Band:
    """Return a duration with its uncertainty, in whole milliseconds."""
    return ms * percent[0] // 100, ms * percent[1] // 100, ms * percent[2] // 100

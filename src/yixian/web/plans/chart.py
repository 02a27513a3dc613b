"""The small chart of a search: the best plan comes down, the proven bound goes up."""

from __future__ import annotations

import math

WIDTH, HEIGHT = 300, 72
Track = list[list[float | None]]


def lines(track: Track) -> tuple[str, str]:
    """Return the points of best and of bound for an SVG polyline; empty where there are fewer than two.

    Costs fall by powers of ten at the start, when holes are filled, so that the height is logarithmic.
    """
    seen = [value for _, *values in track for value in values if value is not None]
    if not seen or track[-1][0] is None:
        return "", ""
    low, high = (math.log1p(max(0.0, value)) for value in (min(seen), max(seen)))
    end = track[-1][0] or 1.0

    def points(column: int) -> str:
        dots = [
            f"{WIDTH * (row[0] or 0) / end:.1f},{_y(row[column] or 0, low, high):.1f}"
            for row in track
            if row[column] is not None
        ]
        return " ".join(dots) if len(dots) > 1 else ""

    return points(1), points(2)


def _y(value: float, low: float, high: float) -> float:
    share = (math.log1p(max(0.0, value)) - low) / (high - low) if high > low else 0.5
    return HEIGHT - 2 - share * (HEIGHT - 4)

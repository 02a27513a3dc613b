"""Borders, rivers and roads that bend as real ones do."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from yixian.simulate.facts import Point

# A border wobbles by this share of its length.
WOBBLE = 0.035
PIECES = 10


def bent_ring(ring: list[Point], bends: dict[frozenset[Point], list[Point]], rng: np.random.Generator) -> list[Point]:
    """Return a ring with bent borders; a border that a neighbour has bent already stays as it is in ``bends``."""
    # Two neighbours compute a common corner in two ways; rounding to a millimetre makes it one corner.
    corners = [(round(x, 6), round(y, 6)) for x, y in ring]
    out: list[Point] = []
    for start, end in zip(corners, corners[1:] + corners[:1], strict=True):
        key = frozenset((start, end))
        if key not in bends:
            bends[key] = _bend(start, end, rng)
        border = bends[key]
        out += border[:-1] if border[0] == start else border[:0:-1]
    return out


def bent(points: tuple[Point, ...], rng: np.random.Generator) -> list[Point]:
    """Return a line that bends between its points and still passes through them."""
    out = [points[0]]
    for start, end in pairwise(points):
        out += _bend(start, end, rng)[1:]
    return out


def _bend(start: Point, end: Point, rng: np.random.Generator) -> list[Point]:
    """Return a wobbly way between two points: three waves that vanish at both ends."""
    length = math.dist(start, end)
    if length == 0:
        return [start, end]
    across = ((start[1] - end[1]) / length, (end[0] - start[0]) / length)
    heights = rng.uniform(-1, 1, 3) / (1, 2, 3) * WOBBLE * length / 2
    way = [start]
    for piece in range(1, PIECES):
        share = piece / PIECES
        waves = enumerate(heights, start=1)
        off = sum(float(height) * math.sin(wave * math.pi * share) for wave, height in waves)
        x = start[0] + share * (end[0] - start[0]) + off * across[0]
        y = start[1] + share * (end[1] - start[1]) + off * across[1]
        way.append((x, y))
    return [*way, end]

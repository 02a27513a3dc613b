"""What each demand gets at the level of its class, exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numba
import numpy as np

from yixian.planning.supplies.arith import share

if TYPE_CHECKING:
    from yixian.planning.supplies.problem import FloatArray, IntArray

    Curves = tuple[IntArray, IntArray, IntArray, IntArray, IntArray]  # room, slope, stage_of, tier, pattern


@numba.njit(cache=True)
def amount_of(curves: Curves, e: int, height: IntArray) -> tuple[int, int]:
    """Return what a demand gets at a level: whole pieces and a remainder over the level's denominator."""
    room, slope, stage_of, tier, _pattern = curves
    whole, steep = 0, 0
    for part in range(2):
        stage = stage_of[part, tier[e]]
        if stage < height[0]:
            whole += room[part, e]
        elif stage == height[0]:
            if share(height[1], height[2], slope[part, e])[0] >= room[part, e]:
                whole += room[part, e]
            else:
                steep += slope[part, e]
    more, left = share(height[1], height[2], steep)
    return whole + more, left


@numba.njit(cache=True)
def real_amounts(curves: Curves, heights: IntArray) -> FloatArray:
    """Return the pieces of each demand; ``heights[class]`` is stage, num, den."""
    pattern = curves[4]
    amounts = np.empty(len(pattern), np.float64)
    for e in range(len(pattern)):
        height = heights[pattern[e]]
        whole, left = amount_of(curves, e, height)
        amounts[e] = whole + left / height[2]
    return amounts

"""What each demand gets at the level of its class: exactly, and in whole boxes."""

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


@numba.njit(cache=True)
def bounds_of(curves: Curves, heights: IntArray, box: IntArray) -> IntArray:
    """Return the fewest and most boxes of each class, ``[class, 2]``; ``box[demand]`` is pieces in a box.

    A class below its need has its exact sum rounded down or up. One that is full may have every demand rounded up.
    """
    pattern, top = curves[4], curves[2].max() + 1
    sums = np.zeros((len(heights), 3), np.int64)  # boxes, loose pieces, fraction of a piece
    bounds = np.zeros((len(heights), 2), np.int64)
    for e in range(len(pattern)):
        c = pattern[e]
        whole, left = amount_of(curves, e, heights[c])
        if heights[c, 0] == top:
            bounds[c, 0] += whole // box[e]
            bounds[c, 1] += -(-whole // box[e])
        else:
            add_boxes(sums[c], (whole, left), box[e], heights[c, 2])
    for c in range(len(heights)):
        if heights[c, 0] < top:
            bounds[c] = sums[c, 0]
            bounds[c, 1] += sums[c, 1] > 0 or sums[c, 2] > 0
    return bounds


@numba.njit(cache=True)
def add_boxes(held: IntArray, amount: tuple[int, int], box: int, den: int) -> int:
    """Add an amount to boxes, loose pieces and a fraction; return by how many boxes it grew."""
    before = held[0]
    held[0] += amount[0] // box
    held[1] += amount[0] % box
    held[2] += amount[1]
    if held[2] >= den:
        held[2] -= den
        held[1] += 1
    if held[1] >= box:
        held[1] -= box
        held[0] += 1
    return int(held[0] - before)


@numba.njit(cache=True)
def whole_amounts(curves: Curves, heights: IntArray, box: IntArray, boxes: IntArray) -> IntArray:
    """Return the pieces of each demand in whole boxes, so that each class gets ``boxes[class]``.

    Each demand has its exact amount rounded down or up: the running sum of its class is rounded instead, from an
    offset that makes the last one right. In a full class those that could be rounded up take turns.
    """
    pattern, top = curves[4], curves[2].max() + 1
    held = np.zeros((len(heights), 3), np.int64)
    turn = np.zeros(len(heights), np.int64)
    bounds = bounds_of(curves, heights, box)
    for e in range(len(pattern)):
        c = pattern[e]
        if boxes[c] > bounds[c, 0]:
            held[c, 1], held[c, 2] = box[e] - 1, heights[c, 2] - 1
    amounts = np.empty(len(pattern), np.int64)
    for e in range(len(pattern)):
        c = pattern[e]
        exact = amount_of(curves, e, heights[c])
        if heights[c, 0] < top:
            amounts[e] = box[e] * add_boxes(held[c], exact, box[e], heights[c, 2])
            continue
        amounts[e] = box[e] * (exact[0] // box[e])
        if exact[0] % box[e] > 0:
            up, all_ = boxes[c] - bounds[c, 0], bounds[c, 1] - bounds[c, 0]
            amounts[e] += box[e] * ((turn[c] + 1) * up // all_ - turn[c] * up // all_)
            turn[c] += 1
    return amounts

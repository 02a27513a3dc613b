"""Whole boxes by the largest remainder: which exact amounts are rounded up, and which down.

First the classes. The exact sum of a class below its need is rounded down or up; of two that could change places the
one with the larger remainder is rounded up, of equals the one whose first demand stands earlier. A class that is full
may have every demand rounded up while there are boxes, in the order of first demands. Then, within a class, the
demands with the largest remainders are rounded up, of equals the earlier ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numba
import numpy as np

from yixian.planning.supplies.amounts import amount_of

if TYPE_CHECKING:
    from yixian.planning.supplies.amounts import Curves
    from yixian.planning.supplies.problem import BoolArray, IntArray

LEAST, MOST, LOOSE, FRACTION = range(4)


@numba.njit(cache=True)
def in_boxes(curves: Curves, heights: IntArray, box: IntArray) -> IntArray:
    """Return boxes, loose pieces and fraction of a piece (over the level's den) of each demand, ``[3, demand]``."""
    pattern = curves[4]
    found = np.empty((3, len(pattern)), np.int64)
    for e in range(len(pattern)):
        whole, left = amount_of(curves, e, heights[pattern[e]])
        found[0, e], found[1, e], found[2, e] = whole // box[e], whole % box[e], left
    return found


@numba.njit(cache=True)
def sum_up(parts: IntArray, pattern: IntArray, box: IntArray, heights: IntArray, top: int) -> IntArray:
    """Return for each class its fewest and most boxes, and the loose pieces and fraction by which it is ranked.

    ``parts`` is what ``in_boxes`` returns, ``top`` the stage of who has everything.
    """
    sums = np.zeros((len(heights), 4), np.int64)
    for e in range(len(pattern)):
        held, den = sums[pattern[e]], heights[pattern[e], 2]
        held[LEAST] += parts[0, e]
        if heights[pattern[e], 0] == top:
            held[MOST] += parts[1, e] > 0
            continue
        held[LOOSE] += parts[1, e]
        held[FRACTION] += parts[2, e]
        if held[FRACTION] >= den:
            held[FRACTION] -= den
            held[LOOSE] += 1
        if held[LOOSE] >= box[e]:
            held[LOOSE] -= box[e]
            held[LEAST] += 1
    for held in sums:
        held[MOST] += held[LEAST] + (held[LOOSE] > 0 or held[FRACTION] > 0)
    return sums


def rank_classes(sums: IntArray, pattern: IntArray) -> IntArray:
    """Return the place of each class in the order in which classes are rounded up, ``[class]``, 0 first."""
    first = np.full(len(sums), len(pattern), dtype=np.int64)
    first[pattern[::-1]] = np.arange(len(pattern))[::-1]
    order = np.lexsort((first, -sums[:, FRACTION], -sums[:, LOOSE]))
    rank: IntArray = np.empty(len(sums), dtype=np.int64)
    rank[order] = np.arange(len(sums))
    return rank


def rounded_up(parts: IntArray, pattern: IntArray, boxes: IntArray) -> BoolArray:
    """Return which demands get a box above their exact amount so that each class has ``boxes[class]``."""
    order = np.lexsort((-parts[2], -parts[1], pattern))
    classes = pattern[order]
    place = np.arange(len(order)) - np.searchsorted(classes, np.arange(len(boxes)))[classes]
    spare = boxes - np.bincount(pattern, weights=parts[0], minlength=len(boxes)).astype(np.int64)
    is_up: BoolArray = np.zeros(len(order), dtype=np.bool_)
    is_up[order] = place < spare[classes]
    return is_up

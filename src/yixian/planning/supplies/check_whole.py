"""Whole boxes recomputed: who is rounded up and who down follows from the levels by one rule, so nobody can trade.

The exact sum of a class (demands that the same stock reaches) below its need is rounded down or up; of two classes
that could change places the one with the larger remainder is up, of equals the one whose first demand stands earlier.
A full class may have every demand rounded up while there are boxes. Within a class the demands with the largest
remainders are up, of equals the earlier ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.supplies.check_levels import at_levels
from yixian.planning.supplies.check_trade import Trade

if TYPE_CHECKING:
    from yixian.planning.supplies.bench import Bench
    from yixian.planning.supplies.problem import Allocation, BoolArray, FloatArray, IntArray, Problem

HALF = 30
"""Bits at which fractions are cut in two, so that sums of either half are exact as 64-bit floats."""


@dataclass(frozen=True)
class Exact:
    """Exact amounts: whole boxes, and what is beyond them in pieces and fractions of one."""

    boxes: IntArray  # [demand]
    loose: IntArray  # [demand] pieces
    part: IntArray  # [demand] of a piece, over the den of the group's level


def test_rounding(problem: Problem, plan: Allocation, groups: tuple[IntArray, IntArray], bench: Bench) -> None:
    """Hold a plan in whole boxes against the rule; ``groups`` tells the group of each demand and of each node."""
    pattern, box = problem.demands.pattern, problem.box_of()
    group_of_class = np.zeros(len(problem.patterns.begin) - 1, dtype=np.int64)
    group_of_class[pattern] = groups[0]
    for e in bench.test("whole_boxes", plan.amount % box == 0):
        bench.refuse("whole_boxes", demand=e, said=int(plan.amount[e]), box=int(box[e]))
    for e in bench.test("one_level", group_of_class[pattern] == groups[0]):
        bench.refuse("one_level", demand=e, group=int(groups[0][e]))
    if bench.refusals:
        return
    exact = _exact(problem, plan, groups[0])
    got = _sums(pattern, plan.amount // box, len(group_of_class))
    least, most, rest = _limits(problem, plan, exact, group_of_class)
    for c in bench.test("class_sum", (got >= least) & (got <= most)):
        bench.refuse("class_sum", demand=int(np.argmax(pattern == c)), said=int(got[c]), least=int(least[c]))
    right = box * (exact.boxes + _is_up(pattern, exact, got))
    for e in bench.test("rounded_otherwise", plan.amount == right):
        bench.refuse("rounded_otherwise", demand=e, said=int(plan.amount[e]), found=int(right[e]))
    first = _first(pattern, len(got))
    rank = np.empty(len(got), dtype=np.int64)
    rank[sorted(range(len(got)), key=lambda c: (-rest[c], first[c]))] = np.arange(len(got))
    trade = Trade(problem, plan, (group_of_class, groups[1]))
    unjust = trade.unjust(rank, (got < most, got > least))
    if bench.one("rounding_order", unjust is None) and unjust is not None:
        other = "-" if unjust[1] is None else int(first[unjust[1]])
        bench.refuse("rounding_order", demand=int(first[unjust[0]]), other=other)


def _exact(problem: Problem, plan: Allocation, group_of: IntArray) -> Exact:
    whole, steep = at_levels(problem, plan, group_of, slice(0, problem.n_demands))
    part = np.zeros(problem.n_demands, dtype=np.int64)
    rising = np.flatnonzero(steep)
    num, den = (np.array([getattr(group.level, key) for group in plan.groups], dtype=object) for key in ("num", "den"))
    # The product may have more than 64 bits: Python's own numbers hold it.
    product, of = steep[rising].astype(object) * num[group_of[rising]], den[group_of[rising]]
    whole[rising] += (product // of).astype(np.int64)
    part[rising] = (product % of).astype(np.int64)
    box = problem.box_of()
    return Exact(whole // box, whole % box, part)


def _sums(pattern: IntArray, values: IntArray | FloatArray | BoolArray, n_classes: int) -> IntArray:
    total: IntArray = np.bincount(pattern, weights=values, minlength=n_classes).astype(np.int64)
    return total


def _limits(
    problem: Problem, plan: Allocation, exact: Exact, group_of_class: IntArray
) -> tuple[IntArray, IntArray, list[int]]:
    """Return the fewest and most boxes of each class, and its remainder in parts of a piece."""
    pattern, n = problem.demands.pattern, len(group_of_class)
    least = _sums(pattern, exact.boxes, n)
    upward = _sums(pattern, (exact.loose > 0) | (exact.part > 0), n)
    loose = _sums(pattern, exact.loose, n).tolist()
    high, low = (_sums(pattern, half, n).tolist() for half in (exact.part >> HALF, exact.part & ((1 << HALF) - 1)))
    box = np.ones(n, dtype=np.int64)
    box[pattern] = problem.box_of()
    rest = [0] * n
    for c, (k, size) in enumerate(zip(group_of_class.tolist(), box.tolist(), strict=True)):
        level = plan.groups[k].level if plan.groups else None
        if level is None or level.stage == problem.n_stages:
            continue
        more, rest[c] = divmod(loose[c] * level.den + (high[c] << HALF) + low[c], size * level.den)
        least[c] += more
        upward[c] = rest[c] > 0
    return least, least + upward, rest


def _is_up(pattern: IntArray, exact: Exact, got: IntArray) -> BoolArray:
    """Return who has the largest remainders of his class, as many as the class has boxes above whole amounts."""
    left = got - _sums(pattern, exact.boxes, len(got))
    is_up = np.zeros(len(pattern), dtype=np.bool_)
    for e in np.lexsort((-exact.part, -exact.loose)).tolist():
        is_up[e] = left[pattern[e]] > 0
        left[pattern[e]] -= 1
    return is_up


def _first(pattern: IntArray, n_classes: int) -> IntArray:
    """Return the earliest demand of each class."""
    first: IntArray = np.full(n_classes, len(pattern), dtype=np.int64)
    np.minimum.at(first, pattern, np.arange(len(pattern)))
    return first

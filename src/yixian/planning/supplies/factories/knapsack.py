"""Which set of actions for each factory, within one budget: states that no other beats in effort and value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from yixian.planning.supplies.factories.problem import FloatArray, IntArray

HAIR = 1e-12
"""A set must be worth more than this part above a cheaper one to be taken."""


def choose(choices: list[tuple[IntArray, FloatArray]], budget: int) -> tuple[float, list[int]]:
    """Return the best value and which choice to take of each list; of equals the one with least effort.

    Parameters
    ----------
    choices
        For each factory the effort and value of each of its sets; the first takes nothing and costs nothing.
    budget
        Effort in all.
    """
    effort, value = np.zeros(1, dtype=np.int64), np.zeros(1)
    trail: list[tuple[IntArray, IntArray]] = []
    for costs, gains in choices:
        kept = undominated(costs, gains, budget)
        sums = (effort[:, None] + costs[kept]).ravel(), (value[:, None] + gains[kept]).ravel()
        chosen = undominated(*sums, budget)
        trail.append((chosen // len(kept), kept[chosen % len(kept)]))
        effort, value = sums[0][chosen], sums[1][chosen]
    at = len(value) - 1
    taken = []
    for before, choice in reversed(trail):
        taken.append(int(choice[at]))
        at = int(before[at])
    return float(value[-1]), taken[::-1]


def undominated(effort: IntArray, value: FloatArray, budget: int) -> IntArray:
    """Return the entries within budget that are worth more than every one of no more effort, by rising effort."""
    order = np.lexsort((-value, effort))
    order = order[effort[order] <= budget]
    best = np.maximum.accumulate(value[order])
    before = np.concatenate([[-np.inf], best[:-1]])
    kept: IntArray = order[
        value[order] > before + HAIR * np.abs(before, where=np.isfinite(before), out=np.ones_like(before))
    ]
    return kept

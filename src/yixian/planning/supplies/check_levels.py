"""What a level gives, worked out for the checkers from the stages alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.supplies.problem import MINIMUM, REST

if TYPE_CHECKING:
    from yixian.planning.supplies.problem import Allocation, IntArray, Problem


def at_levels(problem: Problem, plan: Allocation, group_of: IntArray, rows: slice) -> tuple[IntArray, IntArray]:
    """Return what some demands have whole at the level of their group, and the slope of what still rises."""
    demands, levels = problem.demands, [group.level for group in plan.groups]
    own, tier = group_of[rows], demands.tier[rows]
    reached = np.array([level.stage for level in levels])[own]
    done, steep = np.zeros((2, len(own)), dtype=np.int64)
    for part in (MINIMUM, REST):
        stage = problem.stage_of[part][tier]
        room, slope = demands.room[part, rows], demands.slope[part, rows]
        is_done, is_here = stage < reached, stage == reached
        if demands.room is not demands.slope:
            for i in np.flatnonzero(is_here & (room != slope)).tolist():
                level = levels[own[i]]
                is_done[i] = int(slope[i]) * level.num >= int(room[i]) * level.den
        done[is_done] += room[is_done]
        is_here &= ~is_done
        steep[is_here] += slope[is_here]
    return done, steep

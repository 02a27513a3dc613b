"""Shared lorries couple the items: first the split without them; where it does not fit, levels are climbed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.stop import Stop, silent
from yixian.planning.supplies.climb import Climb
from yixian.planning.supplies.loading import by_class, shipments_of
from yixian.planning.supplies.program import Program
from yixian.planning.supplies.solve import allocate

if TYPE_CHECKING:
    from yixian.planning.stop import Report
    from yixian.planning.supplies.problem import Allocation, Lorries, LorryPlan, Problem


def allocate_loaded(
    problem: Problem, lorries: Lorries, stop: Stop | None = None, *, report: Report = silent
) -> Allocation | LorryPlan:
    """Return the fair split that the lorries can carry.

    Where the split without lorries fits into them it is the answer, with its exact certificate and other shipments;
    else the levels come from linear programs, exact to about a millionth. If ``stop`` ends them early, whoever could
    still rise stays on the level reached, unproven.
    """
    stop = stop or Stop()
    free = allocate(problem, report=report)
    most = float(np.bincount(problem.demands.pattern, weights=problem.demands.need).max(initial=1.0))
    flow = Program(problem, lorries, most).flow_of(by_class(problem, free.amount), stop)
    if flow is not None:
        return replace(free, shipments=shipments_of(problem, flow[0], free.amount), carried=flow[1])
    return Climb(problem, Program(problem, lorries, most)).run(stop, report)

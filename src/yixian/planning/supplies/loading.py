"""From flows of classes to shipments of demands, where the flows are floats of a linear program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.supplies.problem import Shipments
from yixian.planning.supplies.spread import spread

if TYPE_CHECKING:
    from yixian.planning.supplies.problem import FloatArray, IntArray, Problem

FAINT = 2e-9


def by_class(problem: Problem, amount: FloatArray | IntArray) -> FloatArray:
    """Return what the demands of each class get in all."""
    n_classes = len(problem.patterns.begin) - 1
    return np.bincount(problem.demands.pattern, weights=amount, minlength=n_classes).astype(np.float64)


def shipments_of(problem: Problem, flow: FloatArray, amount: FloatArray | IntArray) -> Shipments:
    """Return the shipments of a flow on the arcs of the patterns that brings the demands their amounts."""
    patterns = problem.patterns
    # What the program's tolerance left open is shared among the ways in use: the others must stay unused.
    owner = np.repeat(np.arange(len(patterns.begin) - 1), np.diff(patterns.begin))
    brought = np.bincount(owner, weights=flow, minlength=len(patterns.begin) - 1)
    wanted = by_class(problem, amount)
    flow = flow * np.divide(wanted, brought, where=brought > 0, out=np.ones_like(wanted))[owner]
    arc, demand, pieces = spread((patterns.begin, flow), problem.demands.pattern, amount, FAINT)
    return Shipments(patterns.node[arc], demand, pieces)

"""What one more unit of a resource is worth to a factory, and how far that holds: never one without the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import linprog

from yixian.planning.supplies.factories.output import best_output
from yixian.planning.supplies.factories.problem import OPTIONS

if TYPE_CHECKING:
    from yixian.planning.supplies.factories.problem import FloatArray, Production, ProductionPlan

FAINT = 1e-9


@dataclass(frozen=True)
class PriceRange:
    """A price of a resource at a factory, true while its limit lies from ``low`` to ``high``."""

    resource: int
    price: float  # value per unit
    limit: float  # over the horizon
    low: float
    high: float


def price_ranges(problem: Production, plan: ProductionPlan, factory: int) -> list[PriceRange]:
    """Return the prices of hours, cash and materials that bind a factory; nothing where nothing binds."""
    limits = problem.limits(plan.is_taken)[factory]
    best = best_output(problem, plan.is_taken)
    value, prices = float(best.value[factory]), best.prices[factory]
    return [
        PriceRange(r, float(prices[r]), float(limits[r]), *_range(problem, factory, limits, (r, value, prices[r])))
        for r in np.flatnonzero(prices > FAINT * prices.max(initial=0.0)).tolist()
        if r < len(OPTIONS) + len(problem.materials)
    ]


def _range(problem: Production, factory: int, limits: FloatArray, at: tuple[int, float, float]) -> tuple[float, float]:
    """Return between which limits of a resource the best value follows its price: the ends of a straight piece."""
    resource, value, price = at
    can = problem.factories.can[factory]
    step = np.zeros((len(limits), 1))
    step[resource] = -1.0
    rows: Any = np.column_stack([problem.use[can].T, step])
    worth = np.append(problem.products.value[can], -price)
    ends = []
    for sign in (1.0, -1.0):
        aim = np.append(np.zeros(int(can.sum())), sign)
        free = [(0.0, None)] * int(can.sum()) + [(-limits[resource], None)]
        found: Any = linprog(
            aim, A_ub=np.vstack([rows, -worth]), b_ub=np.append(limits, FAINT - value), bounds=free, method="highs"
        )
        # Unbounded: however much there is, one more unit is worth as much.
        ends.append(limits[resource] + found.x[-1] if found.status == 0 else np.inf)
    return min(float(ends[0]), float(limits[resource])), max(float(ends[1]), float(limits[resource]))

"""The best output for given limits: one linear program whose blocks are the factories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

if TYPE_CHECKING:
    from yixian.planning.supplies.factories.problem import BoolArray, FloatArray, Production


@dataclass(frozen=True)
class Output:
    """What factories make over the horizon at given limits, and the prices that prove that more is impossible."""

    pieces: FloatArray  # [factory, product]
    value: FloatArray  # [factory]
    prices: FloatArray  # [factory, resource] worth of one more unit


def best_output(problem: Production, is_taken: BoolArray) -> Output:
    """Return the output of most value with some actions taken."""
    plants, goods = problem.factories, problem.products
    use = problem.use
    factory, product = np.nonzero(plants.can)
    limits = problem.limits(is_taken)
    n_resources = limits.shape[1]
    rows = factory[:, None] * n_resources + np.arange(n_resources)
    columns = np.repeat(np.arange(len(factory)), n_resources)
    matrix: Any = csr_array((use[product].ravel(), (rows.ravel(), columns)), shape=(limits.size, len(factory)))
    if len(factory) == 0:
        return _priced(problem, np.zeros(plants.can.shape), np.zeros_like(limits))
    # The scale of money or of hours must not decide what the solver takes for zero.
    scale = max(float(goods.value.max()), 1.0)
    found: Any = linprog(-goods.value[product] / scale, A_ub=matrix, b_ub=limits.ravel(), method="highs")
    pieces = np.zeros(plants.can.shape)
    pieces[factory, product] = np.maximum(found.x, 0.0)
    return _priced(problem, pieces, -found.ineqlin.marginals.reshape(limits.shape) * scale)


def _priced(problem: Production, pieces: FloatArray, prices: FloatArray) -> Output:
    """Return the output with prices that cover every product exactly, whatever the solver rounded."""
    worth = problem.products.value
    prices = np.maximum(prices, 0.0)
    covered = prices @ problem.use.T  # [factory, product]
    with np.errstate(divide="ignore", invalid="ignore"):
        lacking = np.where(problem.factories.can & (covered > 0), worth / covered, 1.0)
    factor = np.maximum(lacking.max(axis=1, initial=1.0), 1.0)
    return Output(pieces, pieces @ worth, prices * factor[:, None])

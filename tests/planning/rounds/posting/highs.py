"""The peer: a posting as one mixed integer program for HiGHS."""

from __future__ import annotations

from typing import Any

import highspy
import numpy as np

from yixian.planning.rounds.posting.problem import Problem
from yixian.planning.rounds.posting.proof import own_costs


def least_cost(problem: Problem) -> int:
    """Return the proven optimum; only for problems in which all places can be filled."""
    highs = load(problem)
    highs.run()
    return round(highs.getInfo().objective_function_value)


def load(problem: Problem, nearest: int | None = None) -> Any:
    """Return the program: who serves where, which unit is where, which skills lack.

    ``nearest`` leaves each person only so many compounds, those that are nearest; whoever cannot be placed then
    costs 1000.
    """
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("mip_rel_gap", 0.0)
    cost = own_costs(problem)[0]
    keep = np.argsort(problem.travel_min, axis=1, kind="stable")[:, : nearest or cost.shape[1]]
    serve = {(p, int(c)): k for k, (p, c) in enumerate((p, c) for p in range(len(cost)) for c in keep[p])}
    pairs = sorted({(int(problem.unit[p]), c) for p, c in serve})
    lacks = [(int(c), int(k)) for c, k in np.argwhere(problem.wanted > 0)]
    price = [int(cost[p, c]) for p, c in serve] + [problem.weights.split_unit] * len(pairs)
    price += [problem.weights.missing_skill] * len(lacks) + [1000] * len(cost)
    upper = [1.0] * (len(serve) + len(pairs)) + [float(problem.wanted[cell]) for cell in lacks]
    upper += [1.0 if nearest else 0.0] * len(cost)
    highs.addVars(len(price), np.zeros(len(price)), np.array(upper))
    for column, value in enumerate(price):
        highs.changeColCost(column, float(value))
        highs.changeColIntegrality(column, highspy.HighsVarType.kInteger)
    pair = {key: len(serve) + n for n, key in enumerate(pairs)}
    lack = {key: len(serve) + len(pairs) + n for n, key in enumerate(lacks)}
    left = len(price) - len(cost)
    for p in range(len(cost)):
        _row(highs, [serve[p, int(c)] for c in keep[p]] + [left + p], 1.0, 1.0)
    for c, need in enumerate(problem.need.tolist()):
        here = [k for (_, other), k in serve.items() if other == c]
        _row(highs, here, 0.0 if nearest else float(need), float(need))
    for (p, c), column in serve.items():
        columns = np.array([pair[int(problem.unit[p]), c], column], dtype=np.int32)
        highs.addRow(0.0, highspy.kHighsInf, 2, columns, np.array([1.0, -1.0]))
    for (c, k), column in lack.items():
        here = [n for (p, other), n in serve.items() if other == c and problem.has[p, k]]
        _row(highs, [*here, column], float(problem.wanted[c, k]), highspy.kHighsInf)
    return highs


def _row(highs: Any, columns: list[int], low: float, high: float) -> None:
    highs.addRow(low, high, len(columns), np.array(columns, dtype=np.int32), np.ones(len(columns)))

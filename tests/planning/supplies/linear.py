"""The same questions put to a linear program: cheapest shipping of given amounts, and levels one after another."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.optimize import linprog


def flow_rows(value: dict[str, Any]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return columns for arcs and carry: what each demand receives, what each node sends on balance, cost."""
    arcs = [(k, e) for e, row in enumerate(value["demands"]) for k in row["arcs"]]
    cost = [c for row in value["demands"] for c in row.get("costs", [0] * len(row["arcs"]))]
    n = len(arcs) + len(value["carry"])
    into, out = np.zeros((len(value["demands"]), n)), np.zeros((len(value["nodes"]), n))
    for j, (k, e) in enumerate(arcs):
        into[e, j] = out[k, j] = 1
    for j, (tail, tip) in enumerate(value["carry"], len(arcs)):
        out[tail, j], out[tip, j] = 1, -1
    return into, out, np.array(cost + [0] * len(value["carry"]), dtype=float)


def supply_of(value: dict[str, Any]) -> list[int]:
    """Return the supply of all nodes."""
    return [node["supply"] for node in value["nodes"]]


def cheapest(value: dict[str, Any], amount: np.ndarray) -> float:
    """Return the least cost at which given amounts can be shipped."""
    into, out, cost = flow_rows(value)
    if not len(cost):
        return 0.0
    found = linprog(cost, A_ub=out, b_ub=supply_of(value), A_eq=into, b_eq=amount, method="highs")
    assert found.status == 0, found.message
    return float(found.fun)


def cost_of(value: dict[str, Any], ships: Any) -> float:
    """Return what shipments cost."""
    demands = value["demands"]
    cost = 0
    for k, e, amount in zip(ships.node.tolist(), ships.demand.tolist(), ships.amount.tolist(), strict=True):
        row = demands[e]
        cost += amount * row.get("costs", [0] * len(row["arcs"]))[row["arcs"].index(k)]
    return float(cost)

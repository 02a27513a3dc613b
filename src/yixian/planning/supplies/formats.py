"""The plan file of a fair split: what is written for others to check."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from yixian.planning.supplies.problem import Allocation, LorryPlan, Problem

SEALED = ("amount", "total", "groups", "shipments", "carried")


def plan_document(problem: Problem, plan: Allocation) -> dict[str, Any]:
    """Return a plan as the object that the file holds.

    The certificate repeats each group's level as exact fraction ``stage + num / den`` and the two numbers that must
    be equal; its seal shows that nobody has touched the rest of the file since.
    """
    groups = [
        {"level": float(group.level.exact), "demands": group.demands.tolist(), "reach": group.nodes.tolist()}
        for group in plan.groups
    ]
    proof = [
        {"stage": x.level.stage, "num": x.level.num, "den": x.level.den, "given": x.given, "stock": x.stock}
        for x in plan.groups
    ]
    total = int(plan.amount.sum()) if plan.is_integer else plan.total
    document = _document(problem, plan, total, groups)
    document["certificate"] = {"integer": plan.is_integer, "groups": proof, "seal": seal_of(document)}
    return document


def loaded_document(problem: Problem, plan: LorryPlan) -> dict[str, Any]:
    """Return a plan with shared lorries as the object that the file holds.

    The certificate holds for each group but the last its prices, as pairs of index and price: of a piece at nodes and
    of a litre on lorries; null where the search ended before the group was proven. Reach lists the priced nodes.
    """
    reach = [[] if cut is None else list(cut.node) for cut in (*plan.cuts, None)]
    groups = [
        {"level": level, "demands": demands.tolist(), "reach": nodes}
        for level, demands, nodes in zip(plan.levels, plan.groups, reach, strict=True)
    ]
    document = _document(problem, plan, float(plan.amount.sum()), groups)
    prices = [None if cut is None else {"nodes": _pairs(cut.node), "lorries": _pairs(cut.lorry)} for cut in plan.cuts]
    document["certificate"] = {"integer": False, "prices": prices, "seal": seal_of(document)}
    return document


def _document(
    problem: Problem, plan: Allocation | LorryPlan, total: float, groups: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return what every plan file has beside its certificate."""
    ships = plan.shipments
    rows = zip(ships.node.tolist(), ships.demand.tolist(), ships.amount.tolist(), strict=True)
    carried = zip(problem.carry.tolist(), plan.carried.tolist(), strict=True)
    return {
        "amount": plan.amount.tolist(),
        "total": total,
        "groups": groups,
        "shipments": [{"node": node, "demand": demand, "amount": amount} for node, demand, amount in rows],
        "carried": [{"from": pair[0], "to": pair[1], "amount": amount} for pair, amount in carried if amount > 0],
    }


def _pairs(prices: dict[int, float]) -> list[list[float]]:
    return [[index, price] for index, price in prices.items()]


def seal_of(document: dict[str, Any]) -> str:
    """Return a digest of a plan's figures; 1 and 1.0 are the same figure."""
    figures = [document.get(key) for key in SEALED]
    text = json.dumps(figures, sort_keys=True, separators=(",", ":"), default=repr)
    parsed = json.loads(text, parse_int=lambda digits: float(digits))
    return hashlib.sha256(json.dumps(parsed, separators=(",", ":"), sort_keys=True).encode()).hexdigest()

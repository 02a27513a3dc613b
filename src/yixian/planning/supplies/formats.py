"""The plan file of a fair split: what is written for others to check."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from yixian.planning.supplies.problem import Allocation, Problem

SEALED = ("amount", "total", "groups", "shipments", "carried")


def plan_document(problem: Problem, plan: Allocation) -> dict[str, Any]:
    """Return a plan as the object that the file holds.

    The certificate repeats each group's level as exact fraction ``stage + num / den`` and the two numbers that must
    be equal; its seal shows that nobody has touched the rest of the file since.
    """
    ships = plan.shipments
    rows = zip(ships.node.tolist(), ships.demand.tolist(), ships.amount.tolist(), strict=True)
    carried = zip(problem.carry.tolist(), plan.carried.tolist(), strict=True)
    document: dict[str, Any] = {
        "amount": plan.amount.tolist(),
        "total": int(plan.amount.sum()) if plan.is_integer else plan.total,
        "groups": [
            {"level": float(group.level.exact), "demands": group.demands.tolist(), "reach": group.nodes.tolist()}
            for group in plan.groups
        ],
        "shipments": [{"node": node, "demand": demand, "amount": amount} for node, demand, amount in rows],
        "carried": [{"from": pair[0], "to": pair[1], "amount": amount} for pair, amount in carried if amount > 0],
    }
    proof = [
        {"stage": x.level.stage, "num": x.level.num, "den": x.level.den, "given": x.given, "stock": x.stock}
        for x in plan.groups
    ]
    document["certificate"] = {"integer": plan.is_integer, "groups": proof, "seal": seal_of(document)}
    return document


def seal_of(document: dict[str, Any]) -> str:
    """Return a digest of a plan's figures; 1 and 1.0 are the same figure."""
    figures = [document.get(key) for key in SEALED]
    text = json.dumps(figures, sort_keys=True, separators=(",", ":"), default=repr)
    parsed = json.loads(text, parse_int=lambda digits: float(digits))
    return hashlib.sha256(json.dumps(parsed, separators=(",", ":"), sort_keys=True).encode()).hexdigest()

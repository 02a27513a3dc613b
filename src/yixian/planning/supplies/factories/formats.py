"""The plan file of production: what to unblock, in bundles, with prices that prove that no choice is better."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.supplies.factories.output import best_output
from yixian.planning.supplies.factories.problem import CONVERT, RAW

if TYPE_CHECKING:
    from yixian.planning.supplies.factories.problem import Production, ProductionPlan


WHICH = {RAW: "material", CONVERT: "product"}


def plan_document(problem: Production, plan: ProductionPlan) -> dict[str, Any]:
    """Return a plan as the object that the file holds."""
    return {
        "value": plan.value,
        "bound": plan.bound,
        "actions": [action_row(problem, a) for a in np.flatnonzero(plan.is_taken).tolist()],
        "output": plan.output.tolist(),
        "without": plan.without,
        "budget": problem.budget / problem.effort_parts,
        "bundles": bundles(problem, plan),
        "certificate": {"prices": [prices.tolist() for prices in plan.prices]},
    }


def action_row(problem: Production, action: int) -> dict[str, Any]:
    """Return an action in the words of the file, with the material that comes or the product that a line makes then."""
    acts = problem.actions
    row = {"factory": int(acts.factory[action]), "option": acts.option[action]}
    key = WHICH.get(acts.option[action])
    return row if key is None else {**row, key: int(acts.which[action])}


def bundles(problem: Production, plan: ProductionPlan) -> list[dict[str, Any]]:
    """Return the actions by factory: what they bring together, and what each would bring alone."""
    nothing = np.zeros(len(plan.is_taken), dtype=np.bool_)
    idle, real = best_output(problem, nothing).value, best_output(problem, plan.is_taken).value
    found = []
    for f in np.unique(problem.actions.factory[plan.is_taken]).tolist():
        own = np.flatnonzero(plan.is_taken & (problem.actions.factory == f)).tolist()
        found.append(
            {
                "factory": f,
                "actions": [action_row(problem, action) for action in own],
                "effort": int(problem.actions.effort[own].sum()) / problem.effort_parts,
                "gain": float(real[f] - idle[f]),
                "alone": [_alone(problem, action) - float(idle[f]) for action in own],
            }
        )
    return found


def _alone(problem: Production, action: int) -> float:
    only = np.zeros(len(problem.actions.factory), dtype=np.bool_)
    only[action] = True
    return float(best_output(problem, only).value[problem.actions.factory[action]])

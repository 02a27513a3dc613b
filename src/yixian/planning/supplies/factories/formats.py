"""The plan file of production: what to unblock, in bundles, and the prices that prove that no choice is better."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.plan import Reason
from yixian.planning.supplies.factories.output import best_output
from yixian.planning.supplies.factories.problem import CONVERT, RAW, ProductionPlan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.planning.supplies.factories.problem import FloatArray, Production


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


class ClaimReader:
    """Reads one plan file for one problem; ``refusals`` holds what cannot be read."""

    def __init__(self, problem: Production) -> None:
        self.problem = problem
        self.refusals: list[Reason] = []

    def read(self, document: Mapping[str, Any]) -> ProductionPlan:
        """Return what the file says."""
        shape = self.problem.factories.can.shape
        figures = {key: self._figure(key, document.get(key)) for key in ("value", "bound", "without")}
        self._figure("budget", document.get("budget", 0))
        return ProductionPlan(
            **figures,
            is_taken=self._actions(document.get("actions")),
            output=self._table("output", document.get("output"), shape),
            prices=self._prices(document.get("certificate")),
        )

    def _figure(self, line: str, value: Any) -> float:
        if isinstance(value, int | float) and not isinstance(value, bool) and np.isfinite(value):
            return float(value)
        self.refusals.append(Reason("not_an_amount", {"line": line, "got": str(value)[:40]}))
        return 0.0

    def _actions(self, rows: Any) -> np.ndarray[Any, np.dtype[np.bool_]]:
        known = [action_row(self.problem, a) for a in range(len(self.problem.actions.factory))]
        is_taken = np.zeros(len(known), dtype=np.bool_)
        for i, row in enumerate(rows if isinstance(rows, list) else [None]):
            said = {key: value for key, value in row.items() if value is not None} if isinstance(row, dict) else None
            if said not in known or is_taken[known.index(said)]:
                self.refusals.append(Reason("no_action", {"line": f"actions[{i}]", "got": str(row)[:60]}))
                continue
            is_taken[known.index(said)] = True
        return is_taken

    def _table(self, line: str, value: Any, shape: tuple[int, ...]) -> FloatArray:
        try:
            table: FloatArray = np.array(value, dtype=np.float64)
        except (TypeError, ValueError, OverflowError):
            table = np.zeros(0)
        if table.shape == shape and np.isfinite(table).all():
            return table
        expected = " x ".join(str(size) for size in shape)
        self.refusals.append(Reason("not_a_table", {"line": line, "shape": expected}))
        return np.zeros(shape)

    def _prices(self, certificate: Any) -> tuple[FloatArray, ...]:
        n_factories, n_resources = len(self.problem.factories.cash), self.problem.use.shape[1]
        lists = certificate.get("prices") if isinstance(certificate, dict) else None
        if (
            not isinstance(lists, list)
            or len(lists) != n_factories
            or not all(isinstance(x, list) and x for x in lists)
        ):
            self.refusals.append(Reason("no_certificate", {"line": "certificate"}))
            return ()
        return tuple(
            self._table(f"certificate.prices[{f}]", prices, (len(prices), n_resources))
            for f, prices in enumerate(lists)
        )

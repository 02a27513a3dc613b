"""What a production plan file claims, read without believing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.plan import Reason
from yixian.planning.supplies.factories.formats import action_row
from yixian.planning.supplies.factories.problem import ProductionPlan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.planning.supplies.factories.problem import FloatArray, Production


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

"""The plan file of sites: what stands where, who is left out, and the proof."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from yixian.planning.plan import Reason
from yixian.planning.roads.siting.asked import ENTRANCES
from yixian.planning.roads.siting.problem import NEAREST, Leaf, SitingPlan
from yixian.planning.roads.siting.shortage import shortages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from yixian.planning.roads.siting.problem import FloatArray, IntArray, Siting
    from yixian.planning.roads.siting.villages import Choice, PassagePlan, Passages

FORMAT: Final = "yixian-sites-plan/1"


def plan_document(problem: Siting, plan: SitingPlan, sha256: str) -> dict[str, Any]:
    """Return a plan as the object that the file holds."""
    chosen = np.flatnonzero(plan.units).tolist()
    return {
        "format": FORMAT,
        "problem": sha256,
        "question": problem.question,
        "chosen": [{"site": problem.sites[k], "units": int(plan.units[k])} for k in chosen],
        "value": plan.value,
        "bound": plan.bound,
        "shortages": shortages(problem, plan.units),
        "certificate": {
            "prices": plan.prices.tolist(),
            "leaves": [_leaf(problem, leaf) for leaf in plan.leaves],
        },
    }


def passage_document(problem: Passages, plan: PassagePlan, sha256: str) -> dict[str, Any]:
    """Return a plan of entrances as the object that the file holds."""

    def named(decided: Iterable[tuple[int, Choice]]) -> dict[str, list[str]]:
        return {problem.villages[v]: [problem.entrances[v][e] for e in choice] for v, choice in decided}

    cut = [
        {"demand": problem.demand[k], "residents": int(problem.residents[k]), "reason": "cut_off", "best_s": None}
        for k in plan.cut_off
    ]
    return {
        "format": FORMAT,
        "problem": sha256,
        "question": ENTRANCES,
        "open": named(enumerate(plan.choices)),
        "value": plan.value,
        "bound": plan.bound,
        "all_open": plan.open_value,
        "all_open_cut": plan.open_cut,
        "shortages": sorted(cut, key=lambda row: (-int(str(row["residents"])), str(row["demand"]))),
        "certificate": {"leaves": [named(leaf) for leaf in plan.leaves]},
    }


def _leaf(problem: Siting, leaf: Leaf) -> dict[str, Any]:
    """Return a box by what differs from the question's own limits."""
    sides = (("least", leaf.least, problem.least), ("most", leaf.most, problem.most))
    limits = {
        key: {problem.sites[k]: int(values[k]) for k in np.flatnonzero(values != own).tolist()}
        for key, values, own in sides
    }
    return {"prices": leaf.prices, **limits}


class ClaimReader:
    """Reads one plan file for one question; ``refusals`` holds what cannot be read."""

    def __init__(self, problem: Siting) -> None:
        self.problem = problem
        self.refusals: list[Reason] = []
        self._site = {name: k for k, name in enumerate(problem.sites)}

    def read(self, document: Mapping[str, Any], sha256: str) -> SitingPlan:
        """Return what the file says; ``sha256`` is the digest of the question that it must answer."""
        for key, own in (("format", FORMAT), ("problem", sha256), ("question", self.problem.question)):
            if document.get(key) != own:
                self._refuse("other_problem", line=key, said=document.get(key))
        certificate = document.get("certificate")
        table = certificate if isinstance(certificate, dict) else {}
        prices = self._prices(table.get("prices"))
        return SitingPlan(
            units=self._units(document.get("chosen")),
            value=self._figure("value", document.get("value")),
            bound=self._figure("bound", document.get("bound")),
            prices=prices,
            leaves=self._leaves(table.get("leaves"), len(prices)),
        )

    def _refuse(self, code: str, **params: Any) -> None:
        self.refusals.append(
            Reason(code, {k: v if isinstance(v, int | float) else str(v)[:60] for k, v in params.items()})
        )

    def _figure(self, line: str, value: Any) -> float:
        if isinstance(value, int | float) and not isinstance(value, bool) and np.isfinite(value):
            return float(value)
        self._refuse("no_figure", line=line, said=value)
        return 0.0

    def _units(self, rows: Any) -> IntArray:
        units = np.zeros(len(self._site), dtype=np.int64)
        for k, row in enumerate(rows if isinstance(rows, list) else [None]):
            site = self._site.get(str(row.get("site"))) if isinstance(row, dict) else None
            count: Any = row.get("units") if isinstance(row, dict) else None
            if site is None or units[site] or not _is_count(count):
                self._refuse("no_site", line=f"chosen[{k}]", said=row)
                continue
            units[site] = count
        return units

    def _prices(self, value: Any) -> FloatArray:
        width = len(self.problem.demand)
        prices: FloatArray
        try:
            prices = np.array(value if isinstance(value, list) else [], dtype=np.float64).reshape(-1, width)
        except (TypeError, ValueError):
            prices = np.zeros((0, width))
        if not len(prices) or not np.isfinite(prices).all() or (self._needs_positive and (prices < 0).any()):
            self._refuse("no_certificate", line="certificate.prices")
            return np.zeros((0, width))
        return prices

    @property
    def _needs_positive(self) -> bool:
        """Whether a price below 0 would prove too much."""
        return self.problem.question != NEAREST

    def _leaves(self, rows: Any, n_prices: int) -> tuple[Leaf, ...]:
        if not isinstance(rows, list) or not rows:
            self._refuse("no_certificate", line="certificate.leaves")
            return ()
        return tuple(leaf for k, row in enumerate(rows) if (leaf := self._leaf(k, row, n_prices)) is not None)

    def _leaf(self, k: int, row: Any, n_prices: int) -> Leaf | None:
        limits = self.problem.least.copy(), self.problem.most.copy()
        is_read = isinstance(row, dict) and _is_count(row.get("prices")) and row["prices"] < n_prices
        for key, side in zip(("least", "most"), limits, strict=True):
            part: Any = row.get(key) if isinstance(row, dict) else None
            for name, value in part.items() if isinstance(part, dict) else ():
                is_read = is_read and name in self._site and _is_count(value)
                side[self._site.get(name, 0)] = value if is_read else 0
        if not is_read:
            self._refuse("no_leaf", line=f"certificate.leaves[{k}]")
            return None
        return Leaf(*limits, row["prices"])


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1_000_000

"""What factories make becomes supply of the split: whole pieces that lie in a store from a day on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.faults import BadInput, Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.planning.supplies.factories.problem import Production, ProductionPlan
    from yixian.planning.supplies.problem import Name

HAIR = 1e-6
"""What a linear program in floats leaves open, in pieces."""


def dated_supply(problem: Production, plan: ProductionPlan) -> list[dict[str, Any]]:
    """Return what lies where from when on: rows of ``store``, ``item``, ``day`` and ``pieces``, none of them 0.

    What a day leaves unfinished is finished on a later one: rounding never makes a piece more or, over all days, one
    less than was made whole.

    Raises
    ------
    BadInput
        If a factory that makes something has no store.
    """
    made: dict[tuple[Name, Name], Any] = {}
    faults = []
    for f, store in enumerate(problem.factories.store):
        products = np.flatnonzero(plan.output[f] > 0).tolist()
        if store is None and products:
            faults.append(Fault(f"factories[{f}]", "store", "the store to which its output goes", "none"))
        if store is None:
            continue
        for product in products:
            key = store, problem.products.item[product]
            made[key] = made.get(key, 0.0) + plan.output[f, product]
    if faults:
        raise BadInput(faults)
    rows = []
    for (store, item), daily in made.items():
        whole = np.floor(daily * np.arange(problem.n_days + 1) + HAIR).astype(np.int64)
        for day, pieces in enumerate(np.diff(whole).tolist(), problem.first_day):
            if pieces:
                rows.append({"store": store, "item": item, "day": day, "pieces": pieces})
    return rows


def deliver(instance: Mapping[str, Any], rows: list[dict[str, Any]]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return an instance of the split with rows added to its ``production``, and the rows that it has no use for.

    Of no use is what the instance does not share out at all, and what comes after its last day.
    """
    nodes = [node for node in instance.get("nodes", []) if isinstance(node, dict)]
    items = {str(node.get("item", 0)) for node in nodes}
    last = max((node["day"] for node in nodes if isinstance(node.get("day"), int)), default=-1)
    useful = [row for row in rows if str(row["item"]) in items and row["day"] <= last]
    value = {**instance, "production": [*instance.get("production", []), *useful]}
    return value, [row for row in rows if row not in useful]

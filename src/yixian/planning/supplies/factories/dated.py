"""What factories make becomes supply of the split: whole pieces that lie in a store from a day on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from yixian.planning.supplies.factories.problem import Production, ProductionPlan

HAIR = 1e-6


def dated_supply(
    problem: Production, plan: ProductionPlan, product: int, *, store_of: list[str | int], first_day: int = 0
) -> list[dict[str, Any]]:
    """Return nodes of the instance format for one product.

    Parameters
    ----------
    product
        Index of the product; its name becomes the item.
    store_of
        The store to which each factory delivers.
    first_day
        Day on which the first day's output lies in the store.

    Returns
    -------
    list
        One node per store and day with output. What a day leaves unfinished is finished on a later one: rounding
        never makes a piece more or, over all days, one less than was made whole.
    """
    nodes = []
    stores = list(dict.fromkeys(store_of))
    for store in stores:
        daily = sum(plan.output[f, product] for f, own in enumerate(store_of) if own == store)
        made = np.floor(daily * np.arange(problem.n_days + 1) + HAIR).astype(np.int64)
        for day, pieces in enumerate(np.diff(made).tolist()):
            if pieces:
                row = {"store": store, "day": first_day + day, "item": problem.products.name[product]}
                nodes.append({**row, "supply": pieces})
    return nodes

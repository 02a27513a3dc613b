"""Read what factories have: products they can make, hours, material, cash, and where their output goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.supplies.factories.problem import Factories

if TYPE_CHECKING:
    from yixian.planning.supplies.factories.problem import FloatArray
    from yixian.planning.supplies.judge import Judge

FACTORY = ("name", "store", "can", "line_hours_per_day", "worker_hours_per_day", "raw_kg", "cash", "unblock")
FIGURES = ("line_hours_per_day", "worker_hours_per_day", "cash")


def read_factories(judge: Judge, rows: list[Any], shape: tuple[int, int]) -> Factories:
    """Return the factories; ``shape`` counts products and materials. What lines are set up for is not known yet."""
    can = np.zeros((len(rows), shape[0]), dtype=np.bool_)
    raw_kg = np.zeros((len(rows), shape[1]))
    figures: FloatArray = np.zeros((len(rows), len(FIGURES)))
    stores = []
    for f, value in enumerate(rows):
        place = f"factories[{f}]"
        row = judge.table(place, value, FACTORY)
        able = judge.items(place, "can", row.get("can"))
        if len(able) != shape[0] or not all(x in (0, 1) for x in able):
            judge.refuse(place, "can", f"{shape[0]} times true or false", able)
        else:
            can[f] = able
        raw_kg[f] = judge.numbers(place, "raw_kg", row.get("raw_kg"), shape[1])
        figures[f] = [judge.number(place, key, row.get(key)) for key in FIGURES]
        stores.append(None if row.get("store") is None else judge.name(place, "store", row["store"]))
    line_h, worker_h, cash = figures.T
    return Factories(tuple(stores), can, np.zeros_like(can, dtype=np.float64), line_h, worker_h, raw_kg, cash)

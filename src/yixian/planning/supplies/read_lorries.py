"""Read what lorries hold that several items share: litres by store and day, litres a piece by item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.supplies.problem import NOWHERE, Lorries
from yixian.planning.supplies.read_nodes import MOST_DAY

if TYPE_CHECKING:
    from yixian.planning.supplies.judge import Judge
    from yixian.planning.supplies.problem import Name, Nodes

LORRY = ("store", "day", "litres")


def read_lorries(judge: Judge, values: tuple[Any, Any], nodes: Nodes, items: tuple[Name, ...]) -> Lorries | None:
    """Return the shared room of lorries; None where nothing is limited. ``values``: ``lorries`` and ``litres``."""
    rows = judge.items("problem", "lorries", values[0])
    volumes = judge.table("litres", values[1], [str(item) for item in items])
    if not rows:
        return None
    litres = {item: judge.number("litres", item, value) for item, value in volumes.items()}
    place_of: dict[tuple[Name, int], int] = {}
    rooms: list[float] = []
    known = set(zip(nodes.store, nodes.day.tolist(), strict=True))
    for i, value in enumerate(rows):
        place = f"lorries[{i}]"
        row = judge.table(place, value, LORRY)
        if not isinstance(value, dict):
            continue
        key = judge.name(place, "store", row.get("store")), judge.whole(place, "day", row.get("day"), most=MOST_DAY)
        if key not in known:
            judge.refuse(place, "store", "a store and day that nodes have", list(key))
        if key in place_of:
            judge.refuse(place, "store", "each store and day once", list(key))
        place_of[key] = len(rooms)
        rooms.append(judge.number(place, "litres", row.get("litres")))
    missing = [str(item) for item in items if str(item) not in litres]
    if missing:
        judge.refuse("problem", "litres", f"litres a piece of every item, also {', '.join(missing)}", values[1])
    of_node = [place_of.get(key, NOWHERE) for key in zip(nodes.store, nodes.day.tolist(), strict=True)]
    return Lorries(
        np.array(rooms, dtype=np.float64),
        np.array(of_node, dtype=np.int64),
        np.array([litres.get(str(item), 0.0) for item in items], dtype=np.float64),
    )

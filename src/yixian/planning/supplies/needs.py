"""From what rows ask for to what counts: needs net of stock, capped by requests, weighted by norms and past deficits.

Rows of a table: site, tier, day, item, minimum, rest, request, owed, pattern.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from yixian.planning.supplies.problem import IntArray
    from yixian.planning.supplies.read_demands import Rows
    from yixian.planning.supplies.read_stock import Held


def net(table: IntArray, rows: Rows, held: Held) -> IntArray:
    """Subtract what sites have from min and rest, the earliest days first; return what was subtracted."""
    taken = np.zeros(len(table), dtype=np.int64)
    if not held.lots:
        return taken
    sites, items = list(rows.sites), list(rows.items)
    for e in np.argsort(table[:, 2], kind="stable").tolist():
        site, _, day, item, least, rest = table[e, :6].tolist()
        taken[e] = there = held.use((sites[site], items[item]), day, least + rest)
        table[e, 4] = max(0, least - there)
        table[e, 5] = rest - max(0, there - least)
    return taken


def parts(table: IntArray) -> tuple[IntArray, IntArray]:
    """Return room and slope of minimum and rest; one array for both where all are equal."""
    norm = np.ascontiguousarray(table[:, 4:6].T)
    least = np.minimum(norm[0], table[:, 6])
    room = np.stack([least, np.minimum(norm[1], table[:, 6] - least)])
    slope = np.stack([norm[0], norm[1] + table[:, 7]])
    return room, room if (room == slope).all() else slope

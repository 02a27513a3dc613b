"""Read what sites have already, or have coming: it is subtracted from their needs, earliest days first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from yixian.planning.supplies.read_nodes import MOST_DAY

if TYPE_CHECKING:
    from yixian.planning.supplies.judge import Judge
    from yixian.planning.supplies.problem import Name

STOCK = ("site", "item", "day", "pieces")
Key = tuple["Name", "Name"]


@dataclass
class Held:
    """Stock of sites, by site and item: ``[day, pieces]`` in order of days."""

    lots: dict[Key, list[list[int]]] = field(default_factory=dict)

    def use(self, key: Key, day: int, most: int) -> int:
        """Take up to ``most`` pieces that are there by a day; return how many."""
        taken = 0
        for lot in self.lots.get(key, ()):
            piece = min(lot[1], most - taken) if lot[0] <= day else 0
            lot[1] -= piece
            taken += piece
        return taken


def read_stock(judge: Judge, value: Any) -> Held:
    """Return what sites hold (day 0) and what is on its way to them (the day it arrives)."""
    held = Held()
    for i, row in enumerate(judge.items("problem", "stock", value)):
        place = f"stock[{i}]"
        entry = judge.table(place, row, STOCK)
        if not isinstance(row, dict):
            continue
        key = judge.name(place, "site", entry.get("site")), judge.name(place, "item", entry.get("item", 0))
        day = judge.whole(place, "day", entry.get("day", 0), most=MOST_DAY)
        held.lots.setdefault(key, []).append([day, judge.whole(place, "pieces", entry.get("pieces"))])
    for lots in held.lots.values():
        lots.sort()
    return held

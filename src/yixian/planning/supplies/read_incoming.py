"""Read what is going to be produced: it joins the stock of its store, item and day."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from yixian.planning.supplies.read_nodes import MOST_DAY

if TYPE_CHECKING:
    from yixian.planning.supplies.judge import Judge
    from yixian.planning.supplies.problem import Name

INCOMING = ("store", "item", "day", "pieces")
Key = tuple["Name", "Name", int]


@dataclass
class Incoming:
    """Pieces by store, item and day, with the rows that told of them."""

    pieces: dict[Key, int] = field(default_factory=dict)
    rows: dict[Key, list[int]] = field(default_factory=dict)

    def take(self, key: Key) -> int:
        """Return the pieces of a store, item and day, once."""
        self.rows.pop(key, None)
        return self.pieces.pop(key, 0)

    def refuse_rest(self, judge: Judge) -> None:
        """Refuse what joined no node."""
        for (store, item, day), rows in self.rows.items():
            for i in rows:
                judge.refuse(
                    f"production[{i}]", "store", "a node without lot of its store, item and day", [store, item, day]
                )


def read_incoming(judge: Judge, value: Any) -> Incoming:
    """Return what is going to be produced."""
    incoming = Incoming()
    for i, entry in enumerate(judge.items("problem", "production", value)):
        place = f"production[{i}]"
        row = judge.table(place, entry, INCOMING)
        if not isinstance(entry, dict):
            continue
        store, item = judge.name(place, "store", row.get("store")), judge.name(place, "item", row.get("item", 0))
        key = store, item, judge.whole(place, "day", row.get("day"), most=MOST_DAY)
        incoming.pieces[key] = incoming.pieces.get(key, 0) + judge.whole(place, "pieces", row.get("pieces"))
        incoming.rows.setdefault(key, []).append(i)
    return incoming

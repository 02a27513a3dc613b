"""Read what exists where and when: nodes with their lots, carry between them, boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.supplies.problem import Nodes

if TYPE_CHECKING:
    from yixian.planning.supplies.judge import Judge
    from yixian.planning.supplies.problem import IntArray, Name
    from yixian.planning.supplies.read_incoming import Incoming

NODE = ("id", "store", "day", "supply", "item", "lot", "expires")
MOST_DAY = 100_000
MOST_BOX = 1_000_000
NEVER = MOST_DAY + 1


def read_boxes(judge: Judge, value: Any) -> dict[str, int]:
    """Return the pieces in a box of each item that comes in boxes."""
    return {
        item: judge.whole("boxes", item, size, least=1, most=MOST_BOX)
        for item, size in judge.table("boxes", value, ()).items()
    }


def read_nodes(
    judge: Judge, value: Any, items: dict[Name, int], more: tuple[dict[str, int], Incoming]
) -> tuple[Nodes, IntArray]:
    """Return the nodes and the first day on which each may no longer be used; new items are added to ``items``.

    ``more`` is the pieces in a box of each item, and what is going to be produced.
    """
    box_of, incoming = more
    rows = judge.items("problem", "nodes", value)
    stores, lots = [], []
    table = np.zeros((len(rows), 4), dtype=np.int64)  # day, item, supply, expires
    ids: dict[object, int] = {}
    for k, row in enumerate(rows):
        place = f"nodes[{k}]"
        node = judge.table(place, row, NODE)
        if not isinstance(row, dict):
            node = {"store": 0, "day": 0, "supply": 0}
        stores.append(judge.name(place, "store", node.get("store")))
        lots.append(None if node.get("lot") is None else judge.name(place, "lot", node["lot"]))
        item = judge.name(place, "item", node.get("item", 0))
        day = judge.whole(place, "day", node.get("day"), most=MOST_DAY)
        supply = judge.whole(place, "supply", node.get("supply"))
        supply += incoming.take((stores[k], item, day)) if lots[k] is None else 0
        size = box_of.get(str(item), 1)
        table[k] = (
            day,
            items.setdefault(item, len(items)),
            supply // size * size,
            judge.whole(place, "expires", node.get("expires", NEVER), most=NEVER),
        )
        refuse_twice(judge, ids, place, node.get("id"))
    nodes = Nodes(tuple(stores), table[:, 0].copy(), table[:, 1].copy(), tuple(lots), table[:, 2].copy())
    return nodes, table[:, 3]


def refuse_twice(judge: Judge, seen: dict[object, int], place: str, value: Any) -> None:
    """Refuse an id that was seen before; no id is no fault."""
    if value is None:
        return
    name = judge.name(place, "id", value)
    if name in seen:
        judge.refuse(place, "id", "an id of its own, another entry has this one", value)
    seen[name] = 1


def read_carry(judge: Judge, value: Any, nodes: Nodes, expires: IntArray) -> IntArray:
    """Return the pairs of nodes between which stock may be kept."""
    n = len(nodes.store)
    pairs: dict[tuple[int, int], int] = {}
    for i, row in enumerate(judge.items("problem", "carry", value)):
        place = f"carry[{i}]"
        if not (isinstance(row, list) and len(row) == 2):
            judge.refuse(place, "pair", "[node, node]", row)
            continue
        known = [k for k in row if isinstance(k, int) and not isinstance(k, bool) and 0 <= k < n]
        if len(known) < 2:
            judge.refuse(place, "node", f"nodes 0 to {n - 1}" if n else "no pair: there are no nodes", row)
            continue
        pair = known[0], known[1]
        if pair in pairs:
            judge.refuse(place, "pair", f"each pair once, carry[{pairs[pair]}] is the same", row)
        elif fault := _carry_fault(nodes, expires, pair):
            judge.refuse(place, *fault)
        pairs.setdefault(pair, i)
    return np.array(list(pairs), dtype=np.int64).reshape(-1, 2)


def _carry_fault(nodes: Nodes, expires: IntArray, pair: tuple[int, int]) -> tuple[str, str, object] | None:
    tail, tip = pair
    if nodes.day[tip] <= nodes.day[tail]:
        days = [int(nodes.day[tail]), int(nodes.day[tip])]
        return "day", "stock kept for a later day", days
    if nodes.item[tip] != nodes.item[tail]:
        return "item", "the same item at both ends", list(pair)
    if expires[tip] > expires[tail]:
        return "expires", f"no later expiry than day {expires[tail]} of the stock kept", int(expires[tip])
    return None

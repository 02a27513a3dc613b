"""Read who needs what by when, and which stock reaches him; equal sets of arcs become one pattern."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.supplies import needs
from yixian.planning.supplies.problem import Demands, Patterns
from yixian.planning.supplies.read_nodes import MOST_DAY, refuse_twice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.planning.supplies.judge import Judge
    from yixian.planning.supplies.problem import IntArray, Name, Nodes
    from yixian.planning.supplies.read_norms import Norms
    from yixian.planning.supplies.read_stock import Held

    Arcs = tuple[tuple[int, int], ...]

DEMAND = ("id", "site", "item", "class", "tier", "day", "min", "need", "people", "request", "owed", "arcs", "costs")
MOST_COST = 1_000_000


@dataclass(frozen=True)
class Ground:
    """What a demand is read against."""

    nodes: Nodes
    expires: IntArray  # [node] first day on which it may no longer be used
    held: Held  # what sites have already
    norms: Norms


@dataclass
class Rows:
    """Names met so far and the patterns of reach."""

    n_tiers: int
    items: dict[Name, int] = field(default_factory=dict)
    sites: dict[Name, int] = field(default_factory=dict)
    patterns: dict[tuple[int, Arcs], int] = field(default_factory=dict)
    ids: dict[object, int] = field(default_factory=dict)
    seen: dict[tuple[object, ...], int] = field(default_factory=dict)


def read_demands(judge: Judge, value: Any, rows: Rows, ground: Ground) -> tuple[Demands, Patterns]:
    """Return the demands, net of stock, and the patterns of nodes that reach them."""
    entries = judge.items("problem", "demands", value)
    table = np.zeros((len(entries), 9), dtype=np.int64)
    for e, entry in enumerate(entries):
        place = f"demands[{e}]"
        row = judge.table(place, entry, DEMAND)
        if isinstance(entry, dict):
            table[e] = _demand(judge, (place, row), rows, ground)
            refuse_twice(judge, rows.ids, place, row.get("id"))
            _refuse_copy(judge, (e, row), rows, int(table[e, 8]))
    held = needs.net(table, rows, ground.held)
    room, slope = needs.parts(table)
    site, tier, day, item, _, _, _, owed, pattern = (table[:, i].copy() for i in range(9))
    demands = Demands(site, tier, day, item, room, slope, pattern, owed, held)
    return demands, _patterns(rows)


def _demand(judge: Judge, entry: tuple[str, Mapping[str, Any]], rows: Rows, ground: Ground) -> list[int]:
    """Return site, tier, day, item, min, rest, request, owed, pattern of an entry at its place."""
    place, row = entry
    item_name = judge.name(place, "item", row.get("item", 0))
    item = rows.items.setdefault(item_name, len(rows.items))
    site_name = judge.name(place, "site", row.get("site"))
    site = rows.sites.setdefault(site_name, len(rows.sites))
    tier = judge.whole(place, "tier", row.get("tier"), most=rows.n_tiers - 1)
    day = judge.whole(place, "day", row.get("day"), most=MOST_DAY)
    least, need = ground.norms.need_of(judge, place, row, item_name)
    if need < least:
        judge.refuse(place, "need", f"no less than min, {least}", need)
    request = judge.whole(place, "request", row.get("request", need))
    owed = judge.whole(place, "owed", row.get("owed", 0))
    arcs = _arcs(judge, place, row, (day, ground))
    pattern = rows.patterns.setdefault((item, arcs), len(rows.patterns))
    return [site, tier, day, item, least, max(need - least, 0), request, owed, pattern]


def _arcs(judge: Judge, place: str, row: Mapping[str, Any], on: tuple[int, Ground]) -> Arcs:
    """Return the nodes that reach a demand with their costs, in order; expired lots do not."""
    day, expires = on[0], on[1].expires
    n = len(expires)
    given = judge.items(place, "arcs", row.get("arcs"))
    costs = judge.items(place, "costs", row["costs"]) if "costs" in row else [0] * len(given)
    if len(costs) != len(given):
        judge.refuse(place, "costs", f"one for each of {len(given)} arcs", len(costs))
        costs = [0] * len(given)
    found: dict[int, int] = {}
    for i, node in enumerate(given):
        if not (isinstance(node, int) and not isinstance(node, bool) and 0 <= node < n):
            judge.refuse(f"{place}.arcs[{i}]", "node", f"a node 0 to {n - 1}" if n else "no arc: no nodes", node)
            continue
        if node in found:
            judge.refuse(f"{place}.arcs[{i}]", "node", "each node once", node)
        found[node] = 0 if costs[i] == 0 else judge.whole(place, f"costs[{i}]", costs[i], most=MOST_COST)
    return tuple(sorted((node, cost) for node, cost in found.items() if expires[node] > day))


def _refuse_copy(judge: Judge, entry: tuple[int, Mapping[str, Any]], rows: Rows, pattern: int) -> None:
    """Refuse a demand that was written twice: same site, class, day, tier and arcs."""
    e, row = entry
    key = (*(_hashable(row.get(field)) for field in ("site", "item", "class", "tier", "day")), pattern)
    first = rows.seen.setdefault(key, e)
    if first != e:
        said = {field: row.get(field) for field in ("site", "tier", "day")}
        judge.refuse(f"demands[{e}]", "demand", f"each demand once, demands[{first}] is the same", said)


def _hashable(value: Any) -> object:
    return value if isinstance(value, str | int | None) else repr(value)


def _patterns(rows: Rows) -> Patterns:
    sizes = [len(arcs) for _, arcs in rows.patterns]
    flat = np.array([arc for _, arcs in rows.patterns for arc in arcs], dtype=np.int64).reshape(-1, 2)
    begin = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    return Patterns(begin, flat[:, 0].copy(), flat[:, 1].copy())

"""A split that fits in a head: two stores, three days, four sites, and random ones like it."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

DATA = Path("tests/data/supplies")

LITTLE: dict[str, Any] = {
    "tiers": 2,
    "nodes": [
        {"store": "县库", "day": 0, "supply": 30},
        {"store": "县库", "day": 1, "supply": 0},
        {"store": "镇库", "day": 0, "supply": 12},
        {"store": "镇库", "day": 1, "supply": 10},
    ],
    "carry": [[0, 1], [2, 3]],
    "demands": [
        {"site": "医院", "tier": 0, "day": 0, "min": 10, "need": 20, "arcs": [0]},
        {"site": "医院", "tier": 0, "day": 1, "min": 10, "need": 20, "arcs": [1]},
        {"site": "东门", "tier": 1, "day": 0, "min": 2, "need": 12, "arcs": [2]},
        {"site": "西门", "tier": 1, "day": 1, "min": 2, "need": 22, "arcs": [1, 3]},
        {"site": "北村", "tier": 1, "day": 0, "min": 3, "need": 5, "arcs": []},
        {"site": "南村", "tier": 1, "day": 1, "min": 0, "need": 0, "arcs": [3]},
    ],
}


def little(**changes: Any) -> dict[str, Any]:
    """Return the little split with some keys changed."""
    return {**copy.deepcopy(LITTLE), **changes}


def example(name: str) -> dict[str, Any]:
    """Return a worked example."""
    value: dict[str, Any] = json.loads((DATA / f"alloc_example_{name}.json").read_text(encoding="utf-8"))
    return value


@st.composite
def instances(draw: st.DrawFn, *, most: int = 30, rich: bool = False) -> dict[str, Any]:
    """Return a random small instance; a rich one has requests, past deficits and an order of stages of its own."""
    n_stores, n_days, n_tiers = draw(st.integers(1, 3)), draw(st.integers(1, 3)), draw(st.integers(1, 3))
    pieces = st.integers(0, most)
    days = [(s, d) for s in range(n_stores) for d in range(n_days)]
    nodes = [{"store": s, "day": d, "supply": draw(pieces)} for s, d in days]
    pairs = [[k, k + 1] for k in range(len(days) - 1) if days[k][0] == days[k + 1][0]]
    carry = [pair for pair in pairs if draw(st.integers(0, 4)) > 0]
    demands = []
    for site in range(draw(st.integers(1, 6))):
        need = draw(pieces)
        row = {
            "site": site,
            "tier": draw(st.integers(0, n_tiers - 1)),
            "day": draw(st.integers(0, n_days - 1)),
            "min": draw(st.integers(0, need)),
            "need": need,
            "arcs": sorted(draw(st.sets(st.integers(0, len(days) - 1), max_size=3))),
        }
        if rich:
            row["request"] = draw(st.integers(0, need + 3))
            row["owed"] = draw(st.integers(0, 5))
            row["costs"] = [draw(st.integers(0, 9)) for _ in row["arcs"]]
        demands.append(row)
    value = {"tiers": n_tiers, "nodes": nodes, "carry": carry, "demands": demands}
    if rich:
        rests = draw(st.permutations([f"rest{t}" for t in range(n_tiers)]))
        value["stages"] = [*draw(st.permutations([f"min{t}" for t in range(n_tiers)])), *rests[:-1]]
        value["stages"][-1] += f"+{rests[-1]}"
    return value

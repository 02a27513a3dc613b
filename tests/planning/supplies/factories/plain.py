"""A plain formulation of unblocking, one mixed-integer program for all, and random instances."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

MUCH = 1e7
"""More pieces than any factory here can make."""
EXAMPLE: dict[str, Any] = json.loads(Path("tests/data/supplies/production_example.json").read_text(encoding="utf-8"))


def best_value(value: dict[str, Any]) -> float:
    """Return the best value, straight from the words of the format."""
    factories, products, days = value["factories"], value["products"], value["days"]
    options = [(f, *option) for f, row in enumerate(factories) for option in options_of(row["unblock"], days)]
    n = len(factories) * len(products)
    rows, room = [], []
    for f, factory in enumerate(factories):
        for limit, use, key in resources(value, factory):
            row = np.zeros(n + len(options))
            row[f * len(products) : (f + 1) * len(products)] = use
            for a, (owner, opened, adds, _) in enumerate(options, n):
                row[a] -= adds if (owner, opened) == (f, key) else 0
            rows.append(row)
            room.append(limit)
    rows.append(np.concatenate([np.zeros(n), [effort for *_, effort in options]]))
    room.append(value["budget"])
    able = np.array([able for row in factories for able in row["can"]], dtype=bool)
    for a, (owner, opened, _, _) in enumerate(options, n):
        if isinstance(opened, tuple):
            # A converted product is made only where its line is converted.
            row, place = np.zeros(n + len(options)), owner * len(products) + opened[1]
            row[place], row[a] = 1, -MUCH
            rows.append(row)
            room.append(0)
            able[place] = True
    aim = np.concatenate([np.tile([p["value"] for p in products], len(factories)), np.zeros(len(options))])
    found = milp(
        -aim,
        constraints=LinearConstraint(np.array(rows), -np.inf, room),
        integrality=np.repeat([0, 1], [n, len(options)]),
        bounds=Bounds(0, np.concatenate([np.where(able, np.inf, 0), np.ones(len(options))])),
        options={"mip_rel_gap": 0},
    )
    return -float(found.fun)


def resources(value: dict[str, Any], factory: dict[str, Any]) -> list[tuple[float, list[float], Any]]:
    """Return limit over the horizon, use by product, and key of each resource."""
    products, days = value["products"], value["days"]
    found: list[tuple[float, list[float], Any]] = [
        (factory["line_hours_per_day"] * days, [p["line_hours"] for p in products], "line"),
        (factory["worker_hours_per_day"] * days, [p["worker_hours"] for p in products], "workers"),
        (factory["cash"], [p["cost"] for p in products], "cash"),
    ]
    return found + [(kg, [p["use"][m] for p in products], m) for m, kg in enumerate(factory["raw_kg"])]


def options_of(unblock: dict[str, Any], days: int) -> list[tuple[Any, float, float]]:
    """Return key, what it adds over the horizon, and effort of each option."""
    daily = {"line": days, "workers": days, "cash": 1}
    found: list[tuple[Any, float, float]] = [
        (key, unblock[key]["adds"] * times, unblock[key]["effort"]) for key, times in daily.items() if key in unblock
    ]
    found += [(m, row["adds"], row["effort"]) for m, row in enumerate(unblock["raw"])]
    names = ["N95", "surgical"]
    for row in unblock.get("convert", []):
        product = names.index(row["product"]) if row["product"] in names else row["product"]
        found.append((("convert", product), 0, row["effort"]))
    return found


def instance(seed: int, n_factories: int = 40, budget: float = 20) -> dict[str, Any]:
    """Return an invented county of factories with seven options each."""
    rng = np.random.default_rng(seed)
    products = [
        {
            "name": f"产品{p}",
            "value": int(rng.integers(2, 40)),
            "worker_hours": round(float(rng.uniform(0.01, 0.2)), 3),
            "line_hours": round(float(rng.uniform(0.005, 0.1)), 3),
            "cost": round(float(rng.uniform(0.5, 10)), 2),
            "use": [round(float(x), 3) if rng.random() < 0.6 else 0 for x in rng.uniform(0.001, 0.05, 4)],
        }
        for p in range(5)
    ]
    factories = [_factory(rng) for _ in range(n_factories)]
    return {"days": 14, "materials": list("甲乙丙丁"), "products": products, "factories": factories, "budget": budget}


def _factory(rng: np.random.Generator) -> dict[str, Any]:
    def option(low: int, high: int) -> dict[str, int]:
        return {"adds": int(rng.integers(low, high)), "effort": int(rng.integers(1, 6))}

    return {
        "can": [bool(x) for x in rng.random(5) < 0.5],
        "line_hours_per_day": int(rng.integers(0, 60)),
        "worker_hours_per_day": int(rng.integers(20, 200)),
        "raw_kg": rng.integers(0, 600, 4).tolist(),
        "cash": int(rng.integers(0, 60_000)),
        "unblock": {
            "line": option(8, 40),
            "workers": option(20, 200),
            "cash": option(5000, 60_000),
            "raw": [option(50, 500) for _ in range(4)],
        },
    }

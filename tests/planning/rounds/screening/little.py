"""A screening round that fits in a head: seven buildings on two streets, two workers; and invented towns."""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from yixian.planning.rounds.screening.formats import plan_document
from yixian.planning.rounds.screening.problem import Problem, RoundPlan
from yixian.planning.rounds.screening.read import read_problem
from yixian.planning.rounds.screening.solve import solve
from yixian.planning.stop import Stop

ROUND_60 = Path("tests/data/duty/posting/round_60.json")
ISLAND = [["1栋", "2栋"], ["2栋", "3栋"], ["3栋", "4栋"], ["5栋", "6栋"], ["6栋", "7栋"]]
"""Two streets that no way joins."""
SHA = "0" * 64

LITTLE: dict[str, Any] = {
    "format": "yixian-round/1",
    "name": "little",
    "walk_m_per_min": 65,
    "minutes_per_door": 2,
    "buildings": [
        {"id": "1栋", "x": 0, "y": 0, "households": 12},
        {"id": "2栋", "x": 50, "y": 0, "households": 10},
        {"id": "3栋", "x": 100, "y": 0, "households": 14, "doors": 16},
        {"id": "4栋", "x": 150, "y": 5, "households": 8, "minutes_per_door": 3},
        {"id": "5栋", "x": 0, "y": 80, "households": 20},
        {"id": "6栋", "x": 60, "y": 85, "households": 9},
        {"id": "7栋", "x": 120, "y": 80, "households": 11},
    ],
    "workers": [{"id": "李兰"}, {"id": "赵成"}],
}


def little(**changes: Any) -> dict[str, Any]:
    """Return the little round with some top-level keys changed; None takes a key away."""
    value = copy.deepcopy(LITTLE)
    value.update(copy.deepcopy(changes))
    return {key: entry for key, entry in value.items() if entry is not None}


def with_building(index: int, **changes: Any) -> dict[str, Any]:
    """Return the little round with some keys of one building changed."""
    value = little()
    value["buildings"][index].update(copy.deepcopy(changes))
    return value


def town(n_buildings: int, n_workers: int, seed: int, minutes_per_door: float = 3.0) -> dict[str, Any]:
    """Return an invented town: estates of about 25 buildings in rows, 10 to 60 households each."""
    chance = np.random.default_rng(seed)
    n_estates = max(1, n_buildings // 25)
    estates = chance.uniform(0, 1, (n_estates, 2)) * np.sqrt(n_buildings) * 45
    buildings = []
    for i in range(n_buildings):
        x, y = estates[i % n_estates] + chance.integers(0, 6, 2) * (38, 55) + chance.integers(0, 8, 2)
        households = int(chance.integers(10, 61))
        buildings.append({"id": f"B{i + 1:03d}", "x": int(x), "y": int(y), "households": households})
    return {
        "format": "yixian-round/1",
        "name": f"town {n_buildings}, seed {seed}",
        "walk_m_per_min": 60,
        "minutes_per_door": minutes_per_door,
        "buildings": buildings,
        "workers": [{"id": f"W{k + 1:02d}"} for k in range(n_workers)],
    }


@cache
def example(name: str) -> Problem:
    """Return the little round or the one of sixty buildings."""
    return read_problem(little() if name == "little" else json.loads(ROUND_60.read_bytes()))


@cache
def planned(name: str) -> RoundPlan:
    """Return a plan, always the same."""
    return solve(example(name), Stop(work_limit=100_000))


def document_of(problem: Problem, plan: RoundPlan) -> dict[str, Any]:
    """Return a plan as its file holds it."""
    value: dict[str, Any] = json.loads(json.dumps(plan_document(problem, plan, SHA), ensure_ascii=False))
    return value


def document(name: str) -> dict[str, Any]:
    """Return a plan as its file holds it, to be changed at will."""
    return document_of(example(name), planned(name))

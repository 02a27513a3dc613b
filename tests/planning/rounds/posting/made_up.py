"""Invented counties of any size: towns, compounds, bureaus in the seat, people who live in all of them."""

from __future__ import annotations

from typing import Any

import numpy as np

SKILLS = ("publicity", "screening", "service")
WEIGHTS = {"minute": 1, "split_unit": 15, "missing_skill": 200, "too_far": 10_000}


def county(n_people: int, n_compounds: int, n_units: int, seed: int) -> dict[str, Any]:
    """Return a posting problem in which there is a place for everybody, or for nearly everybody."""
    chance = np.random.default_rng(seed)
    n_towns = max(1, n_compounds // 18)
    towns = chance.uniform(0, 40_000, (n_towns, 2))
    seat = towns[0]
    places = [_around(chance, towns[i % n_towns], 3_000) for i in range(n_compounds)]
    needs = np.full(n_compounds, n_people // n_compounds)
    needs[: n_people - int(needs.sum())] += 1
    chance.shuffle(needs)
    return {
        "format": "yixian-posting/1",
        "name": f"county {n_people} x {n_compounds}, seed {seed}",
        "compounds": [
            {
                "id": f"C{i + 1:03d}",
                **_point(place),
                "need": int(needs[i]),
                "skills": {"publicity": 1, "screening": 1, **({"service": 1} if needs[i] > 3 else {})},
            }
            for i, place in enumerate(places)
        ],
        "units": [{"id": f"U{u + 1:02d}", **_point(_around(chance, seat, 4_000))} for u in range(n_units)],
        "staff": [_person(chance, i, towns, n_units) for i in range(n_people)],
        "speed_m_per_min": 200,
        "near_home_minutes": 20,
        "weights": dict(WEIGHTS),
    }


def _person(chance: np.random.Generator, i: int, towns: np.ndarray, n_units: int) -> dict[str, Any]:
    town = towns[0] if chance.random() < 0.5 else towns[chance.integers(len(towns))]
    skills = [skill for skill in SKILLS if chance.random() < 0.55]
    return {
        "id": f"S{i + 1:04d}",
        "unit": f"U{min(int(chance.exponential(n_units / 2.5)), n_units - 1) + 1:02d}",
        **_point(_around(chance, town, 5_000)),
        "skills": skills or ["service"],
        "near_home_only": bool(chance.random() < 0.04),
    }


def _around(chance: np.random.Generator, centre: np.ndarray, spread_m: float) -> np.ndarray:
    return centre + chance.normal(0, spread_m, 2)


def _point(place: np.ndarray) -> dict[str, int]:
    return {"x": int(place[0]), "y": int(place[1])}

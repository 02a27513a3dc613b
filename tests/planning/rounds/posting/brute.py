"""The best posting of a small problem by trying every one, with a cost written from the format's own words."""

from __future__ import annotations

import math
from collections import Counter
from itertools import product
from typing import Any

Worth = tuple[int, int]
"""Empty places, then cost: fewer empty places come before any cost."""


def best_worth(value: dict[str, Any]) -> Worth:
    """Return empty places and cost of the best lawful posting of a problem file."""
    compounds = {row["id"]: row for row in value["compounds"]}
    pins = dict(value.get("pinned", []))
    choices = []
    for person in value["staff"]:
        may = [c for c in compounds if c not in person.get("barred", [])] if person.get("available", True) else []
        if person["id"] in pins:
            choices.append([pins[person["id"]]])
        else:
            choices.append([*may, None])
    best: Worth | None = None
    for places in product(*choices):
        crowd = Counter(place for place in places if place)
        if any(crowd[c] > row["need"] for c, row in compounds.items()):
            continue
        holes = sum(row["need"] - crowd[c] for c, row in compounds.items())
        if best is None or holes <= best[0]:
            worth = (holes, cost_of(value, places))
            best = worth if best is None else min(best, worth)
    assert best is not None
    return best


def cost_of(value: dict[str, Any], places: tuple[str | None, ...]) -> int:
    """Return what a posting costs: one compound or None per person, in the order of the file."""
    weights = value["weights"]
    compounds = {row["id"]: row for row in value["compounds"]}
    told = dict(value["published"]) if "published" in value else None
    cost = 0
    pairs = set()
    brought: Counter[tuple[str, str]] = Counter()
    for person, place in zip(value["staff"], places, strict=True):
        if told is not None and person.get("available", True) and told.get(person["id"]) != place:
            cost += weights["changed"]
        if place is None:
            continue
        minutes = minutes_between(value, person, compounds[place])
        cost += weights["minute"] * minutes
        if person["near_home_only"] and minutes > value["near_home_minutes"]:
            cost += weights["too_far"]
        pairs.add((person["unit"], place))
        brought.update((place, skill) for skill in person["skills"])
    lacking = sum(
        max(0, wanted - brought[c, skill]) for c, row in compounds.items() for skill, wanted in row["skills"].items()
    )
    return cost + weights["split_unit"] * len(pairs) + weights["missing_skill"] * lacking


def minutes_between(value: dict[str, Any], person: dict[str, Any], compound: dict[str, Any]) -> int:
    """Return whole minutes from a home to a compound, begun ones counted."""
    metres = math.hypot(person["x"] - compound["x"], person["y"] - compound["y"])
    return math.ceil(1.3 * metres / value["speed_m_per_min"])

"""The fair split by trying every set of demands, in exact fractions: slow, plain, nothing shared with the solver.

The lowest level anywhere is the lowest level at which some set of demands uses up all that can reach it. That set
stays there; without it and its stock the next lowest is sought, and so on (the bottleneck argument).
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import Any

Curve = list[tuple[int, int, int]]  # stage, slope, room


def fair(value: dict[str, Any]) -> list[Fraction]:
    """Return the exact amount of each demand."""
    curves = curves_of(value)
    top = 2 * value["tiers"]
    reach = reach_of(value)
    amounts: dict[int, Fraction] = {}
    gone: set[int] = set()
    while len(amounts) < len(curves):
        left = [e for e in range(len(curves)) if e not in amounts]
        level, bound = Fraction(top), set(left)
        for size in range(1, len(left) + 1):
            for some in combinations(left, size):
                nodes = set().union(*(reach[e] for e in some)) - gone
                height = height_of([curves[e] for e in some], sum(value["nodes"][k]["supply"] for k in nodes), top)
                if height < level or (height == level < top and bound < set(some)):
                    level, bound = height, set(some)
        for e in bound:
            amounts[e] = take(curves[e], level)
            gone |= reach[e] if level < top else set()
    return [amounts[e] for e in range(len(curves))]


def curves_of(value: dict[str, Any]) -> list[Curve]:
    """Return what each demand takes in which stage."""
    tiers = value["tiers"]
    stage_of = {f"min{t}": t for t in range(tiers)} | {f"rest{t}": tiers + t for t in range(tiers)}
    for stage, text in enumerate(value.get("stages", [])):
        stage_of |= dict.fromkeys(text.split("+"), stage)
    curves = []
    for row in value["demands"]:
        rest = row["need"] - row["min"]
        request = row.get("request", row["need"])
        least = min(row["min"], request)
        curves.append(
            [
                (stage_of[f"min{row['tier']}"], row["min"], least),
                (stage_of[f"rest{row['tier']}"], rest + row.get("owed", 0), min(rest, request - least)),
            ]
        )
    return curves


def reach_of(value: dict[str, Any]) -> list[set[int]]:
    """Return all nodes whose stock can come to each demand, directly or kept for later."""
    before: dict[int, set[int]] = {}
    for tail, tip in value["carry"]:
        before.setdefault(tip, set()).add(tail)
    found = []
    for row in value["demands"]:
        reach, new = set(), set(row["arcs"])
        while new:
            reach |= new
            new = set().union(*(before.get(k, set()) for k in new)) - reach
        found.append(reach)
    return found


def take(curve: Curve, level: Fraction) -> Fraction:
    """Return what a demand takes at a level."""
    within = [(slope * min(max(level - stage, Fraction(0)), Fraction(1)), room) for stage, slope, room in curve]
    return sum((min(rising, Fraction(room)) for rising, room in within), Fraction(0))


def height_of(curves: list[Curve], stock: int, top: int) -> Fraction:
    """Return the lowest level at which some demands together take the stock; the top if they never take it up."""
    if sum(room for curve in curves for _, _, room in curve) <= stock:
        return Fraction(top)
    corners = {Fraction(k) for k in range(top + 1)}
    for curve in curves:
        corners |= {stage + Fraction(room, slope) for stage, slope, room in curve if slope}
    line = sorted(corners)
    below = line[0]
    for above in line:
        high = sum(take(curve, above) for curve in curves)
        if high >= stock:
            low = sum(take(curve, below) for curve in curves)
            return below if high == low else below + (above - below) * (stock - low) / (high - low)
        below = above
    raise AssertionError(stock)

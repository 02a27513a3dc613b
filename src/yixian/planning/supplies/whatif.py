"""What would change: more at one store, or another order of stages, with its price."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.faults import BadInput, Fault
from yixian.planning.plan import Reason
from yixian.planning.supplies.judge import Judge
from yixian.planning.supplies.lorries import allocate_loaded
from yixian.planning.supplies.problem import MINIMUM, Problem
from yixian.planning.supplies.solve import allocate
from yixian.planning.supplies.stages import read_stages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yixian.planning.supplies.problem import BoolArray, FloatArray, IntArray

    Amounts = IntArray | FloatArray

HAIR = 1e-9


def with_more(problem: Problem, wish: str) -> Problem:
    """Return the problem with more at one node; the wish is ``NODE:PIECES`` or ``STORE@DAY:PIECES``.

    Raises
    ------
    BadInput
        If there is no such node, or the pieces are no whole number.
    """
    place, _, pieces = wish.rpartition(":")
    names = [f"{store}@{day}" for store, day in zip(problem.nodes.store, problem.nodes.day.tolist(), strict=True)]
    node = int(place) if place.isdigit() else names.index(place) if place in names else -1
    if not 0 <= node < len(names) or not pieces.isdigit():
        some = ", ".join(names[:3])
        raise BadInput([Fault("command", "more", f"NODE:PIECES or STORE@DAY:PIECES, such as {some}", wish)])
    supply = problem.nodes.supply.copy()
    supply[node] += int(pieces)
    return replace(problem, nodes=replace(problem.nodes, supply=supply))


def with_stages(problem: Problem, stages: Sequence[str]) -> Problem:
    """Return the problem with another order of stages, such as ``["min0", "rest0", "min1", "rest1"]``.

    Raises
    ------
    BadInput
        If a part is missing, unknown, or stands twice.
    """
    judge = Judge()
    stage_of = read_stages(judge, list(stages), problem.stage_of.shape[1])
    judge.settle()
    return replace(problem, stage_of=stage_of)


def compare(problem: Problem, other: Problem) -> tuple[dict[str, Any], list[Reason]]:
    """Return what the other problem's fair split changes, in figures and as reasons: in all, by tier, most by site."""
    before, after = _amounts(problem), _amounts(other)
    change = after - before
    tiers = [_tier(problem, tier, before, after) for tier in range(problem.stage_of.shape[1])]
    in_all = {
        "before": _total(before),
        "after": _total(after),
        "gains": int((change > HAIR).sum()),
        "loses": int((change < -HAIR).sum()),
    }
    ends = (change.argmax(), change.argmin()) if change.size else ()
    most = [_site(problem, int(e), before, after) for e in ends if change[e]]
    reasons = [Reason("change_all", in_all), *(Reason("change_tier", tier) for tier in tiers)]
    reasons += [Reason("change_most", site) for site in most]
    value = {**in_all, "tiers": tiers, "change": change.tolist()}
    return value, reasons


def _amounts(problem: Problem) -> Amounts:
    """Return the fair amounts, of the lorries too where they are shared."""
    if problem.lorries is None:
        return allocate(problem).amount
    return allocate_loaded(problem, problem.lorries).amount


def _total(amount: Amounts) -> float:
    """Return the pieces in all, as a whole number where they are one but for rounding."""
    total = float(amount.sum())
    return round(total) if abs(total - round(total)) <= HAIR * max(total, 1) else round(total, 4)


def _tier(problem: Problem, tier: int, before: Amounts, after: Amounts) -> dict[str, Any]:
    """Return what a tier gets and how many of its minimums are not met, before and after."""
    mine: BoolArray = problem.demands.tier == tier
    least = problem.demands.room[MINIMUM, mine]

    def below(amount: Amounts) -> int:
        return int((amount[mine] < least - HAIR * np.maximum(least, 1)).sum())

    return {
        "tier": tier,
        "before": round(float(before[mine].sum()), 4),
        "after": round(float(after[mine].sum()), 4),
        "below_before": below(before),
        "below_after": below(after),
    }


def _site(problem: Problem, e: int, before: Amounts, after: Amounts) -> dict[str, Any]:
    demands = problem.demands
    return {
        "site": problem.sites[demands.site[e]],
        "day": int(demands.day[e]),
        "before": round(float(before[e]), 4),
        "after": round(float(after[e]), 4),
    }

"""The independent checker of a choice of sites, written from the questions themselves, in loops over demand.

Prices bound a box of choices because nothing can earn more than it is charged: for each question the sentence stands
beside its loop. The boxes of the proof must hold every choice.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.plan import Certificate, Reason, RuleCount, Shortfall
from yixian.planning.roads.siting.formats import ClaimReader
from yixian.planning.roads.siting.problem import BUSY, CLOSE, COVER, FEWEST, NEAREST
from yixian.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yixian.planning.roads.siting.problem import Leaf, Siting, SitingPlan
    from yixian.words import Lang

PACKAGE = "yixian.planning.roads.siting"


def check(problem: Siting, document: Mapping[str, Any], sha256: str, *, lang: Lang = "en") -> Certificate:
    """Return what is true of a plan; ``cost`` is what the value lacks to the bound, ``bound`` 0, in value units.

    Parameters
    ----------
    problem
        The question, its travel times found by a plain search.
    document
        The plan file.
    sha256
        Digest of the file of the question.
    """
    reader = ClaimReader(problem)
    plan = reader.read(document, sha256)
    bench = _Bench(reader.refusals)
    if not bench.refusals:
        _limits_hold(problem, plan, bench)
        _value_is_right(problem, plan, bench)
        _leaves_hold_all(problem, plan, bench)
        _bound_is_proven(problem, plan, bench)
        _shortages_are_right(problem, plan, document.get("shortages"), bench)
    short = _short(problem, plan.units.tolist())
    return Certificate(
        cost=max(0, math.ceil(abs(plan.bound - plan.value) - CLOSE * max(1.0, abs(plan.value)))),
        bound=None if bench.refusals else 0,
        rules=tuple(bench.rules),
        shortfalls=tuple(Shortfall((name,), residents, (Reason(why),)) for name, residents, why in short),
        faults=tuple(say(PACKAGE, refusal.code, refusal.params, lang) for refusal in bench.refusals),
    )


class _Bench:
    """Counts tests and keeps refusals."""

    def __init__(self, refusals: Sequence[Reason]) -> None:
        self.refusals = list(refusals)
        self.rules: list[RuleCount] = []

    def test(self, code: str, faults: Sequence[Mapping[str, Any]], tested: int) -> None:
        self.rules.append(RuleCount(code, tested, tested - len(faults)))
        self.refusals.extend(Reason(code, fault) for fault in faults)


def _limits_hold(problem: Siting, plan: SitingPlan, bench: _Bench) -> None:
    units = plan.units.tolist()
    faults = [
        {"site": name, "said": units[k], "least": int(problem.least[k]), "most": int(problem.most[k])}
        for k, name in enumerate(problem.sites)
        if not problem.least[k] <= units[k] <= problem.most[k]
    ]
    bench.test("limits", faults, len(units))
    if problem.question == FEWEST:
        missing = [
            {"demand": name}
            for i, name in enumerate(problem.demand)
            if _times(problem, units, i) == 0 and any(problem.covers[:, i].tolist())
        ]
        bench.test("not_covered", missing, len(problem.demand))
        return
    bench.test("count", [{"said": sum(units), "p": problem.p}] if sum(units) != problem.p else [], 1)


def _value_is_right(problem: Siting, plan: SitingPlan, bench: _Bench) -> None:
    found = _value(problem, plan.units.tolist())
    is_right = abs(found - plan.value) <= CLOSE * max(1.0, abs(found))
    bench.test("value", [] if is_right else [{"said": plan.value, "found": found}], 1)


def _value(problem: Siting, units: list[int]) -> float:
    if problem.question == FEWEST:
        return float(sum(units))
    total = 0.0
    for i, residents in enumerate(problem.residents.tolist()):
        if problem.question == NEAREST:
            near = [int(problem.whole_s[k, i]) for k, count in enumerate(units) if count]
            total += residents * min(near, default=problem.unreached_s)
            continue
        times = _times(problem, units, i)
        total += residents * ((1 - problem.busy**times) if problem.question == BUSY else float(times > 0))
    return total


def _times(problem: Siting, units: list[int], demand: int) -> int:
    return sum(count for k, count in enumerate(units) if count and problem.covers[k, demand])


def _leaves_hold_all(problem: Siting, plan: SitingPlan, bench: _Bench) -> None:
    """The boxes must leave out no choice within the limits."""
    boxes = [(leaf.least.tolist(), leaf.most.tolist()) for leaf in plan.leaves]
    is_whole = _is_held(problem.least.tolist(), problem.most.tolist(), boxes)
    bench.test("boxes", [] if is_whole else [{"n": len(boxes)}], 1)


def _is_held(least: list[int], most: list[int], boxes: list[tuple[list[int], list[int]]]) -> bool:
    """Whether some boxes hold every choice: one does, or a site parts the boxes and both sides are held."""
    if any(_holds(box, least, most) for box in boxes):
        return True
    for site in range(len(least)):
        for at in {box[1][site] for box in boxes if least[site] <= box[1][site] < most[site]}:
            lower = [box for box in boxes if box[1][site] <= at]
            upper = [box for box in boxes if box[0][site] > at]
            if lower and upper and len(lower) + len(upper) == len(boxes):
                below, above = most.copy(), least.copy()
                below[site], above[site] = at, at + 1
                return _is_held(least, below, lower) and _is_held(above, most, upper)
    return False


def _holds(box: tuple[list[int], list[int]], least: list[int], most: list[int]) -> bool:
    lows = all(low <= own for low, own in zip(box[0], least, strict=True))
    return lows and all(high >= own for high, own in zip(box[1], most, strict=True))


def _bound_is_proven(problem: Siting, plan: SitingPlan, bench: _Bench) -> None:
    near = [np.flatnonzero(problem.covers[:, i]).tolist() for i in range(len(problem.demand))]
    worths = [_worths(problem, prices, near) for prices in plan.prices.tolist()]
    bounds = [_bound(problem, worths[leaf.prices], leaf) for leaf in plan.leaves]
    best = max([plan.value, *bounds]) if problem.is_most else min([plan.value, *bounds])
    is_proven = abs(best - plan.bound) <= CLOSE * max(1.0, abs(best))
    bench.test("bound", [] if is_proven else [{"said": plan.bound, "found": best}], 1)


def _worths(problem: Siting, prices: list[float], near: list[list[int]]) -> tuple[float, list[float]]:
    """Return what demand adds whatever is chosen, and what one unit at each site adds at most, at some prices."""
    free, worth = 0.0, [0.0] * len(problem.sites)
    for i, price in enumerate(prices):
        residents = int(problem.residents[i])
        if problem.question == NEAREST:
            # Whoever is assigned pays his price; a site that takes him gives back what his trip costs less.
            free += min(price, residents * problem.unreached_s)
            for k, trip_s in enumerate(problem.whole_s[:, i].tolist()):
                worth[k] += max(0.0, price - residents * trip_s)
            continue
        if not near[i]:
            continue
        for k in near[i]:
            worth[k] += price
        if problem.question == FEWEST:
            # Somebody must come: each who asks earns his price once, a site costs 1 less what it collects.
            free += price
        elif problem.question == COVER:
            # What a demand brings is at most its price for each unit in reach and what is left above the price.
            free += max(0.0, residents - price)
        else:
            # The k-th unit in reach brings less than the one before; each at most the price and what is above it.
            shares = [residents * (1 - problem.busy) * problem.busy**k for k in range(problem.p)]
            free += sum(max(0.0, share - price) for share in shares)
    return free, worth


def _bound(problem: Siting, worths: tuple[float, list[float]], leaf: Leaf) -> float:
    free, worth = worths
    least, most = leaf.least.tolist(), leaf.most.tolist()
    if problem.question == FEWEST:
        own = [(1 - w) * (most[k] if w > 1 else least[k]) for k, w in enumerate(worth)]
        return float(math.ceil(free + sum(own) - 1e-9 * max(1.0, free)))
    spare = problem.p - sum(least)
    if spare < 0 or sum(most) < problem.p:
        return -math.inf if problem.is_most else math.inf
    earned = sum(w * least[k] for k, w in enumerate(worth))
    for k in sorted(range(len(worth)), key=lambda k: -worth[k]):
        taken = min(spare, most[k] - least[k])
        earned += taken * worth[k]
        spare -= taken
    bound: float = free - earned if problem.question == NEAREST else free + earned
    slack = 1e-9 * max(1.0, abs(bound))
    if problem.question == BUSY:
        return bound
    return float(math.ceil(bound - slack) if problem.question == NEAREST else math.floor(bound + slack))


def _shortages_are_right(problem: Siting, plan: SitingPlan, said: Any, bench: _Bench) -> None:
    found = {name: (residents, why) for name, residents, why in _short(problem, plan.units.tolist())}
    rows = said if isinstance(said, list) else [None]
    named = {str(row.get("demand")): (row.get("residents"), row.get("reason")) for row in rows if isinstance(row, dict)}
    wrong = sorted(name for name in {*found, *named} if found.get(name) != named.get(name))
    is_listed = isinstance(said, list) and len(rows) == len(named)
    faults = [{"demand": name} for name in wrong] if is_listed else [{"demand": "-"}]
    bench.test("shortage", faults, max(len(found), len(faults)))


def _short(problem: Siting, units: list[int]) -> list[tuple[str, int, str]]:
    """Return who is not served, how many they are, and whether any site would do."""
    rows = []
    for i, name in enumerate(problem.demand):
        near = [
            math.isfinite(problem.seconds[k, i]) if problem.question == NEAREST else bool(problem.covers[k, i])
            for k in range(len(units))
        ]
        if not any(is_near and count for is_near, count in zip(near, units, strict=True)):
            rows.append((name, int(problem.residents[i]), "not_chosen" if any(near) else "no_site"))
    return rows

"""The independent checker of a production plan: limits, value, budget, and a bound that holds for all sets of actions.

At any prices that are not negative and cover the worth of every product a factory can make, whatever it makes is
worth no more than its limits at these prices. The least of these bounds holds for each set of its actions; the best
choice of sets within the budget, by these bounds, is worth no less than the best plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.plan import Certificate, Reason
from yixian.planning.supplies.bench import Bench
from yixian.words import say

if TYPE_CHECKING:
    from yixian.planning.supplies.factories.problem import FloatArray, IntArray, Production, ProductionPlan
    from yixian.words import Lang

PACKAGE = "yixian.planning.supplies"
CLOSE = 1e-6  # relative: what a linear program in floats leaves open


def check(
    problem: Production, plan: ProductionPlan, refusals: tuple[Reason, ...] = (), *, lang: Lang = "en"
) -> Certificate:
    """Return what is true of a production plan.

    ``cost`` is the value missed against the bound, so 0 means that nothing better exists; ``bound`` is 0, the least
    that can be missed. Without a sound plan ``bound`` is None.
    """
    bench = Bench(list(refusals))
    if not bench.refusals:
        _limits_hold(problem, plan, bench)
        _value_is_right(problem, plan, bench)
        _bound_holds(problem, plan, bench)
    return Certificate(
        cost=max(0, round(plan.bound - plan.value)),
        bound=None if bench.refusals else 0,
        rules=bench.rules(),
        shortfalls=(),
        faults=tuple(say(PACKAGE, refusal.code, refusal.params, lang) for refusal in bench.refusals),
    )


def _limits_hold(problem: Production, plan: ProductionPlan, bench: Bench) -> None:
    spent = int(problem.actions.effort[plan.is_taken].sum())
    if bench.one("budget", spent <= problem.budget):
        parts = problem.effort_parts
        bench.refuse("budget", spent=spent / parts, budget=problem.budget / parts)
    for cell in bench.test("able", ((plan.output == 0) | problem.factories.can).ravel()):
        bench.refuse("able", factory=cell // plan.output.shape[1], product=cell % plan.output.shape[1])
    for cell in bench.test("pieces", (plan.output >= 0).ravel()):
        bench.refuse("pieces", factory=cell // plan.output.shape[1], product=cell % plan.output.shape[1])
    used = plan.output @ problem.use * problem.n_days
    limits = problem.limits(plan.is_taken)
    for cell in bench.test("limit", (used <= limits + CLOSE * np.maximum(limits, 1)).ravel()):
        factory, resource = divmod(cell, limits.shape[1])
        figures = {"said": float(used[factory, resource]), "found": float(limits[factory, resource])}
        bench.refuse("limit", factory=factory, resource=resource, **figures)


def _value_is_right(problem: Production, plan: ProductionPlan, bench: Bench) -> None:
    worth = float((plan.output @ problem.products.value).sum()) * problem.n_days
    if bench.one("value", abs(worth - plan.value) <= CLOSE * max(1.0, worth)):
        bench.refuse("value", said=plan.value, found=worth)


def _bound_holds(problem: Production, plan: ProductionPlan, bench: Bench) -> None:
    """Recompute the bound from the prices, and what could be made without any action."""
    n_factories = len(problem.factories.cash)
    is_covered = [_covers(problem, f, plan.prices[f]) for f in range(n_factories)]
    for f in bench.test("prices", np.array(is_covered, dtype=np.bool_)):
        bench.refuse("prices", factory=f)
    if not all(is_covered):
        return
    effort, worth = np.zeros(1, dtype=np.int64), np.zeros(1)
    idle = 0.0
    for f in range(n_factories):
        efforts, bounds = _sets(problem, f, plan.prices[f])
        idle += float(bounds[0])
        sums = (effort[:, None] + efforts).ravel(), (worth[:, None] + bounds).ravel()
        effort, worth = _frontier(*sums, problem.budget)
    for rule, said, found in (("bound", plan.bound, float(worth[-1])), ("without", plan.without, idle)):
        if bench.one(rule, abs(said - found) <= CLOSE * max(1.0, found)):
            bench.refuse(rule, said=said, found=found)
    if bench.one("below_bound", plan.value <= plan.bound * (1 + CLOSE)):
        bench.refuse("below_bound", said=plan.value, found=plan.bound)


def _covers(problem: Production, f: int, prices: FloatArray) -> bool:
    """Whether prices are not negative and each product a factory can make costs its worth at least."""
    can = problem.factories.can[f]
    covered = prices @ problem.use[can].T
    return len(prices) > 0 and bool((prices >= 0).all() and (covered >= problem.products.value[can] * (1 - 1e-9)).all())


def _sets(problem: Production, f: int, prices: FloatArray) -> tuple[IntArray, FloatArray]:
    """Return effort and bound of each set of a factory's actions, the empty one first."""
    nothing = np.zeros(len(problem.actions.factory), dtype=np.bool_)
    efforts, limits = np.zeros(1, dtype=np.int64), problem.limits(nothing)[f][None, :]
    for action in np.flatnonzero(problem.actions.factory == f).tolist():
        more = limits.copy()
        more[:, problem.resource[action]] += problem.gain[action]
        limits = np.concatenate([limits, more])
        efforts = np.concatenate([efforts, efforts + problem.actions.effort[action]])
    bounds: FloatArray = (limits @ prices.T).min(axis=1)
    return efforts, bounds


def _frontier(effort: IntArray, worth: FloatArray, budget: int) -> tuple[IntArray, FloatArray]:
    """Return for each effort within the budget the most that it brings, where more effort brings more."""
    order = np.lexsort((-worth, effort))
    order = order[effort[order] <= budget]
    best = np.maximum.accumulate(worth[order])
    is_better = np.append(True, best[1:] > best[:-1])
    return effort[order][is_better], best[is_better]

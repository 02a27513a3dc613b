"""The independent checker of a split with shared lorries: prices prove that no group can rise.

For any prices of pieces at nodes (never dearer later where stock may be kept) and of litres on lorries, what all
demands get, each at its cheapest way, is worth no more than all stock and all room at these prices. Where the two are
equal, whoever has a price can get more only if another one with a price gets less.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.plan import Certificate, Reason, Shortfall
from yixian.planning.supplies.bench import Bench
from yixian.planning.supplies.check import PACKAGE
from yixian.planning.supplies.check_shipments import test_shipments
from yixian.planning.supplies.problem import MINIMUM, REST
from yixian.words import say

if TYPE_CHECKING:
    from yixian.planning.supplies.problem import Cut, FloatArray, LorryPlan, Problem
    from yixian.words import Lang

NEAR = 1e-6  # relative: what linear programs in floats leave open
READABLE = {"seal", "total_differs"}


def check_loaded(
    problem: Problem, plan: LorryPlan, refusals: tuple[Reason, ...] = (), *, lang: Lang = "en"
) -> Certificate:
    """Return what is true of a plan whose lorries are shared; like ``check.check``, but no bound in pieces is known."""
    bench = Bench(list(refusals))
    if all(refusal.code in READABLE for refusal in refusals):
        level = _level_of(problem, plan, bench)
        _amounts_fit(problem, plan, level, bench)
        for k, cut in enumerate(plan.cuts):
            _test_cut(problem, plan, (k, cut), bench)
        test_shipments(problem, plan, bench, NEAR)
    lacking = (
        np.maximum(problem.demands.need - plan.amount, 0) if len(plan.amount) == problem.n_demands else np.zeros(1)
    )
    return Certificate(
        cost=round(float(lacking.sum())),
        bound=None,
        rules=bench.rules(),
        shortfalls=() if bench.refusals else _shortfalls(problem, plan),
        faults=tuple(say(PACKAGE, refusal.code, refusal.params, lang) for refusal in bench.refusals),
    )


def _level_of(problem: Problem, plan: LorryPlan, bench: Bench) -> FloatArray:
    """Return the level of each demand; each must stand in exactly one group, and levels must rise to the top."""
    level, times = np.zeros(problem.n_demands), np.zeros(problem.n_demands, dtype=np.int64)
    for group, height in zip(plan.groups, plan.levels, strict=True):
        np.add.at(times, group, 1)
        level[group] = height
    for e in bench.test("one_group", times == 1):
        bench.refuse("one_group", demand=e, times=int(times[e]))
    for k in bench.test("levels_rise", np.diff(plan.levels) >= 0):
        bench.refuse("levels_rise", group=k + 1, level=plan.levels[k + 1], before=plan.levels[k])
    if bench.one("level", plan.levels and plan.levels[-1] == problem.n_stages and plan.levels[0] >= 0):
        bench.refuse("level", group=len(plan.levels) - 1, level=str(plan.levels[-1:]), top=problem.n_stages)
    return level


def _amounts_fit(problem: Problem, plan: LorryPlan, level: FloatArray, bench: Bench) -> None:
    exact = _due(problem, level)
    for e in bench.test("amount", np.abs(plan.amount - exact) <= NEAR * np.maximum(exact, 1)):
        bench.refuse("amount", demand=e, said=float(plan.amount[e]), group=int(np.searchsorted(plan.levels, level[e])))


def _due(problem: Problem, level: FloatArray) -> FloatArray:
    """Return what a level gives each demand."""
    demands, due = problem.demands, np.zeros(problem.n_demands)
    for part in (MINIMUM, REST):
        share = np.clip(level - problem.stage_of[part, demands.tier], 0, 1)
        due += np.minimum(share * demands.slope[part], demands.room[part])
    return due


def _test_cut(problem: Problem, plan: LorryPlan, case: tuple[int, Cut], bench: Bench) -> None:
    k, cut = case
    lorries, patterns = problem.lorries, problem.patterns
    assert lorries is not None
    price = np.zeros(len(problem.nodes.supply))
    price[list(cut.node)] = list(cut.node.values())
    litre = np.zeros(len(lorries.room_l) + 1)  # the last one is no lorry
    litre[list(cut.lorry)] = list(cut.lorry.values())
    later = price[problem.carry[:, 1]] - price[problem.carry[:, 0]]
    scale = max(float(price.max(initial=0)), float(litre.max()), 1e-300)
    is_lawful = (price >= 0).all() and (litre >= 0).all() and (later <= NEAR * scale).all()
    if bench.one("cut_prices", is_lawful):
        bench.refuse("cut_prices", group=k)
    way = price + litre[lorries.of_node] * lorries.volume_l[problem.nodes.item]
    cheapest = np.full(len(patterns.begin) - 1, np.inf)
    np.minimum.at(cheapest, np.repeat(np.arange(len(cheapest)), np.diff(patterns.begin)), way[patterns.node])
    own = cheapest[problem.demands.pattern]
    priced = own > NEAR * scale
    worth = float((np.where(np.isfinite(own), own, 0.0) * plan.amount).sum())
    stock = float(price @ problem.nodes.supply + litre[:-1] @ lorries.room_l)
    if bench.one("cut_equal", abs(worth - stock) <= NEAR * max(stock, scale)):
        bench.refuse("cut_equal", group=k, given=worth, stock=stock)
    mine = plan.groups[k][plan.amount[plan.groups[k]] < problem.demands.need[plan.groups[k]] * (1 - NEAR)]
    for i in bench.test("stuck", priced[mine]):
        bench.refuse("stuck", group=k, demand=int(mine[i]))
    # Who has no more than level k gives cannot give way to this group without standing lower than it.
    due = _due(problem, np.full(problem.n_demands, plan.levels[k]))
    is_higher = priced & (plan.amount > due + NEAR * np.maximum(due, 1))
    for e in bench.test("no_higher", ~is_higher):
        bench.refuse("no_higher", group=k, demand=e)


def _shortfalls(problem: Problem, plan: LorryPlan) -> tuple[Shortfall, ...]:
    found = []
    for k, group in enumerate(plan.groups[:-1]):
        missing = round(float((problem.demands.need[group] - plan.amount[group]).sum()))
        figures = {
            "group": k,
            "demands": len(group),
            "nodes": len(plan.cuts[k].node),
            "lorries": len(plan.cuts[k].lorry),
        }
        found.append(Shortfall(("group", k), missing, (Reason("priced_cut", figures),)))
    return tuple(found)

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
from yixian.planning.supplies.check import BESIDE, PACKAGE
from yixian.planning.supplies.check_shipments import test_shipments
from yixian.planning.supplies.problem import MINIMUM, REST
from yixian.words import say

if TYPE_CHECKING:
    from yixian.planning.supplies.problem import BoolArray, Cut, FloatArray, IntArray, LorryPlan, Problem
    from yixian.words import Lang

NEAR = 1e-6  # relative: what linear programs in floats leave open


def check_loaded(
    problem: Problem, plan: LorryPlan, refusals: tuple[Reason, ...] = (), *, lang: Lang = "en"
) -> Certificate:
    """Return what is true of a plan whose lorries are shared; like ``check.check``, but no bound in pieces is known.

    A group without prices, where the search ended early, is sound if its amounts fit its level; its shortfall says
    that nothing proves it.
    """
    bench = Bench(list(refusals))
    if all(refusal.code in BESIDE for refusal in refusals):
        level = _level_of(problem, plan, bench)
        _amounts_fit(problem, plan, level, bench)
        test_shipments(problem, plan, bench, NEAR)
        cuts = Cuts(problem, plan)
        for k, cut in enumerate(plan.cuts):
            if cut is not None:
                cuts.test(k, cut, bench)
    need = problem.demands.need
    lacking = np.maximum(need - plan.amount, 0) if len(plan.amount) == len(need) else need
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
    exact = _due(problem, np.arange(problem.n_demands), level)
    for e in bench.test("amount", np.abs(plan.amount - exact) <= NEAR * np.maximum(exact, 1)):
        bench.refuse("amount", demand=e, said=float(plan.amount[e]), group=int(np.searchsorted(plan.levels, level[e])))


def _due(problem: Problem, demands: IntArray, level: FloatArray | float) -> FloatArray:
    """Return what a level gives some demands."""
    rows, due = problem.demands, np.zeros(len(demands))
    for part in (MINIMUM, REST):
        share = np.clip(level - problem.stage_of[part, rows.tier[demands]], 0, 1)
        due += np.minimum(share * rows.slope[part, demands], rows.room[part, demands])
    return due


class Cuts:
    """Tests the prices of one group after the other."""

    def __init__(self, problem: Problem, plan: LorryPlan) -> None:
        self.problem, self.plan = problem, plan
        self.need = problem.demands.need
        patterns, lorries = problem.patterns, problem.lorries
        self.owner = np.repeat(np.arange(len(patterns.begin) - 1), np.diff(patterns.begin))
        self.got = np.bincount(problem.demands.pattern, weights=plan.amount, minlength=len(patterns.begin) - 1)
        # The last room is no lorry: what leaves on none has room enough.
        n_nodes = len(problem.nodes.supply)
        self.room_l = np.zeros(1) if lorries is None else np.append(lorries.room_l, 0.0)
        self.of_node = np.full(n_nodes, -1) if lorries is None else lorries.of_node
        self.litres = np.zeros(n_nodes) if lorries is None else lorries.volume_l[problem.nodes.item]

    def test(self, k: int, cut: Cut, bench: Bench) -> None:
        """Hold the prices of group ``k`` against what everybody gets."""
        price, litre = np.zeros(len(self.problem.nodes.supply)), np.zeros(len(self.room_l))
        price[list(cut.node)] = list(cut.node.values())
        litre[list(cut.lorry)] = list(cut.lorry.values())
        later = price[self.problem.carry[:, 1]] - price[self.problem.carry[:, 0]]
        scale = max(float(price.max(initial=0)), float(litre.max()), 1e-300)
        if bench.one("cut_prices", (price >= 0).all() and (litre >= 0).all() and (later <= NEAR * scale).all()):
            bench.refuse("cut_prices", group=k)
        own = self._cheapest(price + litre[self.of_node] * self.litres)
        worth = float(own @ self.got)
        stock = float(price @ self.problem.nodes.supply + litre @ self.room_l)
        if bench.one("cut_equal", abs(worth - stock) <= NEAR * max(stock, scale)):
            bench.refuse("cut_equal", group=k, given=worth, stock=stock)
        self._stuck(k, own > NEAR * scale, bench)

    def _cheapest(self, way: FloatArray) -> FloatArray:
        """Return the price of the cheapest way to each class, 0 where there is none."""
        cheapest = np.full(len(self.got), np.inf)
        np.minimum.at(cheapest, self.owner, way[self.problem.patterns.node])
        cheapest[np.isinf(cheapest)] = 0.0
        return cheapest

    def _stuck(self, k: int, is_priced: BoolArray, bench: Bench) -> None:
        """Who lacks anything in group ``k`` has a price, and nobody with a price has more than the group's level."""
        amount, pattern, begin = self.plan.amount, self.problem.demands.pattern, self.problem.patterns.begin
        group = self.plan.groups[k]
        mine = group[amount[group] < self.need[group] * (1 - NEAR)]
        is_stuck = is_priced[pattern[mine]] | (begin[pattern[mine]] == begin[pattern[mine] + 1])
        for i in bench.test("stuck", is_stuck):
            bench.refuse("stuck", group=k, demand=int(mine[i]))
        # Who has no more than level k gives cannot give way to this group without standing lower than it.
        priced = np.flatnonzero(is_priced[pattern])
        due = _due(self.problem, priced, self.plan.levels[k])
        for i in bench.test("no_higher", amount[priced] <= due + NEAR * np.maximum(due, 1)):
            bench.refuse("no_higher", group=k, demand=int(priced[i]))


def _shortfalls(problem: Problem, plan: LorryPlan) -> tuple[Shortfall, ...]:
    found = []
    for k, (group, cut) in enumerate(zip(plan.groups, plan.cuts, strict=False)):
        missing = round(float((problem.demands.need[group] - plan.amount[group]).sum()))
        figures = {"group": k, "demands": len(group)}
        reason = Reason("unproven_group", figures)
        if cut is not None:
            reason = Reason("priced_cut", {**figures, "nodes": len(cut.node), "lorries": len(cut.lorry)})
        found.append(Shortfall(("group", k), missing, (reason,)))
    return tuple(found)

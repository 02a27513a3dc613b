"""Why a site gets what it gets where lorries are shared: its level, and what of stock and lorry room is used up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.plan import Reason
from yixian.planning.supplies.problem import MINIMUM, NOWHERE, REST
from yixian.planning.supplies.stages import write_stages

if TYPE_CHECKING:
    from yixian.planning.supplies.problem import LorryPlan, Problem

MOST_NAMED = 4
"""Stocks and lorries that one sentence names."""


class LoadedReasons:
    """Reasons of one plan for one problem with shared lorries."""

    def __init__(self, problem: Problem, plan: LorryPlan) -> None:
        self.problem, self.plan = problem, plan
        self.group_of = np.zeros(problem.n_demands, dtype=np.int64)
        for k, group in enumerate(plan.groups):
            self.group_of[group] = k
        self._stages = write_stages(problem.stage_of)

    def groups(self) -> list[Reason]:
        """Return the table of groups: each with what is used up, or that nothing proves it."""
        return [self._group(k) for k in range(len(self.plan.groups))]

    def of_site(self, site: int) -> list[Reason]:
        """Return the reasons of all demands of a site (an index), in order of days."""
        demands = self.problem.demands
        mine = np.flatnonzero(demands.site == site)
        mine = mine[np.lexsort((demands.item[mine], demands.day[mine]))]
        return [self.of_demand(e) for e in mine.tolist()]

    def of_demand(self, e: int) -> Reason:
        """Return why a demand (an index) gets its amount."""
        problem, demands = self.problem, self.problem.demands
        need, k = int(demands.need[e]), int(self.group_of[e])
        base = {"day": int(demands.day[e]), "item": problem.items[demands.item[e]], "need": need}
        done, steep, share = _sum(problem, e, self.plan.levels[k])
        if done == need:
            return Reason("full" if need else "needs_nothing", base)
        if not len(problem.arcs_of(demands.pattern[e])):
            return Reason("no_lorry", base)
        sums = {"done": done, "steep": steep, "percent": f"{share:.4%}", "amount": f"{self.plan.amount[e]:.4f}"}
        return Reason("loaded_share", {**base, **sums, "group": k, "used": self._used(e, k)})

    def _group(self, k: int) -> Reason:
        group, level = self.plan.groups[k], self.plan.levels[k]
        figures = {
            "group": k,
            "demands": len(group),
            "sites": len(np.unique(self.problem.demands.site[group])),
            "given": f"{self.plan.amount[group].sum():.4f}",
        }
        if k == len(self.plan.groups) - 1:
            return Reason("loaded_full", figures)
        stage = min(int(level), self.problem.n_stages - 1)
        figures |= {"level": f"{level:.4f}", "parts": self._stages[stage]}
        cut = self.plan.cuts[k]
        if cut is None:
            return Reason("loaded_unproven", figures)
        return Reason("loaded_tight", {**figures, "nodes": len(cut.node), "lorries": len(cut.lorry)})

    def _used(self, e: int, k: int) -> tuple[Reason, ...]:
        """Return the stocks and lorries on a demand's ways that are used up; nothing where nothing is proven."""
        cut, lorries, nodes = self.plan.cuts[k], self.problem.lorries, self.problem.nodes
        if cut is None:
            return ()
        names: list[Reason] = []
        for node in self.problem.arcs_of(self.problem.demands.pattern[e]).tolist():
            place = {"store": nodes.store[node], "day": int(nodes.day[node])}
            lorry = NOWHERE if lorries is None else int(lorries.of_node[node])
            names += [Reason("at_stock", place)] if node in cut.node else []
            names += [Reason("on_lorry", place)] if lorry in cut.lorry else []
        return tuple(name for i, name in enumerate(names) if name not in names[:i])[:MOST_NAMED]


def _sum(problem: Problem, e: int, level: float) -> tuple[int, int, float]:
    """Return what a demand has whole at a level, the slope of the part that still rises, and its share."""
    demands, stage = problem.demands, int(level)
    done, steep = 0, 0
    for part in (MINIMUM, REST):
        own = int(problem.stage_of[part, demands.tier[e]])
        room, slope = int(demands.room[part, e]), int(demands.slope[part, e])
        if own < stage or (own == stage and slope * (level - stage) >= room):
            done += room
        elif own == stage:
            steep += slope
    return done, steep, level - stage

"""Why a site gets what it gets: its group's two numbers, and a sum that a pocket calculator repeats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.plan import Reason
from yixian.planning.supplies.problem import MINIMUM, REST
from yixian.planning.supplies.stages import write_stages

if TYPE_CHECKING:
    from yixian.planning.supplies.problem import Allocation, Group, Problem

SHORT = ("share", "waiting", "not_reached")
"""Reasons that quote the figures of the group."""


class Reasons:
    """Reasons of one plan for one problem."""

    def __init__(self, problem: Problem, plan: Allocation) -> None:
        self.problem, self.plan = problem, plan
        self.group_of = np.zeros(problem.n_demands, dtype=np.int64)
        for k, group in enumerate(plan.groups):
            self.group_of[group.demands] = k
        self._stages = write_stages(problem.stage_of)
        self._figures = [self._figures_of(k, group) for k, group in enumerate(plan.groups)]

    def groups(self) -> list[Reason]:
        """Return the table of groups: each with its tight cut."""
        return [self._group(k, group) for k, group in enumerate(self.plan.groups)]

    def of_site(self, site: int) -> list[Reason]:
        """Return the reasons of all demands of a site (an index), in order of days."""
        demands = self.problem.demands
        mine = np.flatnonzero(demands.site == site)
        mine = mine[np.lexsort((demands.item[mine], demands.day[mine]))]
        return [reason for e in mine.tolist() for reason in self.of_demand(e)]

    def of_demand(self, e: int) -> list[Reason]:
        """Return why a demand (an index) gets its amount; a later reason adds to the first."""
        problem, demands = self.problem, self.problem.demands
        group = self.plan.groups[self.group_of[e]]
        item, need = problem.items[demands.item[e]], int(demands.need[e])
        base: dict[str, object] = {"day": int(demands.day[e]), "item": item, "need": need}
        done, steep = _sum(problem, e, group)
        exact = done + steep * group.level.num / group.level.den
        code = _code(problem, e, group, (done, steep))
        told = [Reason(code, base)]
        if code in SHORT:
            sums = {"done": done, "steep": steep, "amount": _number(exact), **_turn(problem, e, group)}
            told = [Reason(code, {**base, **self._figures[self.group_of[e]], **sums})]
        if self.plan.is_integer and self.plan.amount[e] != exact:
            boxes = {"box": int(problem.box[demands.item[e]]), "amount": int(self.plan.amount[e])}
            told.append(Reason("rounded", {**base, **boxes}))
        return told + self._beside(e, base)

    def _beside(self, e: int, base: dict[str, object]) -> list[Reason]:
        """Return what else went into a demand's figures: what it has already, what it asked for, what it is owed."""
        demands = self.problem.demands
        owed, held, need = int(demands.owed[e]), int(demands.held[e]), int(demands.need[e])
        norm = int(demands.slope[:, e].sum()) - owed
        told = [Reason("held", {**base, "held": held})] if held else []
        told += [Reason("capped", {**base, "norm": norm})] if need < norm else []
        told += [Reason("owed", {**base, "owed": owed})] if owed else []
        return told

    def _group(self, k: int, group: Group) -> Reason:
        params = self._figures[k]
        if group.level.stage >= self.problem.n_stages:
            return Reason("group_full", {**params, "left": group.stock - group.given})
        if group.stock == 0:
            return Reason("group_empty", params)
        return Reason("group_tight", {**params, "level": f"{float(group.level.exact):.4f}"})

    def _figures_of(self, k: int, group: Group) -> dict[str, object]:
        stage = min(group.level.stage, self.problem.n_stages - 1)
        return {
            "group": k,
            "demands": len(group.demands),
            "sites": len(np.unique(self.problem.demands.site[group.demands])),
            "given": group.given,
            "stock": group.stock,
            "stage": stage,
            "parts": self._stages[stage],
            "percent": f"{group.level.num / group.level.den:.2%}",
        }


def _code(problem: Problem, e: int, group: Group, found: tuple[int, int]) -> str:
    """Return why a demand has what it has; ``found`` is what it has whole, and the slope of what still rises."""
    done, steep = found
    room, pattern = problem.demands.room, problem.demands.pattern[e]
    need = room[MINIMUM, e] + room[REST, e]
    if done == need:
        return "full" if need else "needs_nothing"
    if problem.patterns.begin[pattern] == problem.patterns.begin[pattern + 1]:
        return "no_lorry"
    if group.stock == 0:
        return "no_stock"
    if steep:
        return "share"
    return "waiting" if done else "not_reached"


def _turn(problem: Problem, e: int, group: Group) -> dict[str, object]:
    """Return the fraction of a group's level and the stage in which a demand's turn begins."""
    part = MINIMUM if problem.demands.room[MINIMUM, e] > 0 else REST
    own = int(problem.stage_of[part, problem.demands.tier[e]])
    return {"num": group.level.num, "den": group.level.den, "own": own}


def _sum(problem: Problem, e: int, group: Group) -> tuple[int, int]:
    """Return what a demand has whole at its group's level, and the slope of the part still rising."""
    demands, level = problem.demands, group.level
    done, steep = 0, 0
    for part in (MINIMUM, REST):
        stage = problem.stage_of[part, demands.tier[e]]
        room, slope = int(demands.room[part, e]), int(demands.slope[part, e])
        if stage < level.stage or (stage == level.stage and slope * level.num >= room * level.den):
            done += room
        elif stage == level.stage:
            steep += slope
    return done, steep


def _number(value: float) -> str:
    """Return a number of pieces with as many digits as it needs, four after the point at most."""
    return f"{value:.4f}".rstrip("0").rstrip(".")

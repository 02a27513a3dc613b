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


def explain_groups(problem: Problem, plan: Allocation) -> list[Reason]:
    """Return the table of groups: each with its tight cut."""
    return [_group(problem, k, group) for k, group in enumerate(plan.groups)]


def explain_site(problem: Problem, plan: Allocation, site: int) -> list[Reason]:
    """Return the reasons of all demands of a site (an index), in order of days."""
    mine = np.flatnonzero(problem.demands.site == site)
    mine = mine[np.lexsort((problem.demands.item[mine], problem.demands.day[mine]))]
    group_of = {int(e): k for k, group in enumerate(plan.groups) for e in group.demands[np.isin(group.demands, mine)]}
    return [reason for e in mine.tolist() for reason in _demand(problem, plan, e, group_of[e])]


def _group(problem: Problem, k: int, group: Group) -> Reason:
    params = _figures(problem, k, group)
    if group.level.stage >= problem.n_stages:
        return Reason("group_full", {**params, "left": group.stock - group.given})
    if group.stock == 0:
        return Reason("group_empty", params)
    return Reason("group_tight", {**params, "level": f"{float(group.level.exact):.4f}"})


def _figures(problem: Problem, k: int, group: Group) -> dict[str, object]:
    stages = write_stages(problem.stage_of)
    stage = min(group.level.stage, problem.n_stages - 1)
    return {
        "group": k,
        "demands": len(group.demands),
        "sites": len(np.unique(problem.demands.site[group.demands])),
        "given": group.given,
        "stock": group.stock,
        "stage": stage,
        "parts": stages[stage] if stages else "",
        "percent": f"{group.level.num / group.level.den:.2%}",
    }


def _demand(problem: Problem, plan: Allocation, e: int, k: int) -> list[Reason]:
    demands, group = problem.demands, plan.groups[k]
    need, box = int(demands.need[e]), int(problem.box_of()[e])
    base: dict[str, object] = {"day": int(demands.day[e]), "item": problem.items[demands.item[e]], "need": need}
    if need == 0:
        return [Reason("needs_nothing", base)]
    done, steep = _sum(problem, e, group)
    exact = done + steep * group.level.num / group.level.den
    params = {**base, **_figures(problem, k, group), "done": done, "steep": steep, "amount": _number(exact)}
    code = _code(problem, e, group, (done, steep))
    told = [Reason(code, {**params, **_turn(problem, e, group)} if code in SHORT else base)]
    if plan.is_integer and plan.amount[e] != exact:
        told.append(Reason("rounded", {**base, "box": box, "amount": int(plan.amount[e])}))
    if demands.owed[e] and code == "share":
        told.append(Reason("owed", {**base, "owed": int(demands.owed[e])}))
    return told


def _code(problem: Problem, e: int, group: Group, found: tuple[int, int]) -> str:
    """Return why a demand has what it has; ``found`` is what it has whole, and the slope of what still rises."""
    done, steep = found
    if done == problem.demands.need[e]:
        return "full"
    if len(problem.arcs_of(int(problem.demands.pattern[e]))) == 0:
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
        stage = int(problem.stage_of[part, demands.tier[e]])
        room, slope = int(demands.room[part, e]), int(demands.slope[part, e])
        if stage < level.stage or (stage == level.stage and slope * level.num >= room * level.den):
            done += room
        elif stage == level.stage:
            steep += slope
    return done, steep


def _number(value: float) -> str:
    """Return a number of pieces with as many digits as it needs, four after the point at most."""
    return f"{value:.4f}".rstrip("0").rstrip(".")

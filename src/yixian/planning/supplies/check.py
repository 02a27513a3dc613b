"""The independent checker of a fair split: every figure recomputed from the problem, nothing shared with the solver.

Why a plan that passes is the fair one: whoever is below his need in group k stands exactly at level k; all stock that
can reach groups 1 to k at all was handed to them, to the piece; and levels rise from group to group. So nobody in
group k can get more unless somebody in groups 1 to k, no higher than he is, gets less.
"""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.plan import Certificate, Reason, Shortfall
from yixian.planning.supplies.bench import Bench
from yixian.planning.supplies.problem import MINIMUM, REST
from yixian.words import say

if TYPE_CHECKING:
    from yixian.planning.supplies.problem import Allocation, BoolArray, FloatArray, IntArray, LorryPlan, Problem
    from yixian.words import Lang

PACKAGE = "yixian.planning.supplies"
FINE = 1e-9  # an amount, relative: rounding of one division
COARSE = 1e-7  # a sum of shipments, relative
BESIDE = {"seal", "total_differs", "level_differs"}
"""Contradictions in a file that can still be read, so that the rest of it is judged too."""


def check(problem: Problem, plan: Allocation, refusals: tuple[Reason, ...] = (), *, lang: Lang = "en") -> Certificate:
    """Return what is true of a plan.

    Parameters
    ----------
    problem
        The question, read from its own file.
    plan
        The answer, as solved or as read from a plan file.
    refusals
        What already contradicts in the file itself.
    lang
        Language of the faults.

    Returns
    -------
    Certificate
        ``cost`` counts the pieces that needs lack, ``bound`` the pieces that they must lack in any plan; one
        shortfall per group that stays below its need, with the two numbers that prove that it must.
    """
    bench = Bench(list(refusals))
    is_readable = all(refusal.code in BESIDE for refusal in refusals)
    group_of = _group_of(problem, plan, bench) if is_readable else None
    if group_of is not None and "one_group" not in {refusal.code for refusal in bench.refusals}:
        _levels_rise(problem, plan, bench)
        _amounts(problem, plan, group_of, bench)
        _cuts(problem, plan, group_of, bench)
        test_shipments(problem, plan, bench)
    need = problem.demands.need
    lacking = np.maximum(need - plan.amount, 0).sum() if len(plan.amount) == len(need) else need.sum()
    return Certificate(
        cost=round(float(lacking)),
        bound=None if bench.refusals else int(need.sum()) - plan.total,
        rules=bench.rules(),
        shortfalls=() if bench.refusals else _shortfalls(problem, plan),
        faults=tuple(say(PACKAGE, refusal.code, refusal.params, lang) for refusal in bench.refusals),
    )


def _group_of(problem: Problem, plan: Allocation, bench: Bench) -> IntArray:
    """Return the group of each demand; each must stand in exactly one."""
    times = np.zeros(problem.n_demands, dtype=np.int64)
    group_of = np.zeros(problem.n_demands, dtype=np.int64)
    for k, group in enumerate(plan.groups):
        np.add.at(times, group.demands, 1)
        group_of[group.demands] = k
    for e in bench.test("one_group", times == 1):
        bench.refuse("one_group", demand=e, times=int(times[e]))
    return group_of


def _levels_rise(problem: Problem, plan: Allocation, bench: Bench) -> None:
    levels = [group.level for group in plan.groups]
    top = problem.n_stages
    is_level = [0 <= x.num <= x.den and 0 <= x.stage <= top and (x.stage < top or x.num == 0) for x in levels]
    for k in bench.test("level", np.array(is_level, dtype=np.bool_)):
        bench.refuse("level", group=k, level=f"{levels[k].stage} + {levels[k].num}/{levels[k].den}", top=top)
    rises = [a.exact <= b.exact for a, b in itertools.pairwise(levels)]
    for k in bench.test("levels_rise", np.array(rises, dtype=np.bool_)):
        bench.refuse("levels_rise", group=k + 1, level=float(levels[k + 1].exact), before=float(levels[k].exact))


def _at_levels(problem: Problem, plan: Allocation, group_of: IntArray) -> tuple[IntArray, IntArray]:
    """Return what each demand has whole at the level of its group, and the slope of its part that still rises."""
    demands, levels = problem.demands, [group.level for group in plan.groups]
    reached = np.array([level.stage for level in levels])[group_of]
    done, steep = np.zeros((2, problem.n_demands), dtype=np.int64)
    for part in (MINIMUM, REST):
        stage = problem.stage_of[part][demands.tier]
        room, slope = demands.room[part], demands.slope[part]
        is_done, is_here = stage < reached, stage == reached
        if demands.room is not demands.slope:
            for e in np.flatnonzero(is_here & (room != slope)).tolist():
                level = levels[group_of[e]]
                is_done[e] = int(slope[e]) * level.num >= int(room[e]) * level.den
        done[is_done] += room[is_done]
        is_here &= ~is_done
        steep[is_here] += slope[is_here]
    return done, steep


def _amounts(problem: Problem, plan: Allocation, group_of: IntArray, bench: Bench) -> None:
    """Each amount is what its level says, or that rounded to a whole box; sums are what the group was given."""
    done, steep = _at_levels(problem, plan, group_of)
    share = np.array([group.level.num / group.level.den for group in plan.groups])
    exact = done + steep * share[group_of]
    if plan.is_integer:
        is_right = _is_rounded(plan.amount, exact, problem.box_of())
    else:
        is_right = np.abs(plan.amount - exact) <= FINE * np.maximum(exact, 1)
    for e in bench.test("amount", is_right):
        bench.refuse("amount", demand=e, said=float(plan.amount[e]), group=int(group_of[e]))
    # Sums of 64-bit floats are exact here: no problem has more pieces than such a float can count.
    sums = [np.bincount(group_of, weights=x, minlength=len(plan.groups)) for x in (done, steep, plan.amount)]
    for k, group in enumerate(plan.groups):
        level = group.level
        if bench.one("given", int(sums[0][k]) * level.den + int(sums[1][k]) * level.num == group.given * level.den):
            found = int(sums[0][k]) + Fraction(int(sums[1][k]) * level.num, level.den)
            bench.refuse("given", group=k, said=group.given, found=float(found))
        is_total = not plan.is_integer or level.stage >= problem.n_stages or sums[2][k] == group.given
        if bench.one("total", is_total):
            bench.refuse("total", group=k, said=float(sums[2][k]), found=group.given)


def _is_rounded(amount: IntArray | FloatArray, exact: FloatArray, box: IntArray) -> BoolArray:
    """Whether each amount is its exact one rounded down or up to whole boxes, give or take the float's own error."""
    error = FINE * np.maximum(exact, 1)
    low, high = np.floor((exact - error) / box) * box, np.ceil((exact + error) / box) * box
    rounded: BoolArray = (amount % box == 0) & (amount >= low) & (amount <= high)
    return rounded


def _cuts(problem: Problem, plan: Allocation, group_of: IntArray, bench: Bench) -> None:
    """The stock of a group is all that reaches it and no lower group; below its needs, all of it was given."""
    first = np.full(len(problem.nodes.supply), len(plan.groups), dtype=np.int64)
    lowest = np.full(len(problem.patterns.begin) - 1, len(plan.groups), dtype=np.int64)
    np.minimum.at(lowest, problem.demands.pattern, group_of)
    np.minimum.at(first, problem.patterns.node, np.repeat(lowest, np.diff(problem.patterns.begin)))
    # Carry goes forward in time, so a node's successors are settled before it.
    for tail, tip in problem.carry[np.argsort(-problem.nodes.day[problem.carry[:, 0]], kind="stable")].tolist():
        first[tail] = min(first[tail], first[tip])
    stock = np.bincount(first, weights=problem.nodes.supply, minlength=len(plan.groups) + 1)
    need = np.bincount(group_of, weights=problem.demands.need, minlength=len(plan.groups))
    order = np.argsort(first, kind="stable")
    ends = np.searchsorted(first[order], np.arange(len(plan.groups) + 1))
    for k, group in enumerate(plan.groups):
        reach = order[ends[k] : ends[k + 1]]
        if bench.one("reach", np.array_equal(reach, np.sort(group.nodes))):
            bench.refuse("reach", group=k, said=len(group.nodes), found=len(reach))
        if bench.one("stock", stock[k] == group.stock):
            bench.refuse("stock", group=k, said=group.stock, found=float(stock[k]))
        if bench.one("tight", group.given == need[k] or group.given == stock[k]):
            bench.refuse("tight", group=k, given=group.given, stock=float(stock[k]))


def test_shipments(problem: Problem, plan: Allocation | LorryPlan, bench: Bench, near: float = COARSE) -> None:
    """Everybody gets what ships to him, over arcs that exist, out of stock and lorry room that are there."""
    ships, n_nodes = plan.shipments, len(problem.nodes.supply)
    arcs = np.repeat(np.arange(len(problem.patterns.begin) - 1), np.diff(problem.patterns.begin)) * n_nodes
    known = np.append(np.sort(arcs + problem.patterns.node), -1)
    asked = problem.demands.pattern[ships.demand].astype(np.int64) * n_nodes + ships.node
    for i in bench.test("arc", (known[np.searchsorted(known[:-1], asked)] == asked) & (ships.amount > 0)):
        bench.refuse("arc", shipment=i, node=int(ships.node[i]), demand=int(ships.demand[i]))
    brought = np.bincount(ships.demand, weights=ships.amount, minlength=problem.n_demands)
    for e in bench.test("brought", np.abs(brought - plan.amount) <= near * np.maximum(plan.amount, 1)):
        bench.refuse("brought", demand=e, said=float(plan.amount[e]), found=float(brought[e]))
    gone = np.bincount(ships.node, weights=ships.amount, minlength=n_nodes)
    gone = gone + np.bincount(problem.carry[:, 0], weights=plan.carried, minlength=n_nodes)
    there = problem.nodes.supply + np.bincount(problem.carry[:, 1], weights=plan.carried, minlength=n_nodes)
    for node in bench.test("stock_there", gone - there <= near * np.maximum(there, 1)):
        bench.refuse("stock_there", node=node, said=float(gone[node]), found=float(there[node]))
    for pair in bench.test("kept", plan.carried >= 0):
        bench.refuse("kept", pair=pair)
    if problem.lorries is not None:
        lorry, volume = problem.lorries.of_node[ships.node], problem.lorries.volume_l[problem.nodes.item[ships.node]]
        n_lorries = len(problem.lorries.room_l)
        load = np.bincount(lorry[lorry >= 0], weights=(ships.amount * volume)[lorry >= 0], minlength=n_lorries)
        for i in bench.test("load", load <= problem.lorries.room_l + near * np.maximum(problem.lorries.room_l, 1)):
            bench.refuse("load", lorry=i, said=float(load[i]), found=float(problem.lorries.room_l[i]))


def _shortfalls(problem: Problem, plan: Allocation) -> tuple[Shortfall, ...]:
    """Return each group below its need with the two equal numbers that prove why."""
    found = []
    for k, group in enumerate(plan.groups):
        missing = int(problem.demands.room[:, group.demands].sum()) - group.given
        if missing > 0:
            figures = {"group": k, "demands": len(group.demands), "given": group.given, "stock": group.stock}
            found.append(Shortfall(("group", k), missing, (Reason("tight_cut", figures),)))
    return tuple(found)

"""The independent checker of a fair split: every figure recomputed from the problem, nothing shared with the solver.

Why a plan that passes is the fair one: whoever is below his need in group k stands exactly at level k; all stock that
can reach groups 1 to k at all was handed to them, to the piece; and levels rise from group to group. So nobody in
group k can get more unless somebody in groups 1 to k, no higher than he is, gets less.
"""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.plan import Certificate, Reason, Shortfall
from yixian.planning.supplies.bench import Bench, slices
from yixian.planning.supplies.check_levels import at_levels
from yixian.planning.supplies.check_shipments import test_shipments
from yixian.planning.supplies.check_whole import test_rounding
from yixian.planning.supplies.problem import MINIMUM, REST
from yixian.words import say

if TYPE_CHECKING:
    from yixian.planning.supplies.problem import Allocation, Group, IntArray, Problem
    from yixian.words import Lang

PACKAGE = "yixian.planning.supplies"
FINE = 1e-9  # an amount, relative: rounding of one division
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
    if all(refusal.code in BESIDE for refusal in refusals):
        _judge(problem, plan, bench)
    need, lacking = _sums(problem, plan)
    return Certificate(
        cost=lacking,
        bound=None if bench.refusals else need - plan.total,
        rules=bench.rules(),
        shortfalls=() if bench.refusals else _shortfalls(problem, plan),
        faults=tuple(say(PACKAGE, refusal.code, refusal.params, lang) for refusal in bench.refusals),
    )


def _judge(problem: Problem, plan: Allocation, bench: Bench) -> None:
    group_of = _group_of(problem, plan, bench)
    if group_of is None:
        return
    _levels_rise(problem, plan, bench)
    _amounts(problem, plan, group_of, bench)
    group_of_node = _cuts(problem, plan, bench)
    test_shipments(problem, plan, bench)
    # Rounding is judged by the flow, so the flow must be right.
    if plan.is_integer and all(refusal.code in BESIDE for refusal in bench.refusals):
        test_rounding(problem, plan, (group_of, group_of_node), bench)


def _group_of(problem: Problem, plan: Allocation, bench: Bench) -> IntArray | None:
    """Return the group of each demand; None after a refusal, as each must stand in exactly one."""
    # The smallest numbers that hold them: a province has millions of demands.
    group_of: Any = np.full(problem.n_demands, -1, dtype=np.int16 if len(plan.groups) < 1 << 15 else np.int32)
    for k, group in enumerate(plan.groups):
        group_of[group.demands] = k
    if sum(len(group.demands) for group in plan.groups) == problem.n_demands and group_of.min(initial=0) >= 0:
        bench.test("one_group", group_of >= 0)
        found: IntArray = group_of
        return found
    times = np.zeros(problem.n_demands, dtype=np.int64)
    for group in plan.groups:
        np.add.at(times, group.demands, 1)
    for e in bench.test("one_group", times == 1):
        bench.refuse("one_group", demand=e, times=int(times[e]))
    return None


def _levels_rise(problem: Problem, plan: Allocation, bench: Bench) -> None:
    levels = [group.level for group in plan.groups]
    top = problem.n_stages
    is_level = [0 <= x.num <= x.den and 0 <= x.stage <= top and (x.stage < top or x.num == 0) for x in levels]
    for k in bench.test("level", np.array(is_level, dtype=np.bool_)):
        bench.refuse("level", group=k, level=f"{levels[k].stage} + {levels[k].num}/{levels[k].den}", top=top)
    rises = [a <= b for a, b in itertools.pairwise([level.exact for level in levels])]
    for k in bench.test("levels_rise", np.array(rises, dtype=np.bool_)):
        bench.refuse("levels_rise", group=k + 1, level=float(levels[k + 1].exact), before=float(levels[k].exact))


def _amounts(problem: Problem, plan: Allocation, group_of: IntArray, bench: Bench) -> None:
    """Each exact amount is what its level says; what all get and what levels give are what the group was given."""
    share = np.array([group.level.num / group.level.den for group in plan.groups])
    sums = np.zeros((3, len(plan.groups)))
    for rows in slices(problem.n_demands):
        own, amount = group_of[rows], plan.amount[rows]
        done, steep = at_levels(problem, plan, group_of, rows)
        # Sums of 64-bit floats are exact here: no problem has more pieces than such a float can count.
        sums += [np.bincount(own, weights=x, minlength=len(plan.groups)) for x in (done, steep, amount)]
        if plan.is_integer:
            continue
        exact = done + steep * share[own]
        for e in bench.test("amount", np.abs(amount - exact) <= FINE * np.maximum(exact, 1), rows.start):
            bench.refuse("amount", demand=e, said=float(plan.amount[e]), group=int(group_of[e]))
    for k, group in enumerate(plan.groups):
        level = group.level
        if bench.one("given", int(sums[0][k]) * level.den + int(sums[1][k]) * level.num == group.given * level.den):
            found = int(sums[0][k]) + Fraction(int(sums[1][k]) * level.num, level.den)
            bench.refuse("given", group=k, said=group.given, found=float(found))
        is_total = not plan.is_integer or level.stage >= problem.n_stages or sums[2][k] == group.given
        if bench.one("total", is_total):
            bench.refuse("total", group=k, said=float(sums[2][k]), found=group.given)


def _cuts(problem: Problem, plan: Allocation, bench: Bench) -> IntArray:
    """The stock of a group is all that reaches it and no lower group; below its needs, all of it was given.

    Returns the group of each node, the number of groups where a node reaches nobody.
    """
    n_groups, patterns = len(plan.groups), problem.patterns
    first = np.full(len(problem.nodes.supply), n_groups, dtype=np.int64)
    lowest = np.full(len(patterns.begin) - 1, n_groups, dtype=np.int64)
    # From the highest group down, so that the lowest one is what stays.
    for k in reversed(range(n_groups)):
        lowest[problem.demands.pattern[plan.groups[k].demands]] = k
    np.minimum.at(first, patterns.node, np.repeat(lowest, np.diff(patterns.begin)))
    # Carry goes forward in time, so a node's successors are settled before it.
    for tail, tip in problem.carry[np.argsort(-problem.nodes.day[problem.carry[:, 0]], kind="stable")].tolist():
        first[tail] = min(first[tail], first[tip])
    stock = np.bincount(first, weights=problem.nodes.supply, minlength=n_groups + 1)
    order = np.argsort(first, kind="stable")
    ends = np.searchsorted(first[order], np.arange(n_groups + 1))
    for k, group in enumerate(plan.groups):
        reach = order[ends[k] : ends[k + 1]]
        if bench.one("reach", np.array_equal(reach, np.sort(group.nodes))):
            bench.refuse("reach", group=k, said=len(group.nodes), found=len(reach))
        if bench.one("stock", stock[k] == group.stock):
            bench.refuse("stock", group=k, said=group.stock, found=float(stock[k]))
        if bench.one("tight", group.given == stock[k] or group.given == _need(problem, group)):
            bench.refuse("tight", group=k, given=group.given, stock=float(stock[k]))
    return first


def _need(problem: Problem, group: Group) -> int:
    return sum(int(room[group.demands].sum()) for room in problem.demands.room)


def _sums(problem: Problem, plan: Allocation) -> tuple[int, int]:
    """Return the pieces that all need, and those that they lack."""
    is_whole = len(plan.amount) == problem.n_demands
    needed, lacking = 0, 0.0
    for rows in slices(problem.n_demands):
        need = problem.demands.room[MINIMUM, rows] + problem.demands.room[REST, rows]
        needed += int(need.sum())
        lacking += float(np.maximum(need - (plan.amount[rows] if is_whole else 0), 0).sum())
    return needed, round(lacking)


def _shortfalls(problem: Problem, plan: Allocation) -> tuple[Shortfall, ...]:
    """Return each group below its need with the two equal numbers that prove why."""
    found = []
    for k, group in enumerate(plan.groups):
        missing = _need(problem, group) - group.given
        if missing > 0:
            figures = {"group": k, "demands": len(group.demands), "given": group.given, "stock": group.stock}
            found.append(Shortfall(("group", k), missing, (Reason("tight_cut", figures),)))
    return tuple(found)

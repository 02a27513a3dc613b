"""A fair split: gather demands into classes, divide the network on its smallest cuts, round, ship."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.stop import Progress, silent
from yixian.planning.supplies.amounts import real_amounts
from yixian.planning.supplies.classes import gather
from yixian.planning.supplies.groups import Grouping
from yixian.planning.supplies.parts import join, part_of_item, parts_of
from yixian.planning.supplies.problem import Allocation, Shipments
from yixian.planning.supplies.rounding import LEAST, MOST, in_boxes, rank_classes, rounded_up, sum_up
from yixian.planning.supplies.shipping import ship
from yixian.planning.supplies.split import split
from yixian.planning.supplies.spread import spread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yixian.planning.stop import Report
    from yixian.planning.supplies.amounts import Curves
    from yixian.planning.supplies.classes import Classes
    from yixian.planning.supplies.parts import Part
    from yixian.planning.supplies.problem import FloatArray, IntArray, Problem

    Pieces = IntArray | FloatArray

FAINT = 1e-12
"""What rounding of floats leaves over, as a part of an amount."""


def allocate(problem: Problem, *, report: Report = silent) -> Allocation:
    """Return the fair split in exact amounts: nobody can rise without somebody lower falling.

    The vector of levels is the lexicographic max-min one over everything that can be shipped; it is unique, and no
    piece stays in store that anybody short could still use.
    """
    return _by_parts(problem, _exact, report)


def allocate_whole(problem: Problem, *, report: Report = silent) -> Allocation:
    """Return the fair split in whole boxes: each exact amount rounded down or up by the rule of ``rounding``.

    The total is kept, and the way that the boxes take is the cheapest one.
    """
    return _by_parts(problem, _whole, report)


def _by_parts(problem: Problem, solve: Callable[[Problem], Allocation], report: Report) -> Allocation:
    part_of = part_of_item(problem)
    n_parts = int(part_of.max(initial=0)) + 1
    if n_parts == 1:
        report(Progress("share", 0.0))
        return solve(problem)

    def plans() -> Iterator[tuple[Part, Allocation]]:
        for done, part in enumerate(parts_of(problem, part_of)):
            report(Progress("share", done / n_parts))
            yield part, solve(part.problem)

    return join(problem, plans())


def _exact(problem: Problem) -> Allocation:
    classes, groups, flow = _levels(problem)
    amount = real_amounts(_curves(problem), groups.heights)
    real = flow[0] + flow[1] / groups.radix[_tails(classes)]
    return _allocation(problem, classes, groups, (amount, real))


def _whole(problem: Problem) -> Allocation:
    classes, groups, _ = _levels(problem)
    pattern, box = problem.demands.pattern, problem.box_of()
    parts = in_boxes(_curves(problem), groups.heights, box)
    sums = sum_up(parts, pattern, box, groups.heights, problem.n_stages)
    pack = problem.box[problem.nodes.item]
    stock, n_arcs = problem.nodes.supply // pack, len(classes.links[1])
    reward = len(sums) - rank_classes(sums, pattern)
    goods = stock, np.zeros(n_arcs, dtype=np.int64), np.ascontiguousarray(sums[:, : MOST + 1]), reward
    boxes = _into_classes(problem, classes, ship(classes.links, goods, groups.rows, classes.order)[0])
    cost = np.zeros(n_arcs, dtype=np.int64)
    cost[classes.arc_of_reach] = problem.patterns.cost * pack[problem.patterns.node]
    goods = stock, cost, np.column_stack([boxes, boxes]), reward
    whole, _ = ship(classes.links, goods, groups.rows, classes.order)
    amount = box * (parts[LEAST] + rounded_up(parts, pattern, boxes))
    return _allocation(problem, classes, groups, (amount, whole * pack[_tails(classes)]))


def _levels(problem: Problem) -> tuple[Classes, Grouping, tuple[IntArray, IntArray]]:
    classes = gather(problem)
    takers = classes.tables, classes.bent
    rows, flow = split(classes.links, problem.nodes.supply, takers, classes.order, classes.ends)
    return classes, Grouping(classes, rows), flow


def _tails(classes: Classes) -> IntArray:
    """Return the node that each arc leaves."""
    begin = classes.links[0]
    return np.repeat(np.arange(len(begin) - 1), np.diff(begin))


def _into_classes(problem: Problem, classes: Classes, flow: IntArray) -> IntArray:
    """Return what a flow on the arcs brings to each class."""
    begin = problem.patterns.begin
    brought = np.zeros(len(begin) - 1, dtype=np.int64)
    np.add.at(brought, np.repeat(np.arange(len(brought)), np.diff(begin)), flow[classes.arc_of_reach])
    return brought


def _curves(problem: Problem) -> Curves:
    demands = problem.demands
    return demands.room, demands.slope, problem.stage_of, demands.tier, demands.pattern


def _allocation(problem: Problem, classes: Classes, groups: Grouping, found: tuple[Pieces, Pieces]) -> Allocation:
    """Return the plan of found amounts ``[demand]`` and flows ``[arc of the links]``."""
    amount, flow = found
    patterns = problem.patterns
    is_integer = bool(np.issubdtype(amount.dtype, np.integer))
    faint = 0.0 if is_integer else FAINT
    node: Any = patterns.node.astype(np.int32)
    arc, demand, pieces = spread((patterns.begin, flow[classes.arc_of_reach]), problem.demands.pattern, amount, faint)
    return Allocation(
        amount=amount,
        groups=groups.settle(problem),
        shipments=Shipments(node[arc], demand, pieces),
        carried=flow[classes.arc_of_pair],
        is_integer=is_integer,
    )

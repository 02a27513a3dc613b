"""A fair split: gather demands into classes, divide the network on its smallest cuts, round, ship."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.stop import Progress, silent
from yixian.planning.supplies.amounts import bounds_of, real_amounts, whole_amounts
from yixian.planning.supplies.classes import gather
from yixian.planning.supplies.problem import Allocation, Group, Level, Shipments
from yixian.planning.supplies.shipping import ship, spread
from yixian.planning.supplies.split import split

if TYPE_CHECKING:
    from yixian.planning.stop import Report
    from yixian.planning.supplies.amounts import Curves
    from yixian.planning.supplies.classes import Classes
    from yixian.planning.supplies.problem import FloatArray, IntArray, Problem

    Pieces = IntArray | FloatArray

FAINT = 1e-12
"""What rounding of floats leaves over, as a part of an amount."""


def allocate(problem: Problem, *, report: Report = silent) -> Allocation:
    """Return the fair split in exact amounts: nobody can rise without somebody lower falling.

    The vector of levels is the lexicographic max-min one over everything that can be shipped; it is unique, and no
    piece stays in store that anybody short could still use.
    """
    classes, groups, flow = _levels(problem, report)
    heights = _heights(groups, classes)
    amount = real_amounts(_curves(problem), heights)
    report(Progress("ship", 0.8))
    real = flow[0] + flow[1] / _radix(groups, classes)[_tails(classes)]
    return _allocation(problem, classes, groups, (amount, real))


def allocate_whole(problem: Problem, *, report: Report = silent) -> Allocation:
    """Return the fair split in whole boxes: each exact amount rounded down or up, the total kept, cheapest to ship."""
    classes, groups, _ = _levels(problem, report)
    heights, curves, box = _heights(groups, classes), _curves(problem), problem.box_of()
    report(Progress("round", 0.6))
    pack = problem.box[problem.nodes.item]
    cost = np.zeros(len(classes.links[1]), dtype=np.int64)
    cost[classes.arc_of_reach] = problem.patterns.cost * pack[problem.patterns.node]
    goods = (problem.nodes.supply // pack, cost, bounds_of(curves, heights, box))
    whole, _ = ship(classes.links, goods, groups, classes.order)
    boxes = np.zeros(len(heights), dtype=np.int64)
    np.add.at(boxes, _class_of_arc(problem), whole[classes.arc_of_reach])
    report(Progress("ship", 0.8))
    amount = whole_amounts(curves, heights, box, boxes)
    pieces = whole * pack[_tails(classes)]
    return _allocation(problem, classes, groups, (amount, pieces))


def _levels(problem: Problem, report: Report) -> tuple[Classes, IntArray, tuple[IntArray, IntArray]]:
    report(Progress("gather", 0.0))
    classes = gather(problem)
    report(Progress("divide", 0.2))
    groups, flow = split(
        classes.links, problem.nodes.supply, (classes.tables, classes.bent), classes.order, classes.ends
    )
    return classes, groups, flow


def _group_of(groups: IntArray, classes: Classes) -> tuple[IntArray, IntArray]:
    """Return the group of each node (-1 = reaches nobody) and of each class."""
    numbers = np.arange(len(groups))
    found = []
    for side, count in ((0, len(classes.links[0]) - 1), (1, len(classes.tables[0]))):
        of = np.full(count, -1, dtype=np.int64)
        sizes = np.diff(groups[:, 3 + side], prepend=0)
        of[classes.order[side]] = np.repeat(numbers, sizes)
        found.append(of)
    return found[0], found[1]


def _heights(groups: IntArray, classes: Classes) -> IntArray:
    """Return stage, num and den of the level of each class."""
    return np.ascontiguousarray(groups[_group_of(groups, classes)[1], :3])


def _radix(groups: IntArray, classes: Classes) -> IntArray:
    """Return the denominator of the flow out of each node."""
    of_node = _group_of(groups, classes)[0]
    return np.where(of_node < 0, 1, groups[of_node, 2])


def _tails(classes: Classes) -> IntArray:
    """Return the node that each arc leaves."""
    begin = classes.links[0]
    return np.repeat(np.arange(len(begin) - 1), np.diff(begin))


def _class_of_arc(problem: Problem) -> IntArray:
    begin = problem.patterns.begin
    return np.repeat(np.arange(len(begin) - 1), np.diff(begin))


def _curves(problem: Problem) -> Curves:
    demands = problem.demands
    return demands.room, demands.slope, problem.stage_of, demands.tier, demands.pattern


def _allocation(problem: Problem, classes: Classes, groups: IntArray, found: tuple[Pieces, Pieces]) -> Allocation:
    """Return the plan of found amounts ``[demand]`` and flows ``[arc of the links]``."""
    amount, flow = found
    patterns = problem.patterns
    is_integer = bool(np.issubdtype(amount.dtype, np.integer))
    faint = 0.0 if is_integer else FAINT
    node: Any = patterns.node.astype(np.int32)
    arc, demand, pieces = spread((patterns.begin, flow[classes.arc_of_reach]), problem.demands.pattern, amount, faint)
    return Allocation(
        amount=amount,
        groups=_groups(problem, classes, groups),
        shipments=Shipments(node[arc], demand, pieces),
        carried=flow[classes.arc_of_pair],
        is_integer=is_integer,
    )


def _groups(problem: Problem, classes: Classes, groups: IntArray) -> tuple[Group, ...]:
    """Return the groups by rising level; parts of one kind of goods on the same level are one group."""
    of_node, of_class = _group_of(groups, classes)
    item = _items(problem, groups, of_class)
    levels = [Level(*row) for row in groups[:, :3].tolist()]
    in_order = sorted(range(len(groups)), key=lambda g: (levels[g].exact, item[g]))
    merged = [list(same) for _, same in groupby(in_order, key=lambda g: (levels[g].exact, item[g]))]
    rank: IntArray = np.empty(len(groups) + 1, dtype=np.int64)
    rank[-1] = -1
    for place, same in enumerate(merged):
        rank[same] = place
    demands = _parted(rank[of_class[problem.demands.pattern]], len(merged))
    nodes = _parted(rank[of_node], len(merged))
    found = []
    for same, held, reached in zip(merged, demands, nodes, strict=True):
        stock = int(problem.nodes.supply[reached].sum())
        is_full = levels[same[0]].stage == problem.n_stages
        given = int(problem.demands.room[:, held].sum()) if is_full else stock
        found.append(Group(levels[same[0]], held, reached, given, stock))
    return tuple(found)


def _items(problem: Problem, groups: IntArray, of_class: IntArray) -> list[int]:
    """Return the first item of each group."""
    demands = problem.demands
    item = np.full(len(groups), len(problem.items), dtype=np.int64)
    item_of_class = np.zeros(len(of_class), dtype=np.int64)
    item_of_class[demands.pattern] = demands.item
    np.minimum.at(item, of_class, item_of_class)
    found: list[int] = item.tolist()
    return found


def _parted(label: IntArray, n_parts: int) -> list[IntArray]:
    """Return the indices that bear each label from 0 on; -1 is left out."""
    # Short labels are sorted by radix, which is many times as quick.
    order = np.argsort(label.astype(np.int16) if n_parts < 1 << 15 else label, kind="stable")
    ends = np.searchsorted(label[order], np.arange(n_parts + 1))
    order = order.astype(np.int32)
    return [order[a:b] for a, b in pairwise(ends)]

"""Items that no stock joins are questions of their own: solved one by one, a province needs the room of one item."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from yixian.planning.supplies.problem import Allocation, Demands, Nodes, Patterns, Shipments

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from yixian.planning.supplies.problem import IntArray, Problem


@dataclass(frozen=True)
class Part:
    """Some items of a problem, with the place of each of their rows in it."""

    problem: Problem
    demands: IntArray  # [demand of the part]
    nodes: IntArray  # [node of the part]
    pairs: IntArray  # [pair of the part]


def part_of_item(problem: Problem) -> IntArray:
    """Return the number of the part that each item lies in, ``[item]``: a substitute lies with what it replaces."""
    patterns, demands, n = problem.patterns, problem.demands, len(problem.items)
    own: IntArray = np.zeros(len(patterns.begin) - 1, dtype=np.int64)
    own[demands.pattern] = demands.item
    edges = np.repeat(own, np.diff(patterns.begin)), problem.nodes.item[patterns.node]
    label = connected_components(coo_array((np.ones(len(edges[0])), edges), shape=(n, n)), directed=False)[1]
    return label.astype(np.int64)


def parts_of(problem: Problem, part_of: IntArray) -> Iterator[Part]:
    """Yield the parts that have any demands; ``part_of[item]`` says which part an item lies in."""
    of_demand = part_of.astype(np.min_scalar_type(part_of.max(initial=0)))[problem.demands.item]
    for number in range(int(part_of.max(initial=-1)) + 1):
        # Half the size of other indices: a province has millions of demands.
        demands: Any = np.flatnonzero(of_demand == number).astype(np.int32)
        if len(demands):
            yield _part(problem, demands, np.flatnonzero(part_of[problem.nodes.item] == number))


def _part(problem: Problem, demands: IntArray, nodes: IntArray) -> Part:
    local = np.full(len(problem.nodes.supply), -1, dtype=np.int64)
    local[nodes] = np.arange(len(nodes))
    pairs = np.flatnonzero(local[problem.carry[:, 0]] >= 0)
    known, pattern = np.unique(problem.demands.pattern[demands], return_inverse=True)
    own = replace(
        problem,
        nodes=_nodes(problem.nodes, nodes),
        carry=local[problem.carry[pairs]],
        demands=_demands(problem.demands, demands, pattern),
        patterns=_patterns(problem.patterns, known, local),
    )
    return Part(own, demands, nodes.astype(np.int32), pairs)


def _nodes(nodes: Nodes, chosen: IntArray) -> Nodes:
    names = (tuple(row[k] for k in chosen.tolist()) for row in (nodes.store, nodes.lot))
    store, lot = names
    return Nodes(store, nodes.day[chosen], nodes.item[chosen], lot, nodes.supply[chosen])


def _demands(demands: Demands, chosen: IntArray, pattern: IntArray) -> Demands:
    room = demands.room[:, chosen]
    return Demands(
        site=demands.site[chosen],
        tier=demands.tier[chosen],
        day=demands.day[chosen],
        item=demands.item[chosen],
        room=room,
        slope=room if demands.slope is demands.room else demands.slope[:, chosen],
        pattern=pattern,
        owed=demands.owed[chosen],
        held=demands.held[chosen],
    )


def _patterns(patterns: Patterns, chosen: IntArray, local: IntArray) -> Patterns:
    sizes = np.diff(patterns.begin)[chosen]
    begin = np.concatenate([[0], np.cumsum(sizes)])
    arcs = np.arange(begin[-1]) + np.repeat(patterns.begin[chosen] - begin[:-1], sizes)
    return Patterns(begin, local[patterns.node[arcs]], patterns.cost[arcs])


def join(problem: Problem, plans: Iterable[tuple[Part, Allocation]]) -> Allocation:
    """Return the plan of the whole problem; pages that no shipment needs are never touched."""
    most = problem.n_demands + len(problem.patterns.node)
    amount: Any = np.zeros(problem.n_demands)
    carried: Any = np.zeros(len(problem.carry))
    node: Any = np.empty(most, np.int32)
    demand: Any = np.empty(most, np.int32)
    pieces: Any = np.empty(most)
    groups = []
    end = 0
    for part, plan in plans:
        if plan.is_integer and amount.dtype != np.int64:
            amount, carried, pieces = amount.astype(np.int64), carried.astype(np.int64), np.empty(most, np.int64)
        amount[part.demands], carried[part.pairs] = plan.amount, plan.carried
        begin, end = end, end + len(plan.shipments.node)
        node[begin:end] = part.nodes[plan.shipments.node]
        demand[begin:end] = part.demands[plan.shipments.demand]
        pieces[begin:end] = plan.shipments.amount
        groups += [
            replace(group, demands=part.demands[group.demands], nodes=part.nodes[group.nodes]) for group in plan.groups
        ]
    item = problem.demands.item
    groups.sort(key=lambda group: (group.level.exact, int(item[group.demands].min())))
    return Allocation(
        amount=amount,
        groups=tuple(groups),
        shipments=Shipments(node[:end], demand[:end], pieces[:end]),
        carried=carried,
        is_integer=amount.dtype == np.int64,
    )

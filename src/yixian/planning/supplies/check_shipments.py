"""What is rolled out: over ways that exist, out of stock and lorry room that are there, and to everybody his amount."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.supplies.bench import slices

if TYPE_CHECKING:
    from yixian.planning.supplies.bench import Bench
    from yixian.planning.supplies.problem import Allocation, FloatArray, IntArray, LorryPlan, Problem

COARSE = 1e-7
"""A sum of shipments, relative: what adding floats up leaves open."""


def test_shipments(problem: Problem, plan: Allocation | LorryPlan, bench: Bench, near: float = COARSE) -> None:
    """Everybody gets what ships to him, over arcs that exist, out of stock and lorry room that are there."""
    ships = plan.shipments
    _ways_exist(problem, plan, bench)
    for rows in slices(problem.n_demands):
        mine = (ships.demand >= rows.start) & (ships.demand < rows.stop)
        amount = plan.amount[rows]
        brought = np.bincount(ships.demand[mine] - rows.start, weights=ships.amount[mine], minlength=len(amount))
        for e in bench.test("brought", np.abs(brought - amount) <= near * np.maximum(amount, 1), rows.start):
            bench.refuse("brought", demand=e, said=float(plan.amount[e]), found=float(brought[e - rows.start]))
    gone, there = stock_of(problem, plan)
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


def stock_of(problem: Problem, plan: Allocation | LorryPlan) -> tuple[FloatArray, FloatArray | IntArray]:
    """Return what leaves each node, and what was there with what was kept for it."""
    n_nodes = len(problem.nodes.supply)
    gone = np.bincount(problem.carry[:, 0], weights=plan.carried, minlength=n_nodes).astype(np.float64)
    for rows in slices(len(plan.shipments.node)):
        gone += np.bincount(plan.shipments.node[rows], weights=plan.shipments.amount[rows], minlength=n_nodes)
    there = problem.nodes.supply + np.bincount(problem.carry[:, 1], weights=plan.carried, minlength=n_nodes)
    return gone, there


def _ways_exist(problem: Problem, plan: Allocation | LorryPlan, bench: Bench) -> None:
    """Each shipment goes over an arc of its demand and carries something."""
    ships, n_nodes, patterns = plan.shipments, len(problem.nodes.supply), problem.patterns
    known = np.repeat(np.arange(len(patterns.begin) - 1) * n_nodes, np.diff(patterns.begin))
    known += patterns.node
    known.sort()
    for rows in slices(len(ships.node)):
        asked = problem.demands.pattern[ships.demand[rows]].astype(np.int64) * n_nodes + ships.node[rows]
        place = np.minimum(np.searchsorted(known, asked), len(known) - 1)
        is_way = (known[place] == asked) & (ships.amount[rows] > 0) if len(known) else np.zeros(len(asked), np.bool_)
        for i in bench.test("arc", is_way, rows.start):
            bench.refuse("arc", shipment=i, node=int(ships.node[i]), demand=int(ships.demand[i]))

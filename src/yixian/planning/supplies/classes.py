"""Demands with the same arcs are one class: the network then has as many sinks as there are patterns of reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numba
import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

if TYPE_CHECKING:
    from yixian.planning.supplies.nets import Links, Part
    from yixian.planning.supplies.problem import BoolArray, IntArray, Problem
    from yixian.planning.supplies.water import Bent, Tables


@dataclass(frozen=True)
class Classes:
    """The network between stock and classes of demand."""

    links: Links
    arc_of_pair: IntArray  # [carry pair] its arc in the links
    arc_of_reach: IntArray  # [arc of the patterns] its arc in the links
    tables: Tables
    bent: Bent
    order: Part  # nodes that reach a class, and all classes; component after component
    ends: IntArray  # [component, 2]


def gather(problem: Problem) -> Classes:
    """Return the classes of a problem."""
    n_nodes, n_classes = len(problem.nodes.supply), len(problem.patterns.begin) - 1
    sizes = np.diff(problem.patterns.begin)
    tips = n_nodes + np.repeat(np.arange(n_classes), sizes)
    tail = np.concatenate([problem.carry[:, 0], problem.patterns.node])
    tip = np.concatenate([problem.carry[:, 1], tips])
    by_tail = np.argsort(tail, kind="stable")
    place = np.empty_like(by_tail)
    place[by_tail] = np.arange(len(by_tail))
    begin = np.concatenate([[0], np.cumsum(np.bincount(tail, minlength=n_nodes))]).astype(np.int64)
    useful = _useful(problem)
    order, ends = _components((n_nodes, n_classes), (tail, tip), useful)
    stages, n_stages = problem.stage_of, problem.n_stages
    demands = problem.demands
    tables = tabulate(demands.pattern, demands.tier, (demands.room, demands.slope), stages, (n_classes, n_stages))
    return Classes(
        links=(begin, tip[by_tail].astype(np.int64)),
        arc_of_pair=place[: len(problem.carry)],
        arc_of_reach=place[len(problem.carry) :],
        tables=tables,
        bent=_bent(problem, n_classes),
        order=order,
        ends=ends,
    )


@numba.njit(cache=True)
def tabulate(pattern: IntArray, tier: IntArray, parts: Part, stage_of: IntArray, shape: tuple[int, int]) -> Tables:
    """Return room and plain slope of each class and stage."""
    rooms, slopes = parts
    room, plain = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    for part in range(2):
        for e in range(len(pattern)):
            stage = stage_of[part, tier[e]]
            room[pattern[e], stage] += rooms[part, e]
            if rooms[part, e] == slopes[part, e]:
                plain[pattern[e], stage] += rooms[part, e]
    return room, plain


def _bent(problem: Problem, n_classes: int) -> Bent:
    """Return the parts whose room is smaller than their slope."""
    demands = problem.demands
    if demands.room is demands.slope:
        empty = np.zeros(0, dtype=np.int64)
        return np.zeros(n_classes + 1, dtype=np.int64), empty, empty, empty
    part, demand = np.nonzero((demands.room < demands.slope) & (demands.room > 0))
    by_class = np.argsort(demands.pattern[demand], kind="stable")
    part, demand = part[by_class], demand[by_class]
    counts = np.bincount(demands.pattern[demand], minlength=n_classes)
    begin = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    stage = problem.stage_of[part, demands.tier[demand]]
    return begin, stage, demands.slope[part, demand], demands.room[part, demand]


def _useful(problem: Problem) -> BoolArray:
    """Return which nodes reach a demand, directly or by keeping stock: ``[node]``."""
    useful = np.zeros(len(problem.nodes.supply), dtype=np.bool_)
    useful[problem.patterns.node] = True
    while True:
        kept = problem.carry[useful[problem.carry[:, 1]], 0]
        if useful[kept].all():
            return useful
        useful[kept] = True


def _components(counts: tuple[int, int], edges: Part, useful: BoolArray) -> tuple[Part, IntArray]:
    """Return nodes and classes in order of the components they lie in, and where each component ends."""
    n_nodes, n_classes = counts
    n = n_nodes + n_classes
    n_components, label = connected_components(coo_array((np.ones(len(edges[0])), edges), shape=(n, n)), directed=False)
    label = label.astype(np.int64)
    nodes = np.flatnonzero(useful)
    nodes = nodes[np.argsort(label[nodes], kind="stable")]
    classes = np.argsort(label[n_nodes:], kind="stable")
    sizes = [np.bincount(label[vertices], minlength=n_components) for vertices in (nodes, n_nodes + classes)]
    ends = np.cumsum(np.stack(sizes, axis=1), axis=0)
    return (nodes, classes), np.ascontiguousarray(ends[sizes[1] > 0])

"""Read an instance of a fair split; everything wrong with it is said at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.supplies.judge import Judge
from yixian.planning.supplies.problem import MOST_PIECES, Problem
from yixian.planning.supplies.read_demands import Ground, Rows, read_demands
from yixian.planning.supplies.read_incoming import read_incoming
from yixian.planning.supplies.read_lorries import read_lorries
from yixian.planning.supplies.read_nodes import read_boxes, read_carry, read_nodes
from yixian.planning.supplies.read_norms import read_norms
from yixian.planning.supplies.read_stock import read_stock
from yixian.planning.supplies.stages import default_stages, read_stages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.planning.supplies.problem import IntArray

KEYS = (
    "nodes", "carry", "demands", "tiers", "stages", "stock", "norms", "production", "boxes", "lorries", "litres",
    "note", "expected",
)  # fmt: skip
MOST_TIERS = 99


def read_problem(value: Any) -> Problem:
    """Return the problem that parsed JSON describes.

    Besides the keys of the instance format (``nodes``, ``carry``, ``demands``, ``tiers``) it knows those that the page
    ``docs/planners/supplies.md`` lists: order of stages, items, lots, boxes, costs, requests, past deficits, stock.

    Raises
    ------
    BadInput
        With every fault, each at its path such as ``demands[3].arcs[0]``.
    """
    judge = Judge()
    top = judge.table("problem", value, KEYS)
    if not isinstance(value, dict):
        judge.settle()
    problem = _problem(judge, top)
    judge.settle()
    return problem


def _problem(judge: Judge, top: Mapping[str, Any]) -> Problem:
    n_tiers = judge.whole("problem", "tiers", top.get("tiers"), least=1, most=MOST_TIERS)
    rows = Rows(n_tiers)
    box_of = read_boxes(judge, top.get("boxes", {}))
    incoming = read_incoming(judge, top.get("production", []))
    nodes, expires = read_nodes(judge, top.get("nodes"), rows.items, (box_of, incoming))
    incoming.refuse_rest(judge)
    carry = read_carry(judge, top.get("carry", []), nodes, expires)
    ground = Ground(nodes, expires, read_stock(judge, top.get("stock", [])), read_norms(judge, top.get("norms", [])))
    demands, patterns = read_demands(judge, top.get("demands"), rows, ground)
    stages = top.get("stages")
    problem = Problem(
        items=tuple(rows.items),
        sites=tuple(rows.sites),
        nodes=nodes,
        carry=carry,
        demands=demands,
        patterns=patterns,
        stage_of=default_stages(n_tiers) if stages is None else read_stages(judge, stages, n_tiers),
        box=np.array([box_of.get(str(item), 1) for item in rows.items], dtype=np.int64),
        lorries=read_lorries(judge, (top.get("lorries", []), top.get("litres", {})), nodes, tuple(rows.items)),
    )
    # What compares rows with each other needs rows.
    if all(fault.field != "entry" for fault in judge.faults):
        _refuse_copies(judge, top, problem)
        _refuse_mixed_boxes(judge, problem)
    _refuse_huge(judge, problem)
    return problem


def _refuse_copies(judge: Judge, top: Mapping[str, Any], problem: Problem) -> None:
    """Refuse a node that was written twice: the same lot in the same place, or the same stock with the same links.

    Two empty nodes are no fault: lots that have run out look alike. An id of its own tells two nodes apart.
    """
    nodes = problem.nodes
    links: list[set[tuple[int, int]]] = [set() for _ in nodes.store]
    for tail, tip in problem.carry.tolist():
        links[tail].add((-1, tip))
        links[tip].add((-2, tail))
    for pattern in range(len(problem.patterns.begin) - 1):
        for node in problem.arcs_of(pattern).tolist():
            links[node].add((0, pattern))
    seen: dict[tuple[object, ...], int] = {}
    for k, row in enumerate(zip(nodes.store, nodes.day.tolist(), nodes.item.tolist(), nodes.lot, strict=True)):
        first = seen.setdefault((*row, str(_quoted(top, k).get("id"))), k)
        is_copy = nodes.supply[k] == nodes.supply[first] > 0 and (not links[k] or links[k] == links[first])
        if first != k and (is_copy or nodes.lot[k] is not None):
            judge.refuse(f"nodes[{k}]", "node", f"each node once, nodes[{first}] is the same", _quoted(top, k))


def _quoted(top: Mapping[str, Any], k: int) -> dict[str, Any]:
    node: dict[str, Any] = top["nodes"][k]
    return node


def _refuse_mixed_boxes(judge: Judge, problem: Problem) -> None:
    """Refuse a substitute that comes in other boxes: whole boxes could then not be kept on both sides."""
    sizes = np.diff(problem.patterns.begin)
    pattern = np.repeat(np.arange(len(sizes)), sizes)
    first = np.zeros(len(sizes), dtype=np.int64)
    first[problem.demands.pattern[::-1]] = np.arange(problem.n_demands)[::-1]
    own = problem.box[problem.demands.item[first[pattern]]] if len(pattern) else np.zeros(0, dtype=np.int64)
    for arc in np.flatnonzero(own != problem.box[problem.nodes.item[problem.patterns.node]]).tolist():
        place = f"demands[{first[pattern[arc]]}]"
        judge.refuse(place, "arcs", "substitutes in boxes of the same size", int(problem.patterns.node[arc]))


def _refuse_huge(judge: Judge, problem: Problem) -> None:
    sums: tuple[tuple[str, IntArray], ...] = (
        ("supply", problem.nodes.supply),
        ("need", problem.demands.room),
        ("owed", problem.demands.slope),
    )
    for field, values in sums:
        total = float(values.astype(np.float64).sum())
        if total > MOST_PIECES:
            judge.refuse("problem", field, f"{MOST_PIECES} pieces in all at most", total)

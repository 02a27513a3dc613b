"""Turns: nodes are doubled just where it matters from which road, or from what kind of road, one comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from yixian.planning.roads.geo import spans

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yixian.planning.roads.arcs import Arcs
    from yixian.planning.roads.network import FloatArray, IntArray
    from yixian.planning.roads.turn_rules import Rules

    Ints = NDArray[np.int64]

BEGUN: Final = 0
"""On the way out of where it began: private roads are free so far."""
PASSING: Final = 1
"""On the public road."""
ENDING: Final = 2
"""On private roads again: they are only left by arriving."""


@dataclass(frozen=True, eq=False)
class Expanded:
    """Arcs between nodes and the doubles of nodes; a double stands for a way of having come."""

    first: IntArray  # [node + 1] nodes of the network first, then the doubles
    head: IntArray  # [arc]
    plain: IntArray  # [arc] index of the arc in ``Arcs``
    turn_s: FloatArray  # [arc] for the turn into it
    origin: IntArray  # [node] node of the network


def expand(arcs: Arcs, rules: Rules) -> Expanded:
    """Return the arcs with turns in force.

    Whoever starts at a node of the network itself has come over no arc, so he may turn anywhere.
    """
    n_nodes, n_arcs = arcs.n_nodes, len(arcs.number)
    came, stage = _arrivals(rules, n_arcs)
    keys = _keys(arcs, rules, came, stage)
    double, place = np.unique(keys[keys >= 0], return_inverse=True)
    landing = np.empty((n_arcs, 3), dtype=np.int64)
    landing[:] = arcs.head[:, None]
    is_doubled = keys >= 0
    landing[came[is_doubled], stage[is_doubled]] = n_nodes + place

    node, start, own = double // (3 * (n_arcs + 1)), double // (n_arcs + 1) % 3, double % (n_arcs + 1) - 1
    tails = np.concatenate((np.arange(n_nodes), node))
    stages = np.concatenate((np.zeros(n_nodes, dtype=np.int64), start))
    owns = np.concatenate((np.full(n_nodes, -1), own))
    return _joined(arcs, rules, (tails, stages, owns), landing)


def _arrivals(rules: Rules, n_arcs: int) -> tuple[Ints, Ints]:
    """All pairs of an arc and the stage in which it is left: private ones at the beginning or the end."""
    private, public = np.flatnonzero(rules.is_private), np.flatnonzero(~rules.is_private)
    came = np.concatenate((public, private, private))
    stage = np.repeat([PASSING, BEGUN, ENDING], [len(public), len(private), len(private)])
    return came, stage


def _keys(arcs: Arcs, rules: Rules, came: Ints, stage: Ints) -> Ints:
    """What tells the doubles apart; -1 where the node itself will do."""
    head = arcs.head[came].astype(np.int64)
    own = np.where(rules.needs_own[came], came, -1)
    # Away from private roads everybody may do the same.
    kept = np.where(rules.touches_private[head], stage, BEGUN)
    keys = (head * 3 + kept) * (len(arcs.number) + 1) + own + 1
    return np.where((own < 0) & (kept == BEGUN), -1, keys)


def _joined(arcs: Arcs, rules: Rules, rows: tuple[Ints, Ints, Ints], landing: Ints) -> Expanded:
    """Lay the arcs out of every node and double, as far as the rules let them."""
    tails, stages, owns = rows
    starts = arcs.first
    degree = np.diff(starts)[tails]
    row = np.repeat(np.arange(len(tails)), degree)
    out = spans(starts[:-1][tails], degree)
    is_private = rules.is_private[out]
    turn_s = rules.turn_s(owns[row], out)
    is_open = np.isfinite(turn_s) & ((stages[row] != ENDING) | is_private)
    row, out, is_private, turn_s = row[is_open], out[is_open], is_private[is_open], turn_s[is_open]
    following = np.where(is_private, np.where(stages[row] == BEGUN, BEGUN, ENDING), PASSING)
    return Expanded(
        first=np.concatenate(([0], np.cumsum(np.bincount(row, minlength=len(tails))))).astype(np.int32),
        head=landing[out, following].astype(np.int32),
        plain=out.astype(np.int32),
        turn_s=turn_s,
        origin=tails.astype(np.int32),
    )

"""Turns: nodes are doubled just where it matters from which road one comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.roads.geo import spans

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yixian.planning.roads.arcs import Arcs
    from yixian.planning.roads.network import FloatArray, IntArray, Network


@dataclass(frozen=True, eq=False)
class Expanded:
    """Arcs between nodes and the doubles of nodes; a double stands for having come over one arc."""

    first: IntArray  # [node + 1] nodes of the network first, then the doubles
    head: IntArray  # [arc]
    plain: IntArray  # [arc] index of the arc in ``Arcs``
    turn_s: FloatArray  # [arc] for the turn into it
    origin: IntArray  # [node] node of the network


def expand(network: Network, arcs: Arcs) -> Expanded:
    """Return the arcs with forbidden turns left out.

    Whoever starts at a node of the network itself has come over no arc, so he may turn anywhere.
    """
    codes = _banned_codes(network, arcs)
    doubled = np.unique(codes // len(arcs.number))
    return _doubled(arcs, doubled, codes)


def _banned_codes(network: Network, arcs: Arcs) -> NDArray[np.int64]:
    """Forbidden turns as ``arc in x number of arcs + arc out``, sorted."""
    place = np.full(2 * network.n_edges, -1, dtype=np.int64)
    place[arcs.number] = np.arange(len(arcs.number))
    coming, via, going = network.banned.astype(np.int64).T.reshape(3, -1)
    found = []
    for back_in in (0, 1):
        for back_out in (0, 1):
            one, other = place[2 * coming + back_in], place[2 * going + back_out]
            fits = (one >= 0) & (other >= 0)
            fits &= (arcs.head[one] == via) & (arcs.tail[other] == via)
            found.append(one[fits] * len(arcs.number) + other[fits])
    return np.unique(np.concatenate(found))


def _doubled(arcs: Arcs, doubled: NDArray[np.int64], banned: NDArray[np.int64]) -> Expanded:
    n_arcs, n_nodes = len(arcs.number), arcs.n_nodes
    landing = arcs.head.astype(np.int32).copy()
    landing[doubled] = n_nodes + np.arange(len(doubled))
    via = arcs.head[doubled]
    starts = arcs.first
    degree = np.diff(starts)
    out = spans(starts[via], degree[via])
    came = np.repeat(doubled, degree[via])
    codes = came * n_arcs + out
    # Back over the same road is no way round a forbidden turn.
    is_free = ~np.isin(codes, banned) & (arcs.edge[out] != arcs.edge[came])
    plain = np.concatenate((np.arange(n_arcs), out[is_free]))
    tail = np.concatenate((arcs.tail, landing[came[is_free]]))
    counts = np.bincount(tail, minlength=n_nodes + len(doubled))
    first = np.concatenate(([0], np.cumsum(counts)))
    return Expanded(
        first=first.astype(np.int32),
        head=landing[plain],
        plain=plain.astype(np.int32),
        turn_s=np.zeros(len(plain)),
        origin=np.concatenate((np.arange(n_nodes), via)).astype(np.int32),
    )

"""What a driver must mind when he turns: forbidden turns, private roads, and the time that a turn takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.roads import flags
from yixian.planning.roads.bearings import BACK_S, bearings, oncoming_s, turn_s
from yixian.planning.roads.components import parts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yixian.planning.roads.arcs import Arcs
    from yixian.planning.roads.network import FloatArray, Network

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Rules:
    """The rules of turning for one way of moving."""

    arcs: Arcs
    banned: Ints  # forbidden turns, arc in x number of arcs + arc out, sorted
    is_private: Bools  # [arc] not for through traffic
    touches_private: Bools  # [node]
    needs_own: Bools  # [arc] what may follow depends on this very arc
    degree: Ints | None  # [node] roads that meet; None where turns cost nothing
    leaving: FloatArray | None  # [arc] compass direction at its tail
    reaching: FloatArray | None  # [arc] compass direction at its head
    goes_round: Bools  # [arc] part of a roundabout

    def turn_s(self, came: Ints, out: Ints) -> FloatArray:
        """Return the seconds of turns from an arc (-1 = from none) into another; inf if it is not allowed."""
        seconds = np.zeros(len(out))
        row = np.flatnonzero(came >= 0)
        one, other = came[row], out[row]
        is_back = self.arcs.edge[one] == self.arcs.edge[other]
        is_banned = np.isin(one * len(self.arcs.number) + other, self.banned)
        seconds[row] = np.where(is_back | is_banned, np.inf, 0.0)
        if self.degree is not None and self.leaving is not None and self.reaching is not None:
            roads = self.degree[self.arcs.head[one]]
            angle = (self.leaving[other] - self.reaching[one] + 180) % 360 - 180
            seconds[row] += np.where(roads > 2, turn_s(angle), 0.0)
            meets = (roads > 2) & ~self.goes_round[one] & ~self.goes_round[other]
            seconds[row] += np.where(meets, oncoming_s(angle), 0.0)
            # Where the road ends one turns round.
            seconds[row] = np.where(is_back & (roads == 1), BACK_S, seconds[row])
        return seconds


def rules_of(network: Network, arcs: Arcs, *, minds_turns: bool, has_turn_costs: bool, minds_private: bool) -> Rules:
    """Return the rules for somebody's arcs; forbidden turns bind those who drive."""
    banned = _banned(network, arcs) if minds_turns else np.zeros(0, dtype=np.int64)
    is_private = np.zeros(len(arcs.number), dtype=bool)
    if minds_private:
        is_private = _private(network, arcs)
    touches = np.zeros(network.n_nodes, dtype=bool)
    touches[arcs.tail[is_private]] = touches[arcs.head[is_private]] = True
    needs_own = np.full(len(arcs.number), has_turn_costs)
    needs_own[banned // max(len(arcs.number), 1)] = True
    leaving, reaching = bearings(network, arcs) if has_turn_costs else (None, None)
    degree = _degree(network, arcs) if has_turn_costs else None
    goes_round = (network.flags[arcs.edge] & flags.ROUNDABOUT) > 0
    return Rules(arcs, banned, is_private, touches, needs_own, degree, leaving, reaching, goes_round)


def _private(network: Network, arcs: Arcs) -> Bools:
    """Arcs that are private, or public ones that only private roads lead to."""
    is_private = (network.flags[arcs.edge] & flags.NO_THROUGH) > 0
    public = np.flatnonzero(~is_private)
    part = parts(network.n_nodes, arcs.tail[public], arcs.head[public], is_directed=True)
    largest = np.bincount(part).argmax() if len(public) else -1
    return np.asarray(is_private | (part[arcs.tail] != largest) | (part[arcs.head] != largest))


def _degree(network: Network, arcs: Arcs) -> Ints:
    """How many roads meet at each node; a loop counts twice."""
    edge = np.unique(arcs.edge)
    ends = np.concatenate((network.u[edge], network.v[edge]))
    return np.bincount(ends, minlength=network.n_nodes)


def _banned(network: Network, arcs: Arcs) -> Ints:
    """Forbidden turns as ``arc in x number of arcs + arc out``, sorted."""
    n_arcs = len(arcs.number)
    place = np.full(2 * network.n_edges, -1, dtype=np.int64)
    place[arcs.number] = np.arange(n_arcs)
    coming, via, going = network.banned.astype(np.int64).T.reshape(3, -1)
    found = []
    for back_in, back_out in ((0, 0), (0, 1), (1, 0), (1, 1)):
        one, other = place[2 * coming + back_in], place[2 * going + back_out]
        fits = (one >= 0) & (other >= 0)
        fits &= (arcs.head[one] == via) & (arcs.tail[other] == via)
        found.append(one[fits] * n_arcs + other[fits])
    return np.unique(np.concatenate(found))

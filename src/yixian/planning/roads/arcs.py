"""The arcs of one way of moving, before turns are looked at: who may go where, and what it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from yixian.planning.roads import flags
from yixian.planning.roads.classes import BARRIER, STEPS
from yixian.planning.roads.speeds import LEAST_S, Speeds, drive_s, walk_s

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yixian.planning.roads.network import FloatArray, IntArray, Network

BITS: Final = {
    "ambulance": (flags.RESCUE_FORWARD, flags.RESCUE_BACKWARD),
    "car": (flags.CAR_FORWARD, flags.CAR_BACKWARD),
    "foot": (flags.FOOT_FORWARD, flags.FOOT_BACKWARD),
}
"""Who moves, and the bits that let him."""


Where = tuple["NDArray[np.int64]", "IntArray", "NDArray[np.bool_]"]
"""Edge, node at the end and direction of some arcs."""


@dataclass(frozen=True, eq=False)
class Arcs:
    """Directed arcs sorted by tail; arc ``2 e`` of the network is edge e forward, ``2 e + 1`` backward."""

    n_nodes: int
    number: IntArray  # [arc] 2 x edge + direction
    tail: IntArray  # [arc]
    head: IntArray  # [arc]
    travel_s: FloatArray  # [arc] along the road
    wait_s: FloatArray  # [arc] at its end, for signs, junctions and gates

    @property
    def edge(self) -> IntArray:
        """[arc] edge of the network."""
        return self.number >> 1

    @property
    def first(self) -> NDArray[np.int64]:
        """[node + 1] arcs of a node."""
        return np.searchsorted(self.tail, np.arange(self.n_nodes + 1))


def arcs_of(network: Network, by: str, speeds: Speeds) -> Arcs:
    """Return the arcs on which somebody may move (``ambulance``, ``car`` or ``foot``), overlays left out."""
    travel = walk_s(network) if by == "foot" else drive_s(network, speeds)
    is_gate = network.road_class == BARRIER
    travel[is_gate] = LEAST_S
    if by != "foot":
        travel[network.road_class == STEPS] = np.inf
    may = np.column_stack([network.flags & bit for bit in BITS[by]]) > 0
    number = np.flatnonzero((may & np.isfinite(travel)).ravel())
    edge, is_back = number >> 1, (number & 1).astype(bool)
    tail = np.where(is_back, network.v[edge], network.u[edge])
    head = np.where(is_back, network.u[edge], network.v[edge])
    wait = np.zeros(len(number)) if by == "foot" else _waits(network, speeds, (edge, head, is_back))
    if by != "foot":
        opens = network.delay_s[edge]
        is_shut = np.isin(network.barrier[edge], (flags.GATE, flags.LIFT_GATE))
        wait += opens if speeds.gate_s is None else np.where(is_shut, speeds.gate_s, 0.0)
    order = np.argsort(tail, kind="stable")
    return Arcs(
        n_nodes=network.n_nodes,
        number=number[order].astype(np.int32),
        tail=tail[order].astype(np.int32),
        head=head[order].astype(np.int32),
        travel_s=travel.ravel()[number][order],
        wait_s=wait[order],
    )


def _waits(network: Network, speeds: Speeds, where: Where) -> FloatArray:
    """Seconds at the end of each arc for the sign there, or for the junction if there is none."""
    edge, head, is_back = where
    sign = np.where(is_back, network.sign_backward[edge], network.sign_forward[edge])
    price = np.zeros(256)
    for code, seconds in speeds.sign_s.items():
        price[code] = seconds
    waits = price[sign]
    # A junction is where three roads meet; both directions of a road count once.
    pairs = np.unique(np.column_stack((np.concatenate((network.u[edge], network.v[edge])), np.tile(edge, 2))), axis=0)
    degree = np.bincount(pairs[:, 0], minlength=network.n_nodes)
    is_plain = (sign == 0) & (degree[head] > 2) & (network.road_class[edge] != BARRIER)
    return np.asarray(waits + np.where(is_plain, speeds.junction_s, 0.0))

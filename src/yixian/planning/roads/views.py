"""The two views of a network that are searched: for vehicles, and for people on foot."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.roads.arcs import Arcs, arcs_of
from yixian.planning.roads.graph import Graph
from yixian.planning.roads.in_force import delays, shut, travel_s
from yixian.planning.roads.overlay import NOTHING, Overlay
from yixian.planning.roads.speeds import COUNTY, LEAST_S, SPEEDS, Speeds
from yixian.planning.roads.turn_rules import rules_of
from yixian.planning.roads.turns import expand

if TYPE_CHECKING:
    from yixian.planning.roads.network import FloatArray, IntArray, Network


@dataclass(frozen=True)
class View(Graph):
    """A graph with what is needed to begin and end in the middle of its arcs.

    Nodes below the network's number of nodes are the network's own, in both views; the rest are doubles of them, one
    for each way of having come that forbids a turn there, and ``origin`` says of which node. Whoever wants to know
    when a node is reached takes the earliest of the node and its doubles (``earliest``); whoever starts at a node
    starts at the node itself.
    """

    origin: IntArray  # [node] node of the network
    travel_s: FloatArray  # [arc] along the road: what a part of the road takes its share of; inf = shut
    wait_s: FloatArray  # [arc] at its end: for those who go on, not for those who stop before
    leave_s: FloatArray  # [arc] along the road for those who stand on it: a closure keeps out, it does not lock in
    back: IntArray  # [arc] 1 if it runs from v to u of its edge
    copies: IntArray  # arcs sorted by 2 x edge + back
    copies_first: IntArray  # [2 x edge + back, and one more] where those of an edge and direction begin in ``copies``

    def earliest(self, seconds: FloatArray) -> FloatArray:
        """Return ``seconds`` per node of this view as the least of each node of the network, last axis."""
        n_nodes = int(self.origin.max(initial=-1)) + 1
        least = np.full((n_nodes, *seconds.shape[:-1]), np.inf)
        np.minimum.at(least, self.origin, np.moveaxis(seconds, -1, 0))
        return np.moveaxis(least, 0, -1)


@dataclass(frozen=True, eq=False)
class Structure:
    """What never changes while roads are closed and opened: a view without weights."""

    arcs: Arcs
    first: IntArray
    head: IntArray
    plain: IntArray  # [arc] index of the arc in ``arcs``
    turn_s: FloatArray
    origin: IntArray
    copies: IntArray
    copies_first: IntArray


def vehicle(
    network: Network,
    speeds: Speeds | str = "county",
    overlay: Overlay | None = None,
    *,
    by: str = "ambulance",
    wide_cm: int = 0,
) -> View:
    """Return the view of an ``ambulance`` or ``car`` with everything in force that the overlay says.

    ``wide_cm`` is the clear width that it needs, 0 = any; where nobody measured, the width is assumed of the class.
    """
    plan = SPEEDS[speeds] if isinstance(speeds, str) else speeds
    return _weighed(network, structure(network, by, plan), overlay or NOTHING, (by, wide_cm))


def on_foot(network: Network, overlay: Overlay | None = None) -> View:
    """Return the view of a person on foot."""
    return _weighed(network, structure(network, "foot", COUNTY), overlay or NOTHING, ("foot", 0))


@lru_cache(maxsize=8)
def structure(network: Network, by: str, speeds: Speeds) -> Structure:
    """Return the arcs of somebody with all turns laid out."""
    arcs = arcs_of(network, by, speeds)
    drives = by != "foot"
    rules = rules_of(
        network,
        arcs,
        minds_turns=drives,
        has_turn_costs=drives and speeds.has_turn_costs,
        minds_private=by == "car",
    )
    plan = expand(arcs, rules)
    number = arcs.number[plan.plain]
    counts = np.bincount(number, minlength=2 * network.n_edges)
    return Structure(
        arcs=arcs,
        first=plan.first,
        head=plan.head,
        plain=plan.plain,
        turn_s=plan.turn_s,
        origin=plan.origin,
        copies=np.argsort(number, kind="stable").astype(np.int32),
        copies_first=np.concatenate(([0], np.cumsum(counts))).astype(np.int32),
    )


def _weighed(network: Network, plan: Structure, overlay: Overlay, who: tuple[str, int]) -> View:
    """Put weights on the arcs; a closure changes these and nothing else."""
    arcs, (by, wide_cm) = plan.arcs, who
    along, at_end = arcs.travel_s, arcs.wait_s
    if overlay.paces and by != "foot":
        both = np.full(2 * network.n_edges, np.inf)
        both[arcs.number] = along
        along = travel_s(network, overlay, both.reshape(-1, 2)).ravel()[arcs.number]
    leaving = along
    if overlay.closures or wide_cm:
        along = np.where(shut(network, overlay, by, wide_cm).ravel()[arcs.number], np.inf, along)
        at_end = at_end + delays(network, overlay, by).ravel()[arcs.number]
    travel, wait = along[plan.plain], at_end[plan.plain]
    edge = arcs.edge[plan.plain]
    return View(
        first=plan.first,
        head=plan.head,
        seconds=np.maximum(travel + wait + plan.turn_s, LEAST_S),
        metres=network.metres[edge],
        edge=edge,
        lon=network.lon[plan.origin],
        lat=network.lat[plan.origin],
        origin=plan.origin,
        travel_s=travel,
        wait_s=wait,
        leave_s=leaving[plan.plain],
        back=arcs.number[plan.plain] & 1,
        copies=plan.copies,
        copies_first=plan.copies_first,
    )

"""The two views of a network that are searched: for vehicles, and for people on foot."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.roads.arcs import Arcs, arcs_of
from yixian.planning.roads.graph import Graph
from yixian.planning.roads.speeds import COUNTY, LEAST_S, SPEEDS, Speeds
from yixian.planning.roads.turns import Expanded, expand

if TYPE_CHECKING:
    from yixian.planning.roads.network import FloatArray, IntArray, Network


@dataclass(frozen=True)
class View(Graph):
    """A graph with what is needed to begin and end in the middle of its arcs.

    Nodes below the network's number of nodes are the network's own, in both views; the rest are doubles of them, one
    for each road from which a turn is forbidden there, and ``origin`` says of which.
    """

    origin: IntArray  # [node] node of the network
    travel_s: FloatArray  # [arc] along the road: what a part of the road takes its share of; inf = shut
    wait_s: FloatArray  # [arc] at its end: for those who go on, not for those who stop before
    back: IntArray  # [arc] 1 if it runs from v to u of its edge


def vehicle(network: Network, speeds: Speeds | str = "county", overlay: None = None, *, by: str = "ambulance") -> View:
    """Return the view of an ``ambulance`` or ``car`` with everything in force that the overlay says."""
    plan = SPEEDS[speeds] if isinstance(speeds, str) else speeds
    return _weighed(network, *_structure(network, by, plan))


def on_foot(network: Network, overlay: None = None) -> View:
    """Return the view of a person on foot."""
    return _weighed(network, *_structure(network, "foot", COUNTY))


@lru_cache(maxsize=8)
def _structure(network: Network, by: str, speeds: Speeds) -> tuple[Arcs, Expanded]:
    """What never changes while roads are closed and opened."""
    arcs = arcs_of(network, by, speeds)
    return arcs, expand(network, arcs)


def _weighed(network: Network, arcs: Arcs, plan: Expanded) -> View:
    travel, wait = arcs.travel_s[plan.plain], arcs.wait_s[plan.plain]
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
        back=arcs.number[plan.plain] & 1,
    )

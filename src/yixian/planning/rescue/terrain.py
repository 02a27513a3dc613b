"""From a road network and a case to the ground that is searched: widths, closures and places put on the roads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.plan import Reason
from yixian.planning.rescue.ground import Ground, Hold, make_ground, spots_of
from yixian.planning.rescue.problem import BAR, CLASS, HARD, MANNED, SOURCES, TABLE, TAG
from yixian.planning.rescue.roads import NOTHING, Barring, Roads, close, make_roads
from yixian.planning.rescue.straight import straight
from yixian.planning.rescue.where import edges_of
from yixian.planning.roads.arcs import arcs_of
from yixian.planning.roads.graph import Graph
from yixian.planning.roads.overlay import clear_cm
from yixian.planning.roads.snap import snap
from yixian.planning.roads.speeds import COUNTY, LEAST_S

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yixian.planning.rescue.arcs import IntArray
    from yixian.planning.rescue.problem import Case, Closure, Spot
    from yixian.planning.roads.network import Network

FARTHEST_M = 1000.0
"""A place farther from any road is not on this network."""


def terrain(network: Network, case: Case) -> tuple[Case, Ground]:
    """Return the ground of an alarm; by straight lines, which it says, if the patient is off the network.

    Raises
    ------
    BadInput
        If closures or widths name roads that the network does not have.
    """
    holds = holds_of(network, case)
    if holds[0].edge == NOTHING:
        return straight(case, Reason("off_network", {"metres": round(FARTHEST_M)}))
    return case, make_ground(prepared(network, case), case, holds)


def prepared(network: Network, case: Case) -> Roads:
    """Return the network with a case's closures and widths in force; it serves every alarm with the same ones.

    Ambulances on an alarm are not bound by turn restrictions (Road Traffic Safety Law of the PRC, article 53), so
    both layers are the network's own nodes.
    """
    views = (_view(network, "ambulance"), _view(network, "foot"))
    closed, measured = edges_of(network, case)
    ends = (np.asarray(network.u), np.asarray(network.v))
    roads = make_roads(views, ends, widths_in_force(network, case, measured))
    return close(roads, [_barring(case, one, on) for one, on in zip(case.closures, closed, strict=True)])


def widths_in_force(network: Network, case: Case, measured: Sequence[IntArray]) -> IntArray:
    """Return the clear width in force of each road segment; survey over table over tag over class.

    Of two reports of one source the later one in the list rules.
    """
    clear = clear_cm(network).copy()
    rank = np.array([SOURCES.index(one) for one in (CLASS, TAG, TABLE)])[network.width_from]
    for row, edges in zip(case.widths, measured, strict=True):
        ruled = edges[SOURCES.index(row.source) <= rank[edges]]
        clear[ruled], rank[ruled] = row.clear_cm, SOURCES.index(row.source)
    return clear


def holds_of(network: Network, case: Case) -> list[Hold]:
    """Return where each place of ``spots_of(case)`` meets the network; NOTHING where it is too far away."""
    spots, n_walked = spots_of(case)
    return [*_snapped(network, spots[:n_walked], "foot"), *_snapped(network, spots[n_walked:], "ambulance")]


def _snapped(network: Network, spots: Sequence[Spot], by: str) -> list[Hold]:
    if not spots:
        return []
    found = snap(network, np.array([spot.lon for spot in spots]), np.array([spot.lat for spot in spots]), by)
    rows = zip(found.edge.tolist(), found.share.tolist(), found.metres.tolist(), strict=True)
    return [Hold(edge, share, m) if m <= FARTHEST_M else Hold(NOTHING, 0.0, 0.0) for edge, share, m in rows]


def _view(network: Network, by: str) -> Graph:
    arcs = arcs_of(network, by, COUNTY)
    return Graph(
        first=arcs.first.astype(np.int32),
        head=arcs.head,
        seconds=np.maximum(arcs.travel_s + arcs.wait_s, LEAST_S),
        metres=np.asarray(network.metres)[arcs.edge],
        edge=arcs.edge,
        lon=np.asarray(network.lon),
        lat=np.asarray(network.lat),
    )


def _barring(case: Case, closure: Closure, edges: IntArray) -> Barring:
    """Return what a closure amounts to: without a guard a gate is a bar, without a key a bar is a block."""
    kind = closure.kind
    has_guard = any(one.is_checked_in and one.post == closure.post for one in case.people if closure.post)
    if kind == MANNED and not has_guard:
        kind = BAR
    if kind == BAR and closure.key is None:
        kind = HARD
    delay = {MANNED: case.pace.gate, BAR: case.pace.bar}.get(kind, (0, 0, 0))
    return Barring(closure, kind, edges, delay)

"""The explicit two-layer graph of one alarm: the roads, and on them every place that the alarm speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.rescue.arcs import SHUT, Arcs, Layer, Stack, Ways, side_of
from yixian.planning.rescue.roads import NOTHING, Core

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yixian.planning.plan import Reason
    from yixian.planning.rescue.arcs import FloatArray, IntArray, LongArray
    from yixian.planning.rescue.problem import Case, Spot
    from yixian.planning.rescue.roads import Roads

WALK_MM_PER_S = 1417
"""Speed on foot from a door to the road: 5.1 km/h, as on footpaths."""


@dataclass(frozen=True)
class Hold:
    """Where a place meets the network."""

    edge: int  # NOTHING = nowhere
    fraction: float  # from the edge's beginning, 0 to 1
    offset_m: float  # from the place to the road


@dataclass(frozen=True)
class Places:
    """Node of each place of a case, in the case's own order; one is reached by vehicles, the other is the door."""

    patient: int
    door: int  # where the patient's footpath meets the road
    units: IntArray
    people: IntArray
    stores: IntArray
    hospitals: IntArray
    villages: IntArray
    standbys: IntArray


@dataclass(frozen=True, eq=False)
class Ground:
    """Arcs of both layers with the places put in, and which closure stands on each."""

    roads: Roads
    lon: FloatArray
    lat: FloatArray
    new_drive: Layer  # arcs that the places add to the roads' own
    new_foot: Layer
    clear_cm: IntArray  # [vehicle arc]
    barred: IntArray  # [vehicle arc] index of roads.barrings
    places: Places
    holds: tuple[Hold, ...]
    cause: Reason | None = None  # why straight lines stand for roads; None: they do not

    @property
    def is_straight(self) -> bool:
        """Whether straight lines stand for roads."""
        return self.cause is not None

    @property
    def n_nodes(self) -> int:
        """Number of nodes."""
        return len(self.lon)

    @cached_property
    def drive(self) -> Layer:
        """All arcs of vehicles."""
        return _joined(self.roads.drive, self.new_drive)

    @cached_property
    def foot(self) -> Layer:
        """All arcs of people on foot."""
        return _joined(self.roads.foot, self.new_foot)

    def drive_stack(self, name: str) -> Stack:
        """Return one array of the vehicle arcs without joining its parts."""
        return Stack(getattr(self.roads.drive.arcs, name), getattr(self.new_drive.arcs, name))

    def foot_stack(self, name: str) -> Stack:
        """Return one array of the foot arcs without joining its parts."""
        return Stack(getattr(self.roads.foot.arcs, name), getattr(self.new_foot.arcs, name))

    def drive_ways(self, need_cm: int, *, is_out: bool) -> Ways:
        """Return the arcs for a vehicle that needs so much room, along or against their direction."""
        n_old = len(self.roads.clear_cm)
        ms = np.where(self.clear_cm[n_old:] >= need_cm, self.new_drive.arcs.ms, SHUT)
        new = side_of(self.new_drive, is_out=is_out, ms=ms)
        return Ways(self.roads.side("drive", need_cm, is_out=is_out), new, n_old)

    def foot_ways(self, *, is_out: bool) -> Ways:
        """Return the arcs for people on foot, along or against their direction."""
        new = side_of(self.new_foot, is_out=is_out, ms=self.new_foot.arcs.ms)
        return Ways(self.roads.side("foot", is_out=is_out), new, len(self.roads.foot.bare_ms))

    def core(self, need_cm: int) -> Core:
        """Return the largest part where a vehicle of that width gets from anywhere to anywhere."""
        if self.is_straight:
            everywhere = np.ones(self.n_nodes, dtype=bool)
            return Core(everywhere, everywhere)
        old = self.roads.core(need_cm)
        inside, reached = (np.zeros(self.n_nodes, dtype=bool) for _ in range(2))
        inside[: self.roads.n_nodes], reached[: self.roads.n_nodes] = old.is_inside, old.is_reached
        arcs, clear_cm = self.new_drive.arcs, self.clear_cm[len(self.roads.clear_cm) :]
        ways = (arcs.ms < SHUT) & (clear_cm >= need_cm)
        tail, head, edges = arcs.tail[ways], arcs.head[ways], arcs.edge[ways]
        joined = inside[self.roads.u[edges]] & inside[self.roads.v[edges]]
        reached[head[reached[tail]]] = True
        inside[tail[joined]] = True
        inside[head[joined]] = True
        return Core(inside, reached)


def _joined(old: Layer, new: Layer) -> Layer:
    return Layer(old.arcs.joined(new.arcs), np.concatenate((old.bare_ms, new.bare_ms)), new.n_nodes)


def spots_of(case: Case) -> tuple[list[Spot], int]:
    """Return all places of a case in the order of their nodes, and how many of the first are reached on foot."""
    walked = [case.patient.spot, *(one.spot for one in case.people), *(one.spot for one in case.stores)]
    groups = (case.units, case.hospitals, case.villages, case.standbys)
    return [*walked, *(one.spot for group in groups for one in group)], len(walked)


def make_ground(roads: Roads, case: Case, holds: Sequence[Hold]) -> Ground:
    """Put a case's places on the roads.

    Each place gets two nodes: one on its road, in both layers, and one at its door, which a footpath of the length of
    the offset joins to it. Old arcs stay, so nothing between old nodes changes.

    Parameters
    ----------
    roads
        The network with closures in force.
    case
        The alarm.
    holds
        Where each place of ``spots_of(case)`` meets the network, in that order.
    """
    n_old = roads.n_nodes
    n_nodes = n_old + 2 * len(holds)
    rows = _rows(roads, holds)
    drive, drive_bare, source = _split(roads.drive, roads.drive_along, rows)
    foot, foot_bare, _ = _split(roads.foot, roads.foot_along, rows)
    paths = _footpaths(holds, n_old)
    lon, lat = _positions(roads, case, holds)
    return Ground(
        roads=roads,
        lon=lon,
        lat=lat,
        new_drive=Layer(drive, drive_bare, n_nodes),
        new_foot=Layer(foot.joined(paths), np.concatenate((foot_bare, paths.ms)), n_nodes),
        clear_cm=np.concatenate((roads.clear_cm, roads.clear_cm[source])),
        barred=np.concatenate((roads.barred, roads.barred[source])),
        places=places_of(case, n_old),
        holds=tuple(holds),
    )


def places_of(case: Case, n_old: int) -> Places:
    """Return the nodes of a case's places; ``on`` the road are even, doors odd, counted behind the old nodes."""
    counts = [len(group) for group in (case.people, case.stores, case.units, case.hospitals)]
    counts += [len(case.villages), len(case.standbys)]
    starts = [1 + sum(counts[:i]) for i in range(len(counts) + 1)]
    on = [np.arange(low, high, dtype=np.int32) * 2 + n_old for low, high in pairwise(starts)]
    return Places(
        patient=n_old + 1,
        door=n_old,
        people=on[0] + 1,
        stores=on[1] + 1,
        units=on[2],
        hospitals=on[3],
        villages=on[4],
        standbys=on[5],
    )


@dataclass(frozen=True)
class _Rows:
    """Parts of edges in the forward direction, from one node to another."""

    edge: IntArray
    tail: IntArray
    head: IntArray
    share: FloatArray


def _rows(roads: Roads, holds: Sequence[Hold]) -> _Rows:
    """Return all parts that places cut out: from each end of the edge, and between two places on one edge."""
    held = [(hold.edge, hold.fraction, i) for i, hold in enumerate(holds) if hold.edge != NOTHING]
    held.sort(key=lambda row: row[:2])
    edge = np.array([row[0] for row in held], dtype=np.int32)
    share = np.array([row[1] for row in held], dtype=np.float64)
    node = np.array([roads.n_nodes + 2 * row[2] for row in held], dtype=np.int32)
    parts = [(edge, roads.u[edge], node, share), (edge, node, roads.v[edge], 1 - share)]
    for apart in range(1, len(held)):
        near = np.flatnonzero(edge[apart:] == edge[:-apart])
        if not len(near):
            break
        parts.append((edge[near], node[near], node[near + apart], share[near + apart] - share[near]))
    return _Rows(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _split(layer: Layer, along: IntArray, rows: _Rows) -> tuple[Arcs, LongArray, IntArray]:
    """Return new arcs to, from and between places, their times without closures, and the arc each is a part of."""
    both = along[rows.edge]
    is_there = both != NOTHING
    source = np.concatenate((both[is_there[:, 0], 0], both[is_there[:, 1], 1]))
    tail = np.concatenate((rows.tail[is_there[:, 0]], rows.head[is_there[:, 1]]))
    head = np.concatenate((rows.head[is_there[:, 0]], rows.tail[is_there[:, 1]]))
    share = np.concatenate((rows.share[is_there[:, 0]], rows.share[is_there[:, 1]]))
    old, old_bare = layer.arcs, layer.bare_ms[source]
    run = np.where(old_bare >= SHUT, SHUT, np.maximum(np.ceil(old_bare * share), 1).astype(np.int64))
    part = Arcs(
        tail=tail,
        head=head,
        # A gate is paid whole on every part: nobody knows where on the road it stands.
        ms=np.where(old.ms[source] >= SHUT, SHUT, run + (old.ms[source] - old_bare)),
        metres=old.metres[source] * share,
        edge=old.edge[source],
    )
    return part, run, source


def _footpaths(holds: Sequence[Hold], n_old: int) -> Arcs:
    """Return the paths between each place's door and its road, both ways."""
    on = n_old + 2 * np.arange(len(holds), dtype=np.int32)
    metres = np.array([hold.offset_m for hold in holds], dtype=np.float64)
    ms = np.maximum(np.ceil(metres * 1_000_000 / WALK_MM_PER_S), 1).astype(np.int64)
    none = np.full(2 * len(holds), NOTHING, dtype=np.int32)
    return Arcs(
        tail=np.concatenate((on, on + 1)),
        head=np.concatenate((on + 1, on)),
        ms=np.concatenate((ms, ms)),
        metres=np.concatenate((metres, metres)),
        edge=none,
    )


def _positions(roads: Roads, case: Case, holds: Sequence[Hold]) -> tuple[FloatArray, FloatArray]:
    """Return where all nodes lie; a place on a road lies on the straight line between the edge's ends."""
    spots, _ = spots_of(case)
    edges = np.array([max(hold.edge, 0) for hold in holds], dtype=np.int64)
    share = np.array([hold.fraction for hold in holds])
    grown = []
    for name in ("lon", "lat"):
        old, doors = getattr(roads, name), [getattr(spot, name) for spot in spots]
        begin, end = old[roads.u[edges]], old[roads.v[edges]]
        both = np.column_stack((begin + (end - begin) * share, doors))
        grown.append(np.concatenate((old, both.ravel())))
    return grown[0], grown[1]

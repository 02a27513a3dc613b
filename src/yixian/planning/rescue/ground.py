"""The explicit two-layer graph of one alarm: the roads, and on them every place that the alarm speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.rescue.arcs import SHUT, Arcs
from yixian.planning.rescue.roads import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yixian.planning.plan import Reason
    from yixian.planning.rescue.arcs import FloatArray, IntArray, Layer, LongArray
    from yixian.planning.rescue.problem import Case, Spot
    from yixian.planning.rescue.roads import BoolArray, Roads

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
    drive: Layer
    foot: Layer
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

    def drive_ms(self, need_cm: int) -> LongArray:
        """Return ``[vehicle arc]`` milliseconds for a vehicle that needs so much room."""
        return np.where(self.clear_cm >= need_cm, self.drive.arcs.ms, SHUT)

    def core(self, need_cm: int) -> BoolArray:
        """Return which nodes lie in the largest part where a vehicle of that width gets from anywhere to anywhere."""
        if self.is_straight:
            return np.ones(self.n_nodes, dtype=bool)
        core = np.zeros(self.n_nodes, dtype=bool)
        core[: self.roads.n_nodes] = self.roads.core(need_cm)
        arcs, new = self.drive.arcs, slice(len(self.roads.clear_cm), None)
        ways = (arcs.ms[new] < SHUT) & (self.clear_cm[new] >= need_cm)
        tail, head, edges = arcs.tail[new][ways], arcs.head[new][ways], arcs.edge[new][ways]
        joined = core[self.roads.u[edges]] & core[self.roads.v[edges]]
        core[tail[joined]] = True
        core[head[joined]] = True
        return core


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
    on_edge: dict[int, list[int]] = {}
    for i, hold in enumerate(holds):
        if hold.edge != NOTHING:
            on_edge.setdefault(hold.edge, []).append(i)
    lines = {edge: _line(roads, edge, [(i, holds[i].fraction) for i in here]) for edge, here in on_edge.items()}
    drive, drive_bare, source = _split(roads, roads.drive, lines)
    foot, foot_bare, _ = _split(roads, roads.foot, lines)
    paths = _footpaths(holds, n_old)
    lon, lat = _positions(roads, case, holds)
    return Ground(
        roads=roads,
        lon=lon,
        lat=lat,
        drive=roads.drive.grown(drive, drive_bare, n_nodes),
        foot=roads.foot.grown(foot.joined(paths), np.concatenate((foot_bare, paths.ms)), n_nodes),
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


def _line(roads: Roads, edge: int, here: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """Return the nodes along an edge, each with its share of the way."""
    between = [(roads.n_nodes + 2 * i, fraction) for i, fraction in here]
    return [(int(roads.u[edge]), 0.0), *sorted(between, key=lambda spot: spot[1]), (int(roads.v[edge]), 1.0)]


def _split(roads: Roads, layer: Layer, lines: dict[int, list[tuple[int, float]]]) -> tuple[Arcs, LongArray, IntArray]:
    """Return new arcs to, from and between places, their times without closures, and the arc each is a part of."""
    rows = [row for edge, line in lines.items() for row in _parts(roads, layer, edge, line)]
    table = np.array(rows, dtype=np.float64).reshape(-1, 4)
    source, share = table[:, 2].astype(np.int32), table[:, 3]
    old, old_bare = layer.arcs, layer.bare_ms[source]
    is_shut = old.ms[source] >= SHUT
    run = np.where(old_bare >= SHUT, SHUT, np.maximum(np.ceil(old_bare * share), 1).astype(np.int64))
    part = Arcs(
        tail=table[:, 0].astype(np.int32),
        head=table[:, 1].astype(np.int32),
        # A gate is paid whole on every part: nobody knows where on the road it stands.
        ms=np.where(is_shut, SHUT, run + (old.ms[source] - old_bare)),
        metres=old.metres[source] * share,
        edge=old.edge[source],
    )
    return part, run, source


def _parts(
    roads: Roads, layer: Layer, edge: int, line: list[tuple[int, float]]
) -> Iterator[tuple[int, int, int, float]]:
    """Yield tail, head, arc and share of it for every part of an edge's arcs that is not the whole."""
    u, v = int(roads.u[edge]), int(roads.v[edge])
    last = len(line) - 1
    for node in dict.fromkeys((u, v)):
        out = layer.out.arc[layer.out.first[node] : layer.out.first[node + 1]]
        for k, arc in enumerate(int(arc) for arc in out if layer.arcs.edge[arc] == edge):
            # Of a loop's two arcs the first is taken for the forward one.
            is_forward = node == u and (u != v or k == 0)
            along = line if is_forward else line[::-1]
            pairs = ((i, j) for j in range(last + 1) for i in range(j) if (i, j) != (0, last))
            for i, j in pairs:
                yield along[i][0], along[j][0], arc, abs(along[j][1] - along[i][1])


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

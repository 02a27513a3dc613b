"""The network with every closure and clear width of the hour in force, ready for any alarm."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import breadth_first_order, connected_components

from yixian.planning.rescue.arcs import SHUT, layer_of, side_of
from yixian.planning.rescue.problem import BAR, HARD, MANNED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from yixian.planning.rescue.arcs import Arcs, FloatArray, IntArray, Layer, Side
    from yixian.planning.rescue.problem import Band, Closure
    from yixian.planning.roads.graph import Graph

    BoolArray = NDArray[np.bool_]

NOTHING = -1
STRICTNESS = {MANNED: 0, BAR: 1, HARD: 2}


@dataclass(frozen=True)
class Barring:
    """A closure as it stands on the network now.

    ``kind`` is what it amounts to: a manned gate where nobody is checked in is a bar, a bar without a key a block.
    """

    closure: Closure
    kind: str
    edges: IntArray
    delay: Band  # what passing costs a vehicle; nothing where it cannot pass


@dataclass(frozen=True)
class Core:
    """The largest part in which a vehicle gets from anywhere to anywhere."""

    is_inside: BoolArray  # [node]
    is_reached: BoolArray  # [node] from the core


@dataclass(frozen=True, eq=False)
class Roads:
    """Both layers of a network, one numbering of nodes, closures in force.

    Widths are no closures: how wide an arc is, is compared with each vehicle.
    """

    lon: FloatArray  # [node]
    lat: FloatArray  # [node]
    u: IntArray  # [edge] node where the edge begins
    v: IntArray  # [edge] node where it ends
    drive: Layer  # vehicles: delays at gates, SHUT where closed
    foot: Layer
    clear_cm: IntArray  # [vehicle arc] clear width
    barrings: tuple[Barring, ...]
    barred: IntArray  # [vehicle arc] index of barrings, NOTHING = no closure
    drive_along: IntArray  # [edge, (forward, backward)] vehicle arc, NOTHING = none
    foot_along: IntArray  # [edge, (forward, backward)] foot arc

    @property
    def n_nodes(self) -> int:
        """Number of nodes."""
        return len(self.lon)

    @cached_property
    def _sides(self) -> dict[tuple[str, bool, int], Side]:
        return {}

    def side(self, kind: str, need_cm: int = 0, *, is_out: bool) -> Side:
        """Return the arcs of a layer, ``drive`` or ``foot``, as a search meets them; found once for each width."""
        asked = (kind, is_out, need_cm)
        if asked not in self._sides:
            layer: Layer = getattr(self, kind)
            ms = layer.arcs.ms
            if kind == "drive":
                ms = np.where(self.clear_cm >= need_cm, ms, SHUT)
            self._sides[asked] = side_of(layer, is_out=is_out, ms=ms)
        return self._sides[asked]

    @cached_property
    def _cores(self) -> dict[int, Core]:
        return {}

    def core(self, need_cm: int) -> Core:
        """Return the core for vehicles that need so much room; it is found once."""
        if need_cm not in self._cores:
            self._cores[need_cm] = self._core(need_cm)
        return self._cores[need_cm]

    def _core(self, need_cm: int) -> Core:
        if not self.n_nodes:
            return Core(np.zeros(0, dtype=bool), np.zeros(0, dtype=bool))
        arcs = self.drive.arcs
        # Loops join nothing, and scipy's search for strong parts may run for ever on them.
        ways = (arcs.ms < SHUT) & (self.clear_cm >= need_cm) & (arcs.tail != arcs.head)
        pair = (arcs.tail[ways], arcs.head[ways])
        table = coo_array((np.ones(len(pair[0]), dtype=np.int8), pair), shape=(self.n_nodes,) * 2).tocsr()
        _, part = connected_components(table, connection="strong")
        is_inside = part == np.bincount(part).argmax()
        reached = np.zeros(self.n_nodes, dtype=bool)
        reached[breadth_first_order(table, int(is_inside.argmax()), return_predecessors=False)] = True
        return Core(is_inside, reached)

    def without(self, lifted: Sequence[str]) -> Roads:
        """Return the roads as they would be without some closures, named by their ids."""
        kept = tuple(barring for barring in self.barrings if barring.closure.id not in lifted)
        return close(self, kept)


def make_roads(graphs: tuple[Graph, Graph], ends: tuple[IntArray, IntArray], clear_cm: IntArray) -> Roads:
    """Return the roads of a network without any closure.

    Parameters
    ----------
    graphs
        The vehicle's view and the view of people on foot; nodes are numbered alike.
    ends
        ``[edge]`` node where each edge begins, and where it ends.
    clear_cm
        ``[edge]`` clear width in force.
    """
    drive, foot = (layer_of(graph) for graph in graphs)
    return Roads(
        lon=graphs[0].lon,
        lat=graphs[0].lat,
        u=ends[0],
        v=ends[1],
        drive=drive,
        foot=foot,
        clear_cm=clear_cm[drive.arcs.edge].astype(np.int32),
        barrings=(),
        barred=np.full(len(drive.bare_ms), NOTHING, dtype=np.int32),
        drive_along=_along(drive.arcs, ends),
        foot_along=_along(foot.arcs, ends),
    )


def _along(arcs: Arcs, ends: tuple[IntArray, IntArray]) -> IntArray:
    """Return the arcs of each edge by direction; of a loop's two arcs the first is taken for the forward one."""
    found = np.full((len(ends[0]), 2), NOTHING, dtype=np.int32)
    is_loop = (ends[0] == ends[1])[arcs.edge]
    is_second = np.ones(len(arcs.edge), dtype=bool)
    is_second[np.unique(arcs.edge, return_index=True)[1]] = False
    is_back = np.where(is_loop, is_second, arcs.tail != ends[0][arcs.edge])
    found[arcs.edge, is_back.astype(np.int32)] = np.arange(len(arcs.edge), dtype=np.int32)
    return found


def close(roads: Roads, barrings: Sequence[Barring]) -> Roads:
    """Return roads with exactly these closures in force; where two meet on an arc, the stricter one rules."""
    drive, foot = roads.drive, roads.foot
    ms, foot_ms = drive.bare_ms.copy(), foot.bare_ms.copy()
    barred = np.full(len(ms), NOTHING, dtype=np.int32)
    for i in sorted(range(len(barrings)), key=lambda i: STRICTNESS[barrings[i].kind]):
        barring = barrings[i]
        hit = _arcs_hit(roads, drive.arcs, barring)
        barred[hit] = i
        delayed = np.minimum(drive.bare_ms[hit] + barring.delay[1], SHUT)
        ms[hit] = SHUT if barring.kind == HARD else delayed
        if not barring.closure.lets_walk:
            foot_ms[_arcs_hit(roads, foot.arcs, barring)] = SHUT
    return replace(
        roads,
        drive=replace(drive, arcs=replace(drive.arcs, ms=ms)),
        foot=replace(foot, arcs=replace(foot.arcs, ms=foot_ms)),
        barrings=tuple(barrings),
        barred=barred,
    )


def _arcs_hit(roads: Roads, arcs: Arcs, barring: Barring) -> IntArray:
    """Return the arcs on the closed edges in the closed direction."""
    on_edge = np.isin(arcs.edge, barring.edges)
    if barring.closure.direction != "both":
        # The two arcs of a loop leave the same node: both count as forward, so a one-way closure shuts both.
        begins = roads.u if barring.closure.direction == "forward" else roads.v
        on_edge &= arcs.tail == begins[arcs.edge]
    return np.flatnonzero(on_edge).astype(np.int32)

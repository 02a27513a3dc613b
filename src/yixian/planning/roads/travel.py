"""Travel tables: from everywhere to everywhere, exact, with every closure in force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from yixian.planning.roads import dijkstra
from yixian.planning.roads.attach import Ends, direct, goals_of, starts_of
from yixian.planning.roads.snap import Snapped, snap
from yixian.planning.roads.views import View, on_foot, vehicle

if TYPE_CHECKING:
    from collections.abc import Callable

    from yixian.planning.roads.graph import Graph
    from yixian.planning.roads.network import FloatArray, Network
    from yixian.planning.roads.overlay import Overlay
    from yixian.planning.roads.speeds import Speeds


PAIRS_AT_ONCE = 64


class Search(Protocol):
    """A search between points that hang on a graph; ``dijkstra.search`` is the plain one.

    It returns seconds and metres, ``[start, goal]``, inf where there is no way, and may leave the metres empty unless
    they are asked for.
    """

    def __call__(
        self, graph: Graph, starts: Ends, goals: Ends, *, with_metres: bool, tell: Callable[[float], None]
    ) -> tuple[FloatArray, FloatArray]:
        """Return seconds and metres."""
        ...


@dataclass(frozen=True)
class Points:
    """Named places, degrees in WGS-84."""

    ids: tuple[str, ...]
    lon: FloatArray
    lat: FloatArray

    @property
    def n(self) -> int:
        """Number of points."""
        return len(self.ids)


@dataclass(frozen=True)
class Table:
    """What a trip takes, ``[source, target]``; inf = no way."""

    seconds: FloatArray
    metres: FloatArray


def view_of(
    network: Network, by: str = "ambulance", speeds: Speeds | str = "county", overlay: Overlay | None = None
) -> View:
    """Return the graph on which ``ambulance``, ``car`` or ``foot`` moves."""
    return on_foot(network, overlay) if by == "foot" else vehicle(network, speeds, overlay, by=by)


def table(
    network: Network,
    sources: Points,
    targets: Points,
    *,
    by: str = "ambulance",
    speeds: Speeds | str = "county",
    overlay: Overlay | None = None,
    search: Search = dijkstra.search,
    with_metres: bool = True,
) -> Table:
    """Return the travel times between all sources and targets, and the lengths of those ways.

    Parameters
    ----------
    network
        The roads.
    sources, targets
        Where trips begin and end; each is put on the nearest road.
    by
        ``ambulance``, ``car`` or ``foot``.
    speeds
        A name of ``speeds.SPEEDS`` or a profile; of no effect on foot.
    overlay
        Closures, widths and speeds in force.
    search
        Who searches: the plain Dijkstra, or an engine that gives the same figures faster.
    with_metres
        Whether the lengths are wanted; without them they are empty, ``[source, 0]``.
    """
    view = view_of(network, by, speeds, overlay)
    ends = [snap(network, points.lon, points.lat, by) for points in (sources, targets)]
    found = between(view, ends[0], ends[1], search=search, with_metres=with_metres)
    stay(found, sources, targets)
    return found


def stay(found: Table, sources: Points, targets: Points) -> None:
    """Say that from a point to itself it takes no time, whether its road is closed or not."""
    place = {key: k for k, key in enumerate(targets.ids)}
    for row, key in enumerate(sources.ids):
        column = place.get(key)
        if column is None:
            continue
        is_same = sources.lon[row] == targets.lon[column] and sources.lat[row] == targets.lat[column]
        if is_same:
            found.seconds[row, column] = 0.0
            found.metres[row, column : column + 1] = 0.0


def pair_by_pair(view: View, starts: Snapped, goals: Snapped, *, search: Search = dijkstra.search) -> Table:
    """Return the trips from each start to the goal of the same index, ``[trip]``."""
    found = [
        between(view, starts.part(rows), goals.part(rows), search=search)
        for rows in np.array_split(np.arange(starts.n), max(1, -(-starts.n // PAIRS_AT_ONCE)))
    ]
    return Table(*(np.concatenate([np.diag(getattr(one, key)) for one in found]) for key in ("seconds", "metres")))


def between(
    view: View,
    starts: Snapped,
    goals: Snapped,
    *,
    search: Search = dijkstra.search,
    with_metres: bool = True,
    tell: Callable[[float], None] = lambda share: None,
) -> Table:
    """Return the table between points that are on roads already."""
    seconds, metres = search(view, starts_of(view, starts), goals_of(view, goals), with_metres=with_metres, tell=tell)
    short = direct(view, starts, goals)
    is_less = short.seconds < seconds[short.start, short.goal]
    rows, columns = short.start[is_less], short.goal[is_less]
    seconds[rows, columns] = short.seconds[is_less]
    if with_metres:
        metres[rows, columns] = short.metres[is_less]
    return Table(seconds, metres)

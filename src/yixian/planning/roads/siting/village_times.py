"""Entrances of villages on the roads: which road segments they are, and how long help takes with some of them shut."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from yixian.faults import BadInput, Fault
from yixian.planning.roads.engine.reach import reach_from
from yixian.planning.roads.siting.times import FARTHEST_M, on_roads
from yixian.planning.roads.siting.villages import Passages
from yixian.planning.roads.snap import snap
from yixian.planning.roads.travel import between, view_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from yixian.planning.roads.network import Network
    from yixian.planning.roads.overlay import Overlay
    from yixian.planning.roads.siting.asked import Asked
    from yixian.planning.roads.siting.problem import FloatArray
    from yixian.planning.roads.travel import Search

    TimesOf = Callable[[frozenset[int]], FloatArray]


def passages_of(asked: Asked, network: Network) -> Passages:
    """Return the villages with their entrances on road segments.

    Raises
    ------
    BadInput
        With every entrance far from all roads, and every two on one segment.
    """
    faults: list[Fault] = []
    edges = []
    taken: dict[int, str] = {}
    for v, village in enumerate(asked.villages):
        found = snap(network, village.entrances.lon, village.entrances.lat, asked.by)
        own = found.edge.tolist()
        for e, edge in enumerate(own):
            place = f"villages[{v}].entrances[{e}]"
            if found.metres[e] > FARTHEST_M:
                expected = f"within {FARTHEST_M / 1000:g} km of a road (is the datum right?)"
                faults.append(Fault(place, village.entrances.ids[e], expected, f"{found.metres[e] / 1000:.1f} km"))
            elif edge in taken:
                # What one village shuts another may not open: shutting more would no longer only make trips longer.
                expected = f"a road of its own, {taken[edge]} stands on this one"
                faults.append(Fault(place, village.entrances.ids[e], expected, f"road segment {edge}"))
            taken.setdefault(edge, place)
        edges.append(tuple(own))
    if faults:
        raise BadInput(faults)
    return Passages(
        villages=tuple(village.id for village in asked.villages),
        entrances=tuple(village.entrances.ids for village in asked.villages),
        edges=tuple(edges),
        n_open=tuple(village.n_open for village in asked.villages),
        demand=asked.demand.ids,
        residents=asked.residents,
    )


def quick_times(asked: Asked, network: Network, overlay: Overlay) -> TimesOf:
    """Return who says how long help takes, by searching only behind what is shut."""
    stations, homes = on_roads(network, asked, {"sites": asked.sites, "demand": asked.demand})
    view = view_of(network, asked.by, asked.speeds, overlay)
    reach = reach_from(view, stations, homes, asked.residents.astype(np.float64))
    return lambda shut: reach.closed(np.array(sorted(shut), dtype=np.int32)).goals


def plain_times(asked: Asked, network: Network, overlay: Overlay, search: Search) -> TimesOf:
    """Return who says the same by searching everything anew, to check by."""
    stations, homes = on_roads(network, asked, {"sites": asked.sites, "demand": asked.demand})
    view = view_of(network, asked.by, asked.speeds, overlay)

    def times(shut: frozenset[int]) -> FloatArray:
        is_shut = np.isin(view.edge, sorted(shut))
        closed = replace(
            view,
            seconds=np.where(is_shut, np.inf, view.seconds),
            travel_s=np.where(is_shut, np.inf, view.travel_s),
        )
        table = between(closed, stations, homes, search=search, with_metres=False)
        nearest: FloatArray = table.seconds.min(axis=0, initial=np.inf)
        return nearest

    return times

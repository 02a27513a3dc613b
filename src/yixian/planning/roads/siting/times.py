"""A question of sites on the roads: who is how far from whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.faults import BadInput, Fault
from yixian.planning.roads.siting.asked import ENTRANCES
from yixian.planning.roads.siting.problem import Siting
from yixian.planning.roads.snap import snap
from yixian.planning.roads.travel import between, view_of

if TYPE_CHECKING:
    from yixian.planning.roads.network import Network
    from yixian.planning.roads.overlay import Overlay
    from yixian.planning.roads.siting.asked import Asked
    from yixian.planning.roads.snap import Snapped
    from yixian.planning.roads.travel import Points, Search

FARTHEST_M = 5_000.0
"""A place farther from every road is a slip, or in another datum."""


def siting_of(asked: Asked, network: Network, overlay: Overlay, search: Search) -> Siting:
    """Return the question with its travel times.

    Parameters
    ----------
    search
        Who searches: an engine, or a plain search to check it by; both give the same times to the last bit.

    Raises
    ------
    BadInput
        With every place that is far from all roads.
    """
    view = view_of(network, asked.by, asked.speeds, overlay)
    sites, demand = on_roads(network, asked, {"sites": asked.sites, "demand": asked.demand})
    seconds = between(view, sites, demand, search=search, with_metres=False).seconds
    return Siting(
        question=asked.question,
        sites=asked.sites.ids,
        demand=asked.demand.ids,
        seconds=np.asarray(seconds, dtype=np.float64),
        residents=asked.residents,
        p=asked.p,
        limit_s=asked.limit_s,
        busy=asked.busy,
        least=asked.least,
        most=asked.most,
    )


def on_roads(network: Network, asked: Asked, places: dict[str, Points]) -> list[Snapped]:
    """Return places put on the nearest roads, in the order given.

    Raises
    ------
    BadInput
        With every place that is far from all roads.
    """
    found = [snap(network, points.lon, points.lat, asked.by) for points in places.values()]
    faults = []
    for (key, points), on_road in zip(places.items(), found, strict=True):
        path = "stations" if key == "sites" and asked.question == ENTRANCES else key
        for k in np.flatnonzero(on_road.metres > FARTHEST_M).tolist():
            expected = f"within {FARTHEST_M / 1000:g} km of a road (is the datum right?)"
            faults.append(Fault(f"{path}[{k}]", points.ids[k], expected, f"{on_road.metres[k] / 1000:.1f} km"))
    if faults:
        raise BadInput(faults)
    return found

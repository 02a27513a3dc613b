"""The way itself: which roads a trip takes, and its line on the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.roads.attach import direct, goals_of, starts_of
from yixian.planning.roads.dijkstra import nearest_link, trees, with_starts
from yixian.planning.roads.shapes import part_of

if TYPE_CHECKING:
    from yixian.planning.roads.attach import Ends
    from yixian.planning.roads.dijkstra import Wide
    from yixian.planning.roads.network import FloatArray, IntArray, Network
    from yixian.planning.roads.snap import Snapped
    from yixian.planning.roads.views import View


@dataclass(frozen=True)
class Route:
    """One trip; ``edges`` are the road segments in order, the first and last perhaps only in part."""

    seconds: float
    metres: float
    edges: tuple[int, ...]
    line: FloatArray  # [point, (lon, lat)]


def route(network: Network, view: View, start: Snapped, goal: Snapped) -> Route | None:
    """Return the quickest way from one point on a road to another, None if there is none."""
    away, to = starts_of(view, start), goals_of(view, goal)
    wide = with_starts(view, away)
    reached, before = trees(wide, np.array([view.n_nodes]))
    best, link = nearest_link(reached, to)
    short = direct(view, start, goal)
    if len(short.arc) and short.seconds[0] <= best[0, 0]:
        took = float(short.seconds[0]), float(short.metres[0])
        return _along_one(network, int(start.edge[0]), (start, goal), took)
    if not np.isfinite(best[0, 0]):
        return None
    arcs = _arcs(view, wide, before[0], (to, int(link[0, 0])))
    metres = sum(metres for _, metres in arcs)
    edges = [int(view.edge[arc]) for arc, _ in arcs]
    shares = [(1.0, 0.0) if view.back[arc] else (0.0, 1.0) for arc, _ in arcs]
    shares[0] = (float(start.share[0]), shares[0][1])
    shares[-1] = (shares[-1][0], float(goal.share[0]))
    return Route(float(best[0, 0]), metres, tuple(edges), _line(network, edges, shares))


def _arcs(view: View, wide: Wide, before: IntArray, end: tuple[Ends, int]) -> list[tuple[int, float]]:
    """Arcs of the way with their metres, the first and last in part, by going back from the goal."""
    to, link = end
    found = [(int(to.arc[link]), float(to.metres[link]))]
    node = int(to.node[link])
    while (last := int(before[node])) >= 0:
        pair = int(wide.pair(np.array([last]), np.array([node]))[0])
        found.append((int(wide.arc[pair]), float(wide.metres[pair])))
        node = last
    return found[::-1]


def _along_one(network: Network, edge: int, ends: tuple[Snapped, Snapped], took: tuple[float, float]) -> Route:
    line = part_of(network, edge, float(ends[0].share[0]), float(ends[1].share[0]))
    return Route(*took, (edge,), line)


def _line(network: Network, edges: list[int], shares: list[tuple[float, float]]) -> FloatArray:
    parts = [part_of(network, edge, *share) for edge, share in zip(edges, shares, strict=True)]
    line = np.concatenate(parts)
    is_new = np.ones(len(line), dtype=bool)
    is_new[1:] = (line[1:] != line[:-1]).any(axis=1)
    return np.asarray(line[is_new])

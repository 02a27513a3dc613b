"""Plain searches that share nothing with the engine: loops first, speed never."""

from __future__ import annotations

import heapq
import math

from yixian.planning.roads.attach import Ends
from yixian.planning.roads.graph import Graph


def ways(graph: Graph, root: int, shut: frozenset[int] = frozenset()) -> list[tuple[float, float]]:
    """Return [node] seconds and metres of the quickest, then shortest way; some edges are shut."""
    return ways_from(graph, [(root, 0.0, 0.0)], shut)


def ways_from(graph: Graph, begins: list[tuple[int, float, float]], shut: frozenset[int]) -> list[tuple[float, float]]:
    """Return the same from several nodes, each with seconds and metres spent before."""
    best = [(math.inf, math.inf)] * graph.n_nodes
    heap = [(seconds, metres, node) for node, seconds, metres in begins]
    while heap:
        seconds, metres, node = heapq.heappop(heap)
        if (seconds, metres) >= best[node]:
            continue
        best[node] = seconds, metres
        for arc in range(graph.first[node], graph.first[node + 1]):
            if math.isfinite(graph.seconds[arc]) and int(graph.edge[arc]) not in shut:
                there = seconds + float(graph.seconds[arc]), metres + float(graph.metres[arc])
                if there < best[graph.head[arc]]:
                    heapq.heappush(heap, (*there, int(graph.head[arc])))
    return best


def table(graph: Graph, starts: Ends, goals: Ends) -> list[list[tuple[float, float]]]:
    """Return [start][goal] seconds and metres over all links."""
    found = []
    for start in range(starts.n):
        links = range(starts.first[start], starts.first[start + 1])
        begins = [(int(starts.node[k]), float(starts.seconds[k]), float(starts.metres[k])) for k in links]
        best = ways_from(graph, begins, frozenset())
        found.append([_arrival(best, goals, goal) for goal in range(goals.n)])
    return found


def _arrival(best: list[tuple[float, float]], goals: Ends, goal: int) -> tuple[float, float]:
    links = range(goals.first[goal], goals.first[goal + 1])
    over = [(best[goals.node[k]][0] + goals.seconds[k], best[goals.node[k]][1] + goals.metres[k]) for k in links]
    return min(over, default=(math.inf, math.inf))

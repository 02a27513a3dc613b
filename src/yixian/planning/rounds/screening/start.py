"""Where a search begins: areas that grow from seeds far apart, the lightest one always next."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.rounds.dice import dice_of
from yixian.planning.rounds.screening.areas import State, Streets
from yixian.planning.rounds.screening.bound import Town, spread

if TYPE_CHECKING:
    from yixian.planning.rounds.screening.problem import IntArray, Problem


def streets_of(problem: Problem, even_s: int) -> Streets:
    """Return what the moves need of a problem; ``even_s`` is a load that everybody could have."""
    both = np.vstack([problem.edges, problem.edges[:, ::-1]])
    both = both[np.lexsort((both[:, 1], both[:, 0]))]
    begin = np.searchsorted(both[:, 0], np.arange(len(problem.building_ids) + 1))
    return Streets(problem.visit_s, problem.walk_s, np.ascontiguousarray(both[:, 1]), begin, float(max(1, even_s)))


def first_areas(problem: Problem, streets: Streets, fewest: list[int]) -> IntArray:
    """Return an area for each building; every area is in one piece.

    Parameters
    ----------
    problem
        The question; no more parts than workers.
    streets
        The same, as the moves need it.
    fewest
        Areas that each part of the town has at least.
    """
    town = Town(problem)
    counts = spread(problem, town, fewest)
    area = np.full(len(problem.building_ids), -1, dtype=np.int64)
    n_areas = 0
    for nodes, count in zip(town.parts, counts, strict=True):
        seeds = _seeds(problem.walk_s, nodes, count)
        _grow(problem, streets, area, {n_areas + k: seed for k, seed in enumerate(seeds)})
        n_areas += count
    return area


def _seeds(walk_s: IntArray, nodes: IntArray, count: int) -> list[int]:
    """Return buildings of a part that lie far apart: each next one farthest from those before."""
    seeds = [int(nodes[walk_s[np.ix_(nodes, nodes)].sum(axis=1).argmax()])]
    while len(seeds) < count:
        apart = walk_s[np.ix_(nodes, np.array(seeds))].min(axis=1)
        apart[np.isin(nodes, seeds)] = -1
        seeds.append(int(nodes[apart.argmax()]))
    return seeds


def _grow(problem: Problem, streets: Streets, area: IntArray, seeds: dict[int, int]) -> None:
    load = {}
    for k, seed in seeds.items():
        area[seed], load[k] = k, int(problem.visit_s[seed])
    open_ = set(seeds)
    while open_:
        k = min(open_, key=lambda one: (load[one], one))
        edge = _next_to(problem, streets, area, k)
        if edge is None:
            open_.discard(k)
            continue
        area[edge[1]] = k
        load[k] += int(problem.visit_s[edge[1]]) + edge[0]


def _next_to(problem: Problem, streets: Streets, area: IntArray, k: int) -> tuple[int, int] | None:
    """Return the nearest free neighbour of an area with the seconds to it, or None."""
    found = [
        (int(problem.walk_s[building, other]), int(other))
        for building in np.flatnonzero(area == k).tolist()
        for other in streets.near[streets.near_begin[building] : streets.near_begin[building + 1]]
        if area[other] < 0
    ]
    return min(found, default=None)


def state_of(problem: Problem, area: IntArray, seed: int) -> State:
    """Return areas as a state of the search, each with the walk that always goes on to the nearest building."""
    n, n_areas = len(area), int(area.max(initial=-1)) + 1
    tour = np.full((n_areas, n), -1, dtype=np.int64)
    load_s = np.zeros(n_areas, dtype=np.int64)
    length = np.bincount(area, minlength=n_areas).astype(np.int64)
    for k in range(n_areas):
        way = _nearest_first(problem.walk_s, np.flatnonzero(area == k).tolist())
        tour[k, : len(way)] = way
        load_s[k] = tour_s(problem, way)
    return State(
        area=area.copy(),
        tour=tour,
        length=length,
        load_s=load_s,
        mark=np.zeros(n, dtype=np.bool_),
        stack=np.zeros(n, dtype=np.int64),
        dice=dice_of(seed),
    )


def _nearest_first(walk_s: IntArray, left: list[int]) -> list[int]:
    way = [left.pop(0)]
    while left:
        nearest = min(left, key=lambda other: (int(walk_s[way[-1], other]), other))
        left.remove(nearest)
        way.append(nearest)
    return way


def tour_s(problem: Problem, tour: list[int]) -> int:
    """Return the seconds of a walk: at its doors and between them."""
    walked = sum(int(problem.walk_s[a, b]) for a, b in pairwise(tour))
    return int(problem.visit_s[tour].sum()) + walked

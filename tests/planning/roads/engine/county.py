"""Made-up counties to search on: towns, villages, one-way streets, dead ends; the same for the same seed."""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import minimum_spanning_tree
from scipy.spatial import Delaunay

from yixian.planning.roads.graph import Graph

KM_PER_DEGREE = 111.32
SIDE_KM = 42.0
N_TOWNS = 14
TOWN_SHARE = 0.55
EXTRA_SHARE = 0.27
ONE_WAY_SHARE = 0.06
SPEEDS_KMH = np.array([70.0, 50.0, 40.0, 25.0])


def make_county(n_nodes: int, seed: int = 1) -> Graph:
    """Return a county of about the density of a real extract: 1.27 roads per junction, most of them short.

    A spanning tree keeps it whole; roads beyond it prefer short gaps, as streets do; long roads are fast.
    """
    chance = np.random.default_rng(seed)
    places = _places(n_nodes, chance)
    ends = _roads(places, chance)
    metres = 1000 * np.linalg.norm(places[ends[:, 0]] - places[ends[:, 1]], axis=1)
    metres = np.maximum(metres * chance.uniform(1.0, 1.35, len(ends)), 1.0)
    rank = np.searchsorted(np.quantile(metres, [0.25, 0.6, 0.93]), metres)
    speed = SPEEDS_KMH[3 - rank] * chance.uniform(0.8, 1.1, len(ends))
    seconds = metres * 3.6 / speed + 0.5
    is_one_way = chance.random(len(ends)) < ONE_WAY_SHARE
    lon = 114.0 + places[:, 0] / (KM_PER_DEGREE * np.cos(np.radians(30.0)))
    return from_roads(ends, seconds, metres, (is_one_way, lon, 30.0 + places[:, 1] / KM_PER_DEGREE))


def from_roads(ends, seconds, metres, rest) -> Graph:
    """Return the graph of roads: ``rest`` is which are one-way, then lon and lat of the nodes."""
    is_one_way, lon, lat = rest
    edge = np.concatenate([np.arange(len(ends)), np.flatnonzero(~is_one_way)])
    tail = np.concatenate([ends[:, 0], ends[~is_one_way, 1]])
    head = np.concatenate([ends[:, 1], ends[~is_one_way, 0]])
    return from_arcs(tail, head, (seconds[edge], metres[edge], edge), (lon, lat))


def from_arcs(tail, head, weights, places) -> Graph:
    """Return the graph of arcs in any order."""
    seconds, metres, edge = weights
    order = np.argsort(tail, kind="stable")
    first = np.zeros(len(places[0]) + 1, dtype=np.int32)
    first[1:] = np.cumsum(np.bincount(tail, minlength=len(places[0])))
    return Graph(
        first=first,
        head=head[order].astype(np.int32),
        seconds=seconds[order].astype(np.float64),
        metres=metres[order].astype(np.float64),
        edge=edge[order].astype(np.int32),
        lon=np.asarray(places[0], dtype=np.float64),
        lat=np.asarray(places[1], dtype=np.float64),
    )


def make_tangle(n_nodes: int, n_arcs: int, seed: int) -> Graph:
    """Return a graph with everything that goes wrong: loops, parallel arcs, parts nobody reaches, shut arcs."""
    chance = np.random.default_rng(seed)
    tail = chance.integers(0, n_nodes, n_arcs)
    head = np.where(chance.random(n_arcs) < 0.1, tail, chance.integers(0, n_nodes, n_arcs))
    # Sixteenths are whole in keys and in floats: ways that take the same time do so for everybody.
    seconds = np.maximum(np.round(chance.exponential(40.0, n_arcs) * 16), 1) / 16
    seconds[chance.random(n_arcs) < 0.1] = np.inf
    edge = chance.integers(0, max(1, n_arcs * 2 // 3), n_arcs)
    places = chance.uniform(0, 0.1, (2, n_nodes))
    return from_arcs(tail, head, (seconds, chance.uniform(0, 500, n_arcs), edge), (114 + places[0], 30 + places[1]))


def _places(n_nodes: int, chance: np.random.Generator) -> np.ndarray:
    in_town = int(n_nodes * TOWN_SHARE)
    centres = chance.uniform(3, SIDE_KM - 3, (N_TOWNS, 2))
    weight = chance.dirichlet(np.full(N_TOWNS, 1.2))
    town = chance.choice(N_TOWNS, in_town, p=weight)
    spread = 0.35 + 4.5 * np.sqrt(weight[town])[:, None]
    streets = centres[town] + chance.normal(0, 1, (in_town, 2)) * spread
    fields = chance.uniform(0, SIDE_KM, (n_nodes - in_town, 2))
    return np.concatenate([streets, fields])


def _roads(places: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    corners = Delaunay(places).simplices
    pairs = np.sort(np.concatenate([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [0, 2]]]), axis=1)
    pairs = np.unique(pairs, axis=0)
    length = np.linalg.norm(places[pairs[:, 0]] - places[pairs[:, 1]], axis=1) * chance.uniform(0.7, 1.3, len(pairs))
    tree = minimum_spanning_tree(coo_array((length, (pairs[:, 0], pairs[:, 1])), shape=(len(places),) * 2).tocsr())
    kept = np.zeros(len(pairs), dtype=bool)
    key = pairs[:, 0].astype(np.int64) * len(places) + pairs[:, 1]
    left, right = tree.nonzero()
    kept[np.searchsorted(key, np.minimum(left, right).astype(np.int64) * len(places) + np.maximum(left, right))] = True
    n_extra = int(EXTRA_SHARE * len(places))
    others = np.flatnonzero(~kept)
    kept[others[np.argsort(length[others] * chance.exponential(1.0, len(others)))[:n_extra]]] = True
    return pairs[kept]

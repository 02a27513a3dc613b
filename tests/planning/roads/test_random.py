"""Tables equal a plain search on random tangled networks, with closures, loops, parallel roads and forbidden turns."""

from __future__ import annotations

import heapq
import os
import random
from collections import defaultdict

import numpy as np
import pytest

from tests.planning.roads import brute
from tests.planning.roads.little import random_points, random_sketch
from yixian.planning.roads.arc_list import arc_rows
from yixian.planning.roads.engine import tables
from yixian.planning.roads.network import Network
from yixian.planning.roads.overlay import Closure, Overlay
from yixian.planning.roads.snap import Snapped
from yixian.planning.roads.travel import between, view_of

N_SAMPLE = 150
N_ALL = 10_000 if os.environ.get("YX_SOAK") else 1_500
KINDS = ("hard_block", "manned_gate", "bar_without_guard")


def closures_of(network: Network, draw: random.Random) -> Overlay:
    """Return some closures, each of a road or two and in one direction or both."""
    found = []
    for k in range(draw.randint(0, 4)):
        edges = tuple(draw.randrange(network.n_edges) for _ in range(draw.randint(1, 2)))
        kind = draw.choice(KINDS)
        delay = draw.choice((45.0, 180.0)) if kind == "manned_gate" else draw.choice((None, 180.0))
        direction = draw.choice(("both", "forward", "backward"))
        is_walkable = draw.random() < 0.5
        found.append(Closure(str(k), edges, kind, direction, delay, is_walkable))
    return Overlay(closures=tuple(found))


def case(seed: int) -> tuple[Network, Overlay, Snapped, Snapped, str]:
    """Return a network, what is shut on it, where trips begin and end, and who travels."""
    draw = random.Random(seed)
    network = random_sketch(seed).network()
    overlay = closures_of(network, draw)
    starts, goals = (random_points(network, draw, draw.randint(1, 4)) for _ in range(2))
    # Some trips begin and end on a closed road.
    if overlay.closures and network.barrier[overlay.closures[0].edges[0]] == 0:
        goals.edge[0] = starts.edge[-1] = overlay.closures[0].edges[0]
    return network, overlay, starts, goals, draw.choice(("ambulance", "car", "foot"))


def by_arcs(rows: list[tuple[str, str, float, float]], starts: list[str], goals: list[str]) -> np.ndarray:
    """Return what a stranger finds who runs Dijkstra over the list of arcs."""
    out = defaultdict(list)
    for one, other, takes, _ in rows:
        out[one].append((other, takes))
    found = np.full((len(starts), len(goals)), np.inf)
    for row, start in enumerate(starts):
        best: dict[str, float] = {}
        heap = [(0.0, start)]
        while heap:
            so_far, node = heapq.heappop(heap)
            if node in best:
                continue
            best[node] = so_far
            for other, takes in out[node]:
                heapq.heappush(heap, (so_far + takes, other))
        found[row] = [best.get(goal, np.inf) for goal in goals]
    return found


def check(seed: int) -> None:
    """Compare the table with the truth, with the list of arcs, and with the fast search."""
    network, overlay, starts, goals, by = case(seed)
    view = view_of(network, by, overlay=overlay)
    found = between(view, starts, goals)

    np.testing.assert_allclose(
        found.seconds, brute.seconds(brute.plain(network, by, overlay), starts, goals), atol=0.01
    )
    names = [f"s{k}" for k in range(starts.n)], [f"t{k}" for k in range(goals.n)]
    rows = list(arc_rows(view, (names[0], starts), (names[1], goals)))
    np.testing.assert_allclose(found.seconds, by_arcs(rows, *names), atol=0.01)
    np.testing.assert_allclose(found.seconds, between(view, starts, goals, search=tables.search).seconds, atol=0.01)
    assert (np.isfinite(found.metres) == np.isfinite(found.seconds)).all()


@pytest.mark.parametrize("seed", range(0, N_SAMPLE, 10))
def test_it_works(seed: int) -> None:
    for one in range(seed, seed + 10):
        check(one)


@pytest.mark.slow
@pytest.mark.parametrize("tenth", range(10))
def test_many(tenth: int) -> None:
    for seed in range(N_SAMPLE + tenth * N_ALL // 10, N_SAMPLE + (tenth + 1) * N_ALL // 10):
        check(seed)


def test_the_cases_have_what_they_are_for() -> None:
    cases = [case(seed) for seed in range(N_SAMPLE)]

    assert sum(bool((network.u == network.v).any()) for network, *_ in cases) > 20
    assert sum(len(network.banned) > 0 for network, *_ in cases) > 20
    assert sum(any(one.direction != "both" for one in overlay.closures) for _, overlay, *_ in cases) > 50
    assert sum(bool(set(starts.edge) & set(goals.edge)) for _, _, starts, goals, _ in cases) > 30
    pairs = [np.unique(np.sort(np.column_stack((n.u, n.v)), axis=1), axis=0, return_counts=True)[1] for n, *_ in cases]
    assert sum(bool((counts > 1).any()) for counts in pairs) > 50

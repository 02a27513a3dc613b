"""Who asks for more than he needs gains nothing: ten thousand random sites try it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from yixian.planning.supplies.read import read_problem
from yixian.planning.supplies.solve import allocate

N_COUNTIES = 500
TRIALS = 20


def county(rng: np.random.Generator, first: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the nodes and truthful demands of a small county, its nodes counted from ``first``."""
    nodes = [{"store": first + k, "day": 0, "supply": int(rng.integers(0, 60))} for k in range(3)]
    demands = []
    for site in range(6):
        norm = int(rng.integers(1, 40))
        arcs = first + np.flatnonzero(rng.random(3) < 0.6)
        row = {"site": first * 10 + site, "tier": site % 2, "day": 0, "min": norm // 3, "need": norm}
        demands.append({**row, "request": int(rng.integers(1, norm + 1)), "arcs": arcs.tolist()})
    return nodes, demands


def test_over_asking_gains_nothing() -> None:
    try_it(0)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(TRIALS))
def test_over_asking_gains_nothing_in_ten_thousand_trials(seed: int) -> None:
    try_it(seed)


def try_it(seed: int) -> None:
    """Let one site of each of some counties ask for several times its need."""
    rng = np.random.default_rng(seed)
    nodes: list[dict[str, Any]] = []
    demands: list[dict[str, Any]] = []
    for _ in range(N_COUNTIES):
        more_nodes, more_demands = county(rng, len(nodes))
        nodes += more_nodes
        demands += more_demands
    value = {"tiers": 2, "nodes": nodes, "carry": [], "demands": demands}
    honest = allocate(read_problem(value)).amount

    liars = np.arange(N_COUNTIES) * 6 + rng.integers(0, 6, N_COUNTIES)
    wanted = np.array([demands[e]["request"] for e in liars])
    for e in liars.tolist():
        demands[e] = {**demands[e], "request": demands[e]["request"] * int(rng.integers(2, 9))}
    asked = allocate(read_problem(value)).amount

    # What comes beyond the true need is of no use to the site.
    assert (np.minimum(asked[liars], wanted) <= honest[liars] + 1e-9).all()

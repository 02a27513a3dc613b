"""Small questions of sites, and all of their choices tried one by one."""

from __future__ import annotations

import itertools

import numpy as np

from yixian.planning.roads.siting.problem import BUSY, FEWEST, NEAREST, Siting

DIGEST = "d" * 64


def make(question: str, *, n: int = 7, m: int = 18, p: int = 3, seed: int = 1) -> Siting:
    """Return sites and demand strewn over a square, some pairs without a way."""
    chance = np.random.default_rng(seed)
    sites, homes = chance.uniform(0, 30, (n, 2)), chance.uniform(0, 30, (m, 2))
    seconds = np.linalg.norm(sites[:, None] - homes[None], axis=2) * 90 + 30
    seconds[chance.random(seconds.shape) < 0.05] = np.inf
    least = np.zeros(n, dtype=np.int64)
    least[0] = seed % 2
    return Siting(
        question=question,
        sites=tuple(f"S{k}" for k in range(n)),
        demand=tuple(f"D{k}" for k in range(m)),
        seconds=seconds,
        residents=chance.integers(0, 300, m),
        p=p,
        limit_s=700.0,
        busy=0.3 if question == BUSY else 0.0,
        least=least,
        most=np.full(n, 2 if question == BUSY else 1),
    )


def best_of_all(problem: Siting) -> float:
    """Return the value of the best choice by trying all."""
    values = [worth(problem, units) for units in choices(problem)]
    return max(values) if problem.is_most else min(values)


def choices(problem: Siting):
    """Yield every choice that the question allows."""
    for units in itertools.product(
        *(range(low, high + 1) for low, high in zip(problem.least, problem.most, strict=True))
    ):
        if problem.question != FEWEST and sum(units) != problem.p:
            continue
        if problem.question == FEWEST and any(
            not any(u and problem.covers[k, i] for k, u in enumerate(units)) and problem.covers[:, i].any()
            for i in range(len(problem.demand))
        ):
            continue
        yield units


def worth(problem: Siting, units: tuple[int, ...]) -> float:
    """Return the value of a choice by the words of the question."""
    if problem.question == FEWEST:
        return float(sum(units))
    total = 0.0
    for i, residents in enumerate(problem.residents.tolist()):
        times = sum(u for k, u in enumerate(units) if problem.seconds[k, i] <= problem.limit_s)
        if problem.question == NEAREST:
            trips = [round(problem.seconds[k, i]) for k, u in enumerate(units) if u and problem.seconds[k, i] < np.inf]
            total += residents * min(trips, default=problem.unreached_s)
        elif problem.question == BUSY:
            total += residents * (1 - problem.busy**times)
        else:
            total += residents * (times > 0)
    return total

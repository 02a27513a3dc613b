"""Why a division is as it is: loads that add up by hand, and what moving a building would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.plan import Reason
from yixian.planning.rounds.scale import MILLI
from yixian.planning.rounds.screening.loads import load_of, pieces_of
from yixian.planning.rounds.screening.proof import Least

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yixian.planning.rounds.screening.claim import Claim
    from yixian.planning.rounds.screening.problem import Problem


def explain_total(problem: Problem, claim: Claim) -> Iterator[Reason]:
    """Yield how even the loads are, and why no division can have a much lighter heaviest one."""
    loads = {worker: load_of(problem, tour) for worker, tour in claim.tours.items()}
    heaviest, lightest = (pick(loads, key=lambda worker: (loads[worker], worker)) for pick in (max, min))
    doors_s = int(problem.visit_s.sum())
    yield Reason(
        "total",
        {
            "buildings": len(problem.building_ids),
            "workers": len(problem.worker_ids),
            "doors_min": _minutes(doors_s),
            "walk_min": _minutes(sum(loads.values()) - doors_s),
            "heaviest": problem.worker_ids[heaviest],
            "longest_min": _minutes(loads[heaviest]),
            "lightest": problem.worker_ids[lightest],
            "shortest_min": _minutes(loads[lightest]),
        },
    )
    if claim.prices is not None:
        yield from _why_bound(problem, claim, loads[heaviest])


def _why_bound(problem: Problem, claim: Claim, longest_s: int) -> Iterator[Reason]:
    least = Least(problem, claim.prices) if claim.prices is not None else None
    if least is None:
        return
    bound_s, n_workers = least.bound_s(), len(problem.worker_ids)
    counts = [least.areas(work, bound_s) for work in least.works]
    work_s = sum(work[count - 1] for work, count in zip(least.works, counts, strict=True)) / MILLI
    doors_s = int(problem.visit_s.sum())
    visits = np.sort(problem.visit_s)[::-1]
    figures = {
        "bound_min": _minutes(bound_s),
        "workers": n_workers,
        "doors_min": _minutes(doors_s),
        "walk_min": _minutes(work_s - doors_s),
        "over": f"{max(0.0, longest_s / bound_s - 1) if bound_s else 0.0:.1%}",
    }
    if visits[0] == bound_s:
        building = problem.building_ids[int(problem.visit_s.argmax())]
        yield Reason("bound_heaviest", {**figures, "building": building})
    elif len(visits) > n_workers and visits[n_workers - 1] + visits[n_workers] == bound_s:
        yield Reason("bound_two", {**figures, "more": n_workers + 1})
    elif len(least.works) > 1:
        yield Reason("bound_parts", {**figures, "parts": len(least.works)})
    else:
        yield Reason("bound_share", figures)


def explain_worker(problem: Problem, claim: Claim, worker: int) -> Iterator[Reason]:
    """Yield a worker's walk: how its load adds up, then stop by stop."""
    tour = claim.tours.get(worker, ())
    load_s, doors_s = load_of(problem, tour), sum(int(problem.visit_s[b]) for b in tour)
    yield Reason(
        "worker",
        {
            "worker": problem.worker_ids[worker],
            "buildings": len(tour),
            "doors": sum(int(problem.doors[b]) for b in tour),
            "doors_min": _minutes(doors_s),
            "walk_min": _minutes(load_s - doors_s),
            "load_min": _minutes(load_s),
        },
    )
    for n, building in enumerate(tour):
        walk_s = int(problem.walk_s[tour[n - 1], building]) if n else 0
        yield Reason(
            "stop",
            {
                "number": n + 1,
                "building": problem.building_ids[building],
                "walk_min": _minutes(walk_s),
                "doors": int(problem.doors[building]),
                "doors_min": _minutes(int(problem.visit_s[building])),
            },
        )


def explain_building(problem: Problem, claim: Claim, building: int) -> Iterator[Reason]:
    """Yield who visits a building, and what giving it to each neighbouring area would do."""
    owner = next((worker for worker, tour in claim.tours.items() if building in tour), None)
    name = problem.building_ids[building]
    if owner is None:
        yield Reason("building_left", {"building": name})
        return
    tour = claim.tours[owner]
    yield Reason(
        "building",
        {
            "building": name,
            "worker": problem.worker_ids[owner],
            "number": tour.index(building) + 1,
            "doors": int(problem.doors[building]),
            "doors_min": _minutes(int(problem.visit_s[building])),
            "load_min": _minutes(load_of(problem, tour)),
        },
    )
    rest = [b for b in tour if b != building]
    if len(pieces_of(problem, rest)) > 1:
        yield Reason("building_joins", {"building": name, "pieces": len(pieces_of(problem, rest))})
        return
    for other in _next_to(problem, claim.tours, building, owner):
        yield _if_given(problem, claim.tours, building, (owner, other))


def _next_to(problem: Problem, tours: Mapping[int, tuple[int, ...]], building: int, owner: int) -> list[int]:
    near = {b if a == building else a for a, b in problem.edges.tolist() if building in (a, b)}
    return [worker for worker, tour in tours.items() if worker != owner and near & set(tour)]


def _if_given(
    problem: Problem, tours: Mapping[int, tuple[int, ...]], building: int, workers: tuple[int, int]
) -> Reason:
    owner, other = workers
    rest, taken = [b for b in tours[owner] if b != building], list(tours[other])
    longer = min(_ways_to_insert(taken, building), key=lambda tour: load_of(problem, tour))
    names = {"building": problem.building_ids[building], "other": problem.worker_ids[other]}
    before = max(load_of(problem, tours[owner]), load_of(problem, tours[other]))
    after = max(load_of(problem, rest), load_of(problem, longer))
    return Reason(
        "if_given",
        {
            **names,
            "own_min": _minutes(load_of(problem, rest)),
            "other_min": _minutes(load_of(problem, longer)),
            "before_min": _minutes(before),
            "after_min": _minutes(after),
        },
    )


def _ways_to_insert(tour: Sequence[int], building: int) -> list[list[int]]:
    return [[*tour[:n], building, *tour[n:]] for n in range(len(tour) + 1)]


def _minutes(seconds: float) -> float:
    return round(seconds / 60, 1)

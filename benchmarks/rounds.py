"""Postings and screening rounds: ours beside HiGHS on the same county, one core, one after the other.

    python -m benchmarks.rounds [SECONDS]

First the transport optimum of 882 people and 266 compounds; then the known county with units, skills and the
near-home rule, ours and HiGHS with the same seconds (each person's 30 nearest compounds: with all 266 it has no
solution in a minute); then counties nobody has seen, and screening rounds of invented towns. Seconds are search
time; what is compiled is compiled before.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from tests.planning.rounds.posting.highs import load
from tests.planning.rounds.posting.little import DATA, SHA, document_of
from tests.planning.rounds.posting.made_up import county
from tests.planning.rounds.screening.little import town
from yixian.planning.rounds.posting.check import check
from yixian.planning.rounds.posting.flow import transport
from yixian.planning.rounds.posting.read import read_problem
from yixian.planning.rounds.posting.solve import solve
from yixian.planning.rounds.screening.read import read_problem as read_round
from yixian.planning.rounds.screening.solve import solve as divide
from yixian.planning.stop import Stop

NEAREST = 30
UNSEEN = ((882, 266, 60, 11), (882, 266, 60, 12), (600, 150, 25, 13), (1000, 330, 90, 14))
TOWNS = ((60, 8, 1, 3.0), (120, 10, 2, 1.5), (300, 40, 3, 3.0), (300, 20, 4, 0.3), (1000, 60, 5, 2.0))


def main() -> None:
    """Run everything and print it."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 20.0
    known = json.loads((DATA / "county_1.json").read_bytes())
    solve(read_problem(known), Stop(work_limit=1000))  # compiles
    divide(read_round(town(30, 3, 0)), Stop(work_limit=1000))

    transport_time(known)
    bound = posting("county_1", known, seconds)
    peer(known, seconds, bound)
    for n_people, n_compounds, n_units, seed in UNSEEN:
        posting(f"{n_people} x {n_compounds}, seed {seed}", county(n_people, n_compounds, n_units, seed), seconds)
    for n_buildings, n_workers, seed, minutes in TOWNS:
        screening(n_buildings, n_workers, town(n_buildings, n_workers, seed, minutes), seconds / 4)


def transport_time(value: Any) -> None:
    """Measure the transport optimum: the shortest of five runs."""
    problem = read_problem(value)
    taken = []
    for _ in range(5):
        began_s = time.thread_time()
        compound, _ = transport(problem.travel_min, problem.need)
        taken.append(time.thread_time() - began_s)
    minutes = sum(int(problem.travel_min[p, c]) for p, c in enumerate(compound.tolist()))
    print(f"transport optimum {minutes:,} minutes in {min(taken) * 1000:.1f} ms (goal 500)")


def posting(name: str, value: Any, seconds: float) -> int:
    """Solve and check one county; return its bound."""
    problem = read_problem(value)
    began_s = time.process_time()
    plan = solve(problem, Stop(seconds))
    spent_s = time.process_time() - began_s
    began_s = time.process_time()
    certificate = check(problem, document_of(problem, plan), SHA)
    check_s = time.process_time() - began_s
    far = problem.weights.too_far * sum(short.where[0] in problem.person_ids for short in certificate.shortfalls)
    gap, bare = (plan.cost - plan.bound) / plan.cost, (plan.cost - plan.bound) / max(plan.cost - far, 1)
    print(
        f"{name:>24}: cost {plan.cost:>8,} bound {plan.bound:>8,} gap {gap:.2%} ({bare:.2%} of what is not too far), "
        f"{spent_s:.1f} s of one core; checked in {check_s:.2f} s, sound: {certificate.is_sound}"
    )
    return plan.bound


def peer(value: Any, seconds: float, bound: int) -> None:
    """Let HiGHS try the same county."""
    highs = load(read_problem(value), NEAREST)
    highs.setOptionValue("time_limit", seconds)
    highs.run()
    info = highs.getInfo()
    cost = info.objective_function_value
    print(
        f"{'HiGHS':>24}: cost {cost:>8,.0f} bound {info.mip_dual_bound:>8,.0f}, gap to our bound {1 - bound / cost:.2%}"
    )


def screening(n_buildings: int, n_workers: int, value: Any, seconds: float) -> None:
    """Divide one town."""
    plan = divide(read_round(value), Stop(seconds))
    print(
        f"{n_buildings:>5} buildings, {n_workers:>2} workers: heaviest load {plan.longest_s / 60:,.1f} min, "
        f"{plan.longest_s / plan.bound_s:.3f} x the bound (goal 1.1)"
    )


if __name__ == "__main__":
    main()

"""The plan file ``yixian-round-plan/1``: what is written for others to check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yixian.planning.rounds.scale import MILLI
from yixian.planning.rounds.screening.start import tour_s
from yixian.planning.rounds.seal import seal_of

if TYPE_CHECKING:
    from yixian.planning.rounds.screening.problem import Problem, RoundPlan

PLAN_FORMAT = "yixian-round-plan/1"


def plan_document(problem: Problem, plan: RoundPlan, problem_sha256: str) -> dict[str, Any]:
    """Return a plan as the object that the file holds; ids instead of indices, in the order of workers."""
    document = {
        "format": PLAN_FORMAT,
        "problem": problem_sha256,
        "longest_s": plan.longest_s,
        "bound_s": plan.bound_s,
        "proven": plan.is_proven,
        "areas": [
            [worker, [problem.building_ids[b] for b in tour], tour_s(problem, list(tour))]
            for worker, tour in zip(problem.worker_ids, plan.tours, strict=True)
        ],
        "prices": {"building": [price / MILLI for price in plan.prices.tolist()]},
    }
    return {**document, "seal": seal_of(document)}

"""The plan file ``yixian-posting-plan/1``: what is written for others to check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.rounds.posting.problem import NOWHERE
from yixian.planning.rounds.scale import MILLI
from yixian.planning.rounds.seal import seal_of

if TYPE_CHECKING:
    from yixian.planning.rounds.posting.problem import IntArray, PostingPlan, Problem

PLAN_FORMAT = "yixian-posting-plan/1"


def plan_document(problem: Problem, plan: PostingPlan, problem_sha256: str) -> dict[str, Any]:
    """Return a plan as the object that the file holds; ids instead of indices, lines in order of people."""
    holes = lacking(problem, plan.compound)
    document = {
        "format": PLAN_FORMAT,
        "problem": problem_sha256,
        "cost": plan.cost,
        "bound": plan.bound,
        "proven": plan.is_proven,
        "assignments": posting_lines(problem, plan.compound),
        "unplaced": [
            [problem.person_ids[person], why_unplaced(problem, person, has_holes=bool(holes.any()))]
            for person in np.flatnonzero(plan.compound == NOWHERE).tolist()
        ],
        "holes": [[problem.compound_ids[c], int(holes[c])] for c in np.flatnonzero(holes).tolist()],
        "prices": {"person": [price / MILLI for price in plan.prices.tolist()]},
    }
    return {**document, "seal": seal_of(document)}


def posting_lines(problem: Problem, compound: IntArray) -> list[list[str]]:
    """Return ``[person, compound]`` for everybody placed; also the form of ``pinned`` and ``published``."""
    return [
        [problem.person_ids[person], problem.compound_ids[compound[person]]]
        for person in np.flatnonzero(compound != NOWHERE).tolist()
    ]


def lacking(problem: Problem, compound: IntArray) -> IntArray:
    """Return the people missing at each compound."""
    placed = compound[compound != NOWHERE]
    return problem.need - np.bincount(placed, minlength=len(problem.need))


def why_unplaced(problem: Problem, person: int, *, has_holes: bool) -> str:
    """Return why somebody serves nowhere: may not be posted, may not serve where people lack, or all is full."""
    if not problem.free[person]:
        return "away"
    return "barred" if has_holes else "reserve"

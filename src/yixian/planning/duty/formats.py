"""The plan file ``yixian-roster-plan/1``: what is written for others to check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.duty.problem import OFF

if TYPE_CHECKING:
    from yixian.planning.duty.problem import IntArray, Problem, Roster, RosterPlan

PLAN_FORMAT = "yixian-roster-plan/1"
PRICE_DIGITS = 3


def plan_document(problem: Problem, plan: RosterPlan, problem_sha256: str) -> dict[str, Any]:
    """Return a plan as the object that the file holds; ids instead of indices, lines in order of people."""
    return {
        "format": PLAN_FORMAT,
        "problem": problem_sha256,
        "cost": plan.cost,
        "bound": plan.bound,
        "proven": plan.is_proven,
        "assignments": roster_lines(problem, plan.roster),
        "holes": _holes(problem, plan.roster),
        "prices": {
            "pi": np.round(plan.prices.pi, PRICE_DIGITS).tolist(),
            "mu": np.round(plan.prices.mu, PRICE_DIGITS).tolist(),
        },
    }


def roster_lines(problem: Problem, roster: Roster) -> list[list[str | int]]:
    """Return ``[person, day, shift, post]`` for every duty; also the form of ``pinned`` and ``published``."""
    people, days = np.nonzero(roster.shift != OFF)
    return [
        [
            problem.person_ids[person],
            day,
            problem.shift_ids[roster.shift[person, day]],
            problem.post_ids[roster.post[person, day]],
        ]
        for person, day in zip(people.tolist(), days.tolist(), strict=True)
    ]


def _holes(problem: Problem, roster: Roster) -> list[list[str | int]]:
    """Return ``[post, day, shift, missing people, missing leaders]`` for every slot that lacks any."""
    missing, leaders = problem.need.copy(), problem.lead.copy()
    people, days = np.nonzero(roster.shift != OFF)
    slots = (roster.post[people, days], days, roster.shift[people, days])
    np.subtract.at(missing, slots, 1)
    np.subtract.at(leaders, slots, problem.leader[people].astype(np.int64))
    lacking: IntArray = np.argwhere((missing > 0) | (leaders > 0))
    return [
        [
            problem.post_ids[post],
            day,
            problem.shift_ids[shift],
            max(0, int(missing[post, day, shift])),
            max(0, int(leaders[post, day, shift])),
        ]
        for post, day, shift in lacking.tolist()
    ]

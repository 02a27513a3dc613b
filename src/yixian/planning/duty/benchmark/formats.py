"""The plan file of a benchmark roster: lines ``[person, day, shift]``, the covers that are not met, prices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.duty.formats import PLAN_FORMAT, PRICE_DIGITS
from yixian.planning.duty.problem import OFF

if TYPE_CHECKING:
    from yixian.planning.duty.benchmark.problem import Ward, WardPlan
    from yixian.planning.duty.problem import IntArray


def plan_document(ward: Ward, plan: WardPlan, problem_sha256: str) -> dict[str, Any]:
    """Return a plan as the object that the file holds; ids instead of indices, lines in order of people."""
    people, days = np.nonzero(plan.shift != OFF)
    lines = zip(people.tolist(), days.tolist(), plan.shift[people, days].tolist(), strict=True)
    return {
        "format": PLAN_FORMAT,
        "problem": problem_sha256,
        "cost": plan.cost,
        "bound": plan.bound,
        "proven": plan.is_proven,
        "assignments": [[ward.person_ids[person], day, ward.shift_ids[shift]] for person, day, shift in lines],
        "holes": [[day, ward.shift_ids[shift], n] for (day, shift), n in holes_of(ward, plan.shift).items()],
        "prices": {"pi": np.round(plan.pi, PRICE_DIGITS).tolist()},
    }


def holes_of(ward: Ward, shift: IntArray) -> dict[tuple[int, int], int]:
    """Return how many people too few there are, by day and shift, where there are too few."""
    short = ward.need - ward.count(shift)
    return {(day, s): int(short[day, s]) for day, s in np.argwhere(short > 0).tolist()}

"""Why a benchmark roster costs what it costs: in all, for one person, for one day and shift."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.duty.benchmark.problem import cost_of
from yixian.planning.duty.benchmark.rules import first_break
from yixian.planning.duty.explain import Explanation
from yixian.planning.duty.problem import OFF
from yixian.planning.plan import Reason

if TYPE_CHECKING:
    from yixian.planning.duty.benchmark.problem import Ward
    from yixian.planning.duty.problem import IntArray

MOST_SLOTS = 10


def explain_cost(ward: Ward, shift: IntArray) -> Explanation:
    """Return the three parts of the cost, and the days and shifts that cost most."""
    people = ward.count(shift)
    short, spare = np.maximum(ward.need - people, 0), np.maximum(people - ward.need, 0)
    price = short * ward.under + spare * ward.over
    total = {
        "cost": cost_of(ward, shift),
        "requests": sum(_requests(ward, shift, person) for person in range(len(shift))),
        "short": int(short.sum()),
        "short_cost": int((short * ward.under).sum()),
        "spare": int(spare.sum()),
        "spare_cost": int((spare * ward.over).sum()),
    }
    dearest = sorted(np.argwhere(price > 0).tolist(), key=lambda slot: -int(price[slot[0], slot[1]]))
    slots = [Reason("ward_slot", _slot(ward, shift, (day, s))) for day, s in dearest[:MOST_SLOTS]]
    return Explanation(Reason("ward_total", total), tuple(slots))


def explain_person(ward: Ward, shift: IntArray, person: int) -> Explanation:
    """Return a person's load beside its limits, and each request that is not met."""
    terms, row = ward.terms, shift[person]
    worked = row[row != OFF]
    figures = {
        "person": ward.person_ids[person],
        "duties": len(worked),
        "minutes": int(ward.length_min[worked].sum()),
        "least": int(terms.least_min[person]),
        "most": int(terms.most_min[person]),
        "cost": _requests(ward, shift, person),
    }
    given = row[:, None] == np.arange(len(ward.shift_ids))
    unmet = np.where(given, ward.off_wish[person], ward.on_wish[person])
    reasons = [
        Reason("ward_unmet", {"day": day, "shift": ward.shift_ids[s], "weight": int(unmet[day, s])})
        for day, s in np.argwhere(unmet > 0).tolist()
    ]
    return Explanation(Reason("ward_person", figures), tuple(reasons))


def explain_slot(ward: Ward, shift: IntArray, slot: tuple[int, int]) -> Explanation:
    """Return what a day and shift needs and has, and the first rule that keeps each of the others from it."""
    day, kind = slot
    reasons = []
    for person in np.nonzero(shift[:, day] != kind)[0].tolist():
        row = shift[person].tolist()
        row[day] = kind
        broken = first_break(ward, person, row)
        name = {"person": ward.person_ids[person], "day": day, "shift": ward.shift_ids[kind]}
        if broken is None:
            reasons.append(Reason("ward_free", name))
        else:
            found = {"found": broken.found, "limit": broken.limit}
            reasons.append(Reason(f"ward_kept_{broken.rule}", {**name, **found}))
    return Explanation(Reason("ward_slot", _slot(ward, shift, slot)), tuple(reasons))


def _slot(ward: Ward, shift: IntArray, slot: tuple[int, int]) -> dict[str, object]:
    day, kind = slot
    people = int((shift[:, day] == kind).sum())
    short = int(ward.need[slot]) - people
    price = ward.under[slot] * short if short > 0 else ward.over[slot] * -short
    names = {"day": day, "shift": ward.shift_ids[kind]}
    return {**names, "need": int(ward.need[slot]), "standing": people, "cost": int(price)}


def _requests(ward: Ward, shift: IntArray, person: int) -> int:
    given = shift[person][:, None] == np.arange(len(ward.shift_ids))
    return int(np.where(given, ward.off_wish[person], ward.on_wish[person]).sum())

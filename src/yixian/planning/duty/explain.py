"""Why this person, why this hole: reasons that anybody can recompute from the numbers in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yixian.planning.duty.crew import Crew
from yixian.planning.duty.figures import count
from yixian.planning.duty.fill import StandIns, without
from yixian.planning.plan import Reason

if TYPE_CHECKING:
    from yixian.planning.duty.crew import Slot
    from yixian.planning.duty.problem import Problem, Roster


@dataclass(frozen=True)
class Explanation:
    """A question answered: the figures first, then a reason per person or post."""

    figures: Reason
    reasons: tuple[Reason, ...]


def explain_slot(problem: Problem, roster: Roster, slot: Slot) -> Explanation:
    """Return need, possible and short of a slot, who stands there, and what keeps each of the others.

    ``possible`` counts who stands there and who might be added now; it is what the roster around it allows.
    """
    crew = Crew(problem, roster)
    there = crew.on(slot)
    others = [person for person in crew.near(slot[0]) if person not in there]
    against = [crew.why_not(person, slot) for person in others]
    need = int(problem.need[slot])
    n_free = against.count(None)
    figures = Reason(
        "slot",
        {
            **problem.names_of(slot),
            "need": need,
            "standing": len(there),
            "possible": len(there) + n_free,
            "short": max(0, need - len(there)),
            "leaders": int(problem.lead[slot]),
            "leading": sum(bool(problem.leader[person]) for person in there),
        },
    )
    chosen = [_chosen(problem, roster, person, slot) for person in there]
    free = [
        Reason("slot_free", {"person": problem.person_ids[person]})
        for person, reason in zip(others, against, strict=True)
        if reason is None
    ]
    return Explanation(figures, (*chosen, *free, *(reason for reason in against if reason is not None)))


def explain_person(problem: Problem, roster: Roster, person: int) -> Explanation:
    """Return a person's load, and for each duty who would stand there next best and what that costs."""
    crew = Crew(problem, roster)
    duties = crew.duties(person)
    nights = sum(crew.rulebook.is_night[shift] for _, shift in duties)
    weekends = sum(bool(problem.is_weekend[day]) for day, _ in duties)
    minutes = sum(int(problem.length_min[shift]) for _, shift in duties)
    figures = Reason(
        "person",
        {
            "person": problem.person_ids[person],
            "duties": len(duties),
            "hours": round(minutes / 60, 2),
            "nights": nights,
            "nights_before": int(problem.nights_before[person]),
            "weekends": weekends,
            "weekends_before": int(problem.weekends_before[person]),
        },
    )
    slots = [(crew.post[person][day], day, shift) for day, shift in duties]
    return Explanation(figures, tuple(_chosen(problem, roster, person, slot) for slot in slots))


def _chosen(problem: Problem, roster: Roster, person: int, slot: Slot) -> Reason:
    """Return who would stand there instead of a person, and by how much dearer."""
    names = {"person": problem.person_ids[person], **problem.names_of(slot)}
    open_roster = without(roster, person, slot[1])
    stand_ins = StandIns(problem, open_roster).fill(slot)
    cost = count(problem, roster).cost - count(problem, open_roster).cost
    others = [candidate for candidate in stand_ins.candidates if candidate.person != names["person"]]
    if not others:
        return Reason("chosen_only", {**names, "against": len(stand_ins.against)})
    step = others[0].cost_change - cost
    return Reason("chosen", {**names, "next": others[0].person, "step": step, "candidates": len(others)})

"""Why a posting is as it is: figures that add up by hand, and what each change would cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.plan import Reason
from yixian.planning.rounds.posting.causes import shortfalls, why_too_far
from yixian.planning.rounds.posting.exchanges import Exchanges
from yixian.planning.rounds.posting.figures import count
from yixian.planning.rounds.posting.problem import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yixian.planning.rounds.posting.problem import IntArray, Problem

N_OTHERS = 3


def explain_total(problem: Problem, compound: IntArray, bound: int | None) -> Iterator[Reason]:
    """Yield how the cost adds up, what is proven of it, and everything short."""
    figures, weights = count(problem, compound), problem.weights
    yield Reason(
        "total",
        {
            "minutes": weights.minute * figures.minutes,
            "pairs": figures.pairs,
            "split": weights.split_unit,
            "missing": sum(figures.missing.values()),
            "skill": weights.missing_skill,
            "far": len(figures.too_far),
            "too_far": weights.too_far,
            "changed": weights.changed * len(figures.changed),
            "cost": figures.cost,
        },
    )
    if bound is not None:
        gap = (figures.cost - bound) / figures.cost if figures.cost else 0.0
        yield Reason("total_bound", {"bound": bound, "cost": figures.cost, "gap": f"{max(gap, 0.0):.2%}"})
    for short in shortfalls(problem, compound, figures):
        yield from short.reasons
    idle = np.flatnonzero(problem.free & (compound == NOWHERE))
    if len(idle):
        yield Reason("total_idle", {"people": len(idle), "places": int(problem.need.sum())})


def explain_person(problem: Problem, compound: IntArray, person: int) -> Iterator[Reason]:
    """Yield where somebody serves and what it costs, then the cheapest exchanges that would move him."""
    at, name = int(compound[person]), problem.person_ids[person]
    if not problem.free[person]:
        yield Reason("person_away", {"person": name, "absence": problem.absence[person] or "-"})
        return
    if at == NOWHERE:
        yield Reason("person_idle", {"person": name, "places": int(problem.need.sum())})
    else:
        yield _stands(problem, compound, person)
        if problem.near_home[person] and problem.travel_min[person, at] > problem.near_home_min:
            yield why_too_far(problem, compound, person)
    if problem.pinned[person] != NOWHERE:
        yield Reason("person_pinned", {"person": name})
        return
    others = sorted(Exchanges(problem, compound).all_of(person), key=lambda one: (one.rise, one.other))
    for one in others[:N_OTHERS]:
        yield Reason(
            "exchange",
            {
                "person": name,
                "other": problem.person_ids[one.other],
                "compound": problem.compound_ids[compound[one.other]] if compound[one.other] != NOWHERE else "-",
                "own": one.own,
                "pairs": one.pairs,
                "split": problem.weights.split_unit,
                "missing": one.missing,
                "skill": problem.weights.missing_skill,
                "rise": one.rise,
            },
        )


def _stands(problem: Problem, compound: IntArray, person: int) -> Reason:
    at, unit = compound[person], problem.unit[person]
    mates = int(((compound == at) & (problem.unit == unit)).sum()) - 1
    return Reason(
        "person_at",
        {
            "person": problem.person_ids[person],
            "compound": problem.compound_ids[at],
            "minutes": int(problem.travel_min[person, at]),
            "unit": problem.unit_ids[unit],
            "mates": mates,
            "nearest": problem.compound_ids[int(problem.travel_min[person].argmin())],
            "nearest_minutes": int(problem.travel_min[person].min()),
        },
    )


def explain_compound(problem: Problem, compound: IntArray, at: int) -> Iterator[Reason]:
    """Yield who serves at a compound, what it costs in all, and what lacks."""
    team = np.flatnonzero(compound == at)
    teams = Exchanges(problem, compound)
    own, pairs, missing = teams.worth(at, team.tolist())
    weights = problem.weights
    yield Reason(
        "compound",
        {
            "compound": problem.compound_ids[at],
            "need": int(problem.need[at]),
            "standing": len(team),
            "own": own,
            "pairs": pairs,
            "split": weights.split_unit,
            "missing": missing,
            "skill": weights.missing_skill,
            "cost": own + weights.split_unit * pairs + weights.missing_skill * missing,
        },
    )
    for person in team.tolist():
        skills = [problem.skill_ids[k] for k in np.flatnonzero(problem.has[person] & (problem.wanted[at] > 0)).tolist()]
        yield Reason("member", {**_stands(problem, compound, person).params, "skills": ", ".join(skills) or "-"})
    for short in shortfalls(problem, compound, count(problem, compound)):
        if short.where[0] == problem.compound_ids[at] or short.where[1] == problem.compound_ids[at]:
            yield from short.reasons

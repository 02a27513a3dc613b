"""What a posting leaves open, by name, and why: empty places, skills that lack, protected people far from home."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.plan import Reason, Shortfall
from yixian.planning.rounds.posting.problem import NOWHERE

if TYPE_CHECKING:
    from yixian.planning.rounds.posting.figures import Figures
    from yixian.planning.rounds.posting.problem import BoolArray, IntArray, Problem


def shortfalls(problem: Problem, compound: IntArray, figures: Figures) -> tuple[Shortfall, ...]:
    """Return everything short, each with the reason that binds most."""
    holes = [
        Shortfall((problem.compound_ids[c], "people"), missing, (why_hole(problem, c, missing),))
        for c, missing in sorted(figures.holes.items())
    ]
    skills = [
        Shortfall((problem.compound_ids[c], problem.skill_ids[k]), missing, (why_unskilled(problem, c, k),))
        for (c, k), missing in figures.missing.items()
    ]
    far = [
        Shortfall((problem.person_ids[p], problem.compound_ids[compound[p]]), 1, (why_too_far(problem, compound, p),))
        for p in figures.too_far
    ]
    return (*holes, *skills, *far)


def why_hole(problem: Problem, compound: int, missing: int) -> Reason:
    """Return why places stay empty: fewer people than places, or those left may not serve there."""
    needed, people = int(problem.need.sum()), int(problem.free.sum())
    names = {"compound": problem.compound_ids[compound], "missing": missing, "needed": needed, "people": people}
    if people < needed:
        return Reason("hole_people", {**names, "short": needed - people})
    return Reason("hole_barred", {**names, "barred": int((problem.free & problem.barred[:, compound]).sum())})


def why_unskilled(problem: Problem, compound: int, skill: int) -> Reason:
    """Return why a skill lacks at a compound: too few have it in the county, or fetching one costs more."""
    skilled, wanted = int((problem.free & problem.has[:, skill]).sum()), int(problem.wanted[:, skill].sum())
    names = {
        "compound": problem.compound_ids[compound],
        "skill": problem.skill_ids[skill],
        "skilled": skilled,
        "wanted": wanted,
        "price": problem.weights.missing_skill,
    }
    return Reason("skill_scarce" if skilled < wanted else "skill_dear", names)


def why_too_far(problem: Problem, compound: IntArray, person: int) -> Reason:
    """Return why a protected person serves beyond the limit.

    No compound is near; or all places in reach of him, and of those whom he could push on within their own limits,
    are taken by protected people (Hall's theorem: one place too few); or else it was cheaper so.
    """
    travel, limit = problem.travel_min, problem.near_home_min
    names = {
        "person": problem.person_ids[person],
        "compound": problem.compound_ids[compound[person]],
        "minutes": int(travel[person, compound[person]]),
        "limit": limit,
    }
    is_near = (travel <= limit) & ~problem.barred
    if not is_near[person].any():
        return Reason("far_none", {**names, "nearest": int(travel[person].min())})
    crowd, group = _all_protected(problem, compound, is_near, person)
    if crowd is None:
        return Reason("far_price", {**names, "price": problem.weights.too_far})
    return Reason("far_full", {**names, "places": crowd, "people": group})


def _all_protected(
    problem: Problem, compound: IntArray, is_near: BoolArray, person: int
) -> tuple[int, int] | tuple[None, None]:
    """Return places and people of a set of compounds that protected people overfill, if there is one."""
    reached = is_near[person].copy()
    while True:
        team = np.flatnonzero((compound != NOWHERE) & reached[compound])
        if not problem.near_home[team].all() or (problem.pinned[team] != NOWHERE).any():
            return None, None
        if len(team) < int(problem.need[reached].sum()):
            return None, None
        wider = reached | is_near[team].any(axis=0)
        if (wider == reached).all():
            return len(team), len(team) + 1
        reached = wider

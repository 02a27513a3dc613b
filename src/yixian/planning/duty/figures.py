"""What a roster costs and where it is short, counted from the problem alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.duty.problem import OFF

if TYPE_CHECKING:
    from yixian.planning.duty.problem import BoolArray, IntArray, Problem, Roster


@dataclass(frozen=True)
class Figures:
    """Counts of a roster."""

    people: IntArray  # [post, day, shift] people on the slot
    leaders: IntArray  # [post, day, shift] leaders among them
    missing: IntArray  # [post, day, shift] people short
    leaders_missing: IntArray  # [post, day, shift] leaders short
    cost: int  # cost units


def count(problem: Problem, roster: Roster) -> Figures:
    """Return the figures of a roster; a duty out of reach has no travel time and is priced without."""
    person, day = np.nonzero(roster.shift != OFF)
    slots = (roster.post[person, day], day, roster.shift[person, day])
    people, leaders = np.zeros_like(problem.need), np.zeros_like(problem.need)
    np.add.at(people, slots, 1)
    np.add.at(leaders, slots, problem.leader[person].astype(np.int64))
    missing = np.maximum(problem.need - people, 0)
    leaders_missing = np.maximum(problem.lead - leaders, 0)
    weights = problem.weights
    cost = int(missing.sum()) * weights.uncovered + int(leaders_missing.sum()) * weights.no_leader
    cost += _duties(problem, roster) + _squares(problem, roster) + _changes(problem, roster)
    return Figures(people, leaders, missing, leaders_missing, cost)


def _duties(problem: Problem, roster: Roster) -> int:
    """Return what travel, strange posts and unmet wishes cost."""
    weights = problem.weights
    person, day = np.nonzero(roster.shift != OFF)
    post, shift = roster.post[person, day], roster.shift[person, day]
    minutes = np.where(problem.reach[person] == post[:, None], problem.travel_min[person], 0).sum()
    strange = (problem.home[person] != post).sum()
    wishes = problem.wish[person, day, shift].sum()
    return int(minutes * weights.minute + strange * weights.away_from_home_post + wishes * weights.wish)


def _squares(problem: Problem, roster: Roster) -> int:
    """Return what uneven nights and weekends cost: squares over what was carried over."""
    on_duty: BoolArray = roster.shift != OFF
    nights = (on_duty & problem.is_night[np.maximum(roster.shift, 0)]).sum(axis=1)
    weekends = on_duty[:, problem.is_weekend].sum(axis=1)
    uneven_nights = ((problem.nights_before + nights) ** 2 - problem.nights_before**2).sum()
    uneven_weekends = ((problem.weekends_before + weekends) ** 2 - problem.weekends_before**2).sum()
    return int(uneven_nights * problem.weights.nights_square + uneven_weekends * problem.weights.weekend_square)


def _changes(problem: Problem, roster: Roster) -> int:
    """Return what days that differ from the published roster cost."""
    if problem.published is None:
        return 0
    told = problem.published
    differs = (roster.shift != told.shift) | (roster.post != told.post)
    return int(differs.sum()) * problem.weights.changed

"""The cheapest roster of a very small problem by trying everything, from the rules as they are written.

Nothing here is shared with planner or checker but the problem's arrays.
"""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

from yixian.planning.duty.problem import Problem

FREE = (-1, -1)


def least_cost(problem: Problem) -> int:
    """Return the least cost of any lawful roster; for at most three people and four days."""
    shape = problem.need.shape
    best = 10**12
    for rows in itertools.product(*(_patterns(problem, person) for person in range(len(problem.person_ids)))):
        people, leaders = np.zeros(shape, dtype=int), np.zeros(shape, dtype=int)
        cost = 0
        for person, (own, row) in enumerate(rows):
            cost += own
            for day, (shift, post) in enumerate(row):
                if shift >= 0:
                    people[post, day, shift] += 1
                    leaders[post, day, shift] += problem.leader[person]
        if cost >= best or (people > problem.need).any():
            continue
        cost += int((problem.need - people).sum()) * problem.weights.uncovered
        cost += int(np.maximum(problem.lead - leaders, 0).sum()) * problem.weights.no_leader
        best = min(best, cost)
    return best


def _patterns(problem: Problem, person: int) -> list[tuple[int, Any]]:
    """Return every lawful row of a person with its own cost."""
    days = [_choices(problem, person, day) for day in range(problem.n_days)]
    rows = (row for row in itertools.product(*days) if _is_lawful(problem, person, row))
    return [(_cost(problem, person, row), row) for row in rows]


def _choices(problem: Problem, person: int, day: int) -> list[tuple[int, int]]:
    pinned = (int(problem.pinned.shift[person, day]), int(problem.pinned.post[person, day]))
    if pinned[0] >= 0:
        return [pinned]
    if day < problem.frozen_days:
        return [FREE]
    posts = [int(post) for post in problem.reach[person] if post >= 0]
    shifts = [s for s in range(len(problem.shift_ids)) if not problem.away[person, day, s]]
    if problem.limits.no_nights[person]:
        shifts = [s for s in shifts if problem.ends_min[s] <= 1440]
    return [FREE, *((shift, post) for shift in shifts for post in posts if problem.need[post, day, shift])]


def _is_lawful(problem: Problem, person: int, row: Any) -> bool:
    limits = problem.limits
    spans = [
        (d * 1440 + int(problem.starts_min[s]), d * 1440 + int(problem.ends_min[s]))
        for d, (s, _) in enumerate(row)
        if s >= 0
    ]
    if any(b[0] - a[1] < limits.rest_min[person] for a, b in itertools.pairwise(spans)):
        return False
    for week in set(problem.week_of.tolist()):
        worked = [s for d, (s, _) in enumerate(row) if s >= 0 and problem.week_of[d] == week]
        minutes = sum(int(problem.ends_min[s] - problem.starts_min[s]) for s in worked)
        if minutes > limits.week_min[person] or len(worked) > limits.week_shifts[person]:
            return False
    on = "".join("N" if s >= 0 and problem.ends_min[s] > 1440 else "d" if s >= 0 else " " for s, _ in row)
    days = "d" * int(limits.days_before[person]) + on if on[0] != " " else on
    longest = max((len(part) for part in days.split(" ")), default=0)
    eve = "N" * int(limits.nights_before[person]) if on[0] == "N" else ""
    nights = max((len(part) for part in (eve + on).replace("d", " ").split(" ")), default=0)
    if longest > limits.days_in_row[person] or nights > limits.nights_in_row[person]:
        return False
    return bool(on.count("N") <= limits.nights[person])


def _cost(problem: Problem, person: int, row: Any) -> int:
    weights = problem.weights
    cost = nights = weekends = 0
    for day, (shift, post) in enumerate(row):
        if problem.published is not None:
            told = (problem.published.shift[person, day], problem.published.post[person, day])
            cost += weights.changed * ((shift, post) != told)
        if shift < 0:
            continue
        place = problem.reach[person].tolist().index(post)
        cost += weights.minute * int(problem.travel_min[person, place])
        cost += weights.away_from_home_post * int(post != problem.home[person])
        cost += weights.wish * int(problem.wish[person, day, shift])
        nights += problem.ends_min[shift] > 1440
        weekends += bool(problem.is_weekend[day])
    before = (int(problem.nights_before[person]), int(problem.weekends_before[person]))
    cost += weights.nights_square * ((before[0] + nights) ** 2 - before[0] ** 2)
    return int(cost + weights.weekend_square * ((before[1] + weekends) ** 2 - before[1] ** 2))

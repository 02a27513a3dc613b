"""What each person may give to scarce slots, and the rule that keeps him from giving more."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.duty.problem import NO_LIMIT
from yixian.planning.duty.shortage import Counter

if TYPE_CHECKING:
    from yixian.planning.duty.problem import BoolArray, Problem

RULES = {
    "hours_week": "week_min",
    "shifts_week": "week_shifts",
    "days_in_row": "days_in_row",
    "nights_in_row": "nights_in_row",
    "nights_total": "nights",
    "rest": "rest_min",
    "no_nights": "no_nights",
}
"""Rules of a person's time, each with its column of ``Limits``."""
MOST_PAIRED = 300
"""People up to whom all pairs of rules are tried: each try is one count of everybody."""
USUAL_PAIRS = (("hours_week", "days_in_row"), ("hours_week", "nights_total"), ("nights_in_row", "nights_total"))


@dataclass(frozen=True)
class Giving:
    """People who may give equally much to some slots, held by the same rule.

    ``rules``: without one of them (together, where two bind at once) they could give more; empty: reach, absence
    and one shift a day are all that holds them.
    """

    people: tuple[int, ...]
    each: int
    rules: tuple[str, ...]


def givings(problem: Problem, slots: BoolArray, *, leaders: bool = False) -> list[Giving]:
    """Return everybody in groups, those who give most first; who gives nothing comes last."""
    most = Counter(problem, leaders=leaders).most(slots)
    bound = np.full(len(most), None, dtype=object)
    pairs = combinations(RULES, 2) if len(most) <= MOST_PAIRED else USUAL_PAIRS
    for rules in (*((rule,) for rule in RULES), *pairs):
        if all(one is not None for one in bound[most > 0]) and len(rules) > 1:
            break
        more = Counter(_without(problem, rules), leaders=leaders).most(slots)
        for person in np.nonzero(more > most)[0].tolist():
            bound[person] = bound[person] or rules
    groups: dict[tuple[int, tuple[str, ...]], list[int]] = {}
    for person, each in enumerate(most.tolist()):
        groups.setdefault((each, bound[person] or ()), []).append(person)
    found = [Giving(tuple(people), each, rules) for (each, rules), people in groups.items()]
    return sorted(found, key=lambda giving: (-giving.each * len(giving.people), -giving.each, giving.people))


def _without(problem: Problem, rules: tuple[str, ...]) -> Problem:
    """Return the problem as it were if some rules bound nobody."""
    limits = problem.limits
    dropped = {}
    for column in (RULES[rule] for rule in rules):
        now = getattr(limits, column)
        dropped[column] = np.zeros_like(now) if column in ("rest_min", "no_nights") else np.full_like(now, NO_LIMIT)
    assert dropped.keys() <= {field.name for field in fields(limits)}
    return replace(problem, limits=replace(limits, **dropped))

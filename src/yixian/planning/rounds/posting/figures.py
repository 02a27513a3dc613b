"""What a posting costs, counted line by line as the county would count it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yixian.planning.rounds.posting.problem import NOWHERE

if TYPE_CHECKING:
    from yixian.planning.rounds.posting.problem import IntArray, Problem


@dataclass(frozen=True)
class Figures:
    """The numbers behind a cost; each times its weight, and added up."""

    minutes: int  # of travel, everybody's together
    pairs: int  # of a unit and a compound at which anybody of it serves
    missing: dict[tuple[int, int], int]  # (compound, skill): people lacking
    too_far: tuple[int, ...]  # protected people beyond the limit
    changed: tuple[int, ...]  # people whose place differs from the published one
    holes: dict[int, int]  # compound: people missing
    cost: int


def count(problem: Problem, compound: IntArray) -> Figures:
    """Return the figures of a posting."""
    travel, weights = problem.travel_min, problem.weights
    placed = [(person, where) for person, where in enumerate(compound.tolist()) if where != NOWHERE]
    crowd = Counter(where for _, where in placed)
    skilled: Counter[tuple[int, int]] = Counter()
    for person, where in placed:
        for skill in problem.has[person].nonzero()[0].tolist():
            skilled[where, skill] += 1
    wanted = {(c, k): int(problem.wanted[c, k]) for c, k in zip(*problem.wanted.nonzero(), strict=True)}
    lacking = {cell: number - skilled[cell] for cell, number in wanted.items() if number > skilled[cell]}
    minutes = sum(int(travel[person, where]) for person, where in placed)
    pairs = len({(int(problem.unit[person]), where) for person, where in placed})
    too_far = tuple(p for p, c in placed if problem.near_home[p] and travel[p, c] > problem.near_home_min)
    changed = _changed(problem, compound)
    return Figures(
        minutes=minutes,
        pairs=pairs,
        missing={(int(c), int(k)): number for (c, k), number in sorted(lacking.items())},
        too_far=too_far,
        changed=changed,
        holes={c: int(need) - crowd[c] for c, need in enumerate(problem.need) if need > crowd[c]},
        cost=weights.minute * minutes
        + weights.split_unit * pairs
        + weights.missing_skill * sum(lacking.values())
        + weights.too_far * len(too_far)
        + weights.changed * len(changed),
    )


def _changed(problem: Problem, compound: IntArray) -> tuple[int, ...]:
    """Return who must be told; whoever may not be posted any more is no choice of the plan."""
    told = problem.published
    if told is None:
        return ()
    return tuple(p for p, where in enumerate(compound.tolist()) if problem.free[p] and told[p] != where)

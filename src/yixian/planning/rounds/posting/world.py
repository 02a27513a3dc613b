"""The problem as the kernels need it: one row per person who can be moved, nobody as people of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from yixian.planning.rounds.posting.problem import HOLE, NOWHERE

if TYPE_CHECKING:
    from yixian.planning.rounds.posting.problem import BoolArray, IntArray, Problem

BARRED = 100 * HOLE
"""Price of a line that the law forbids: a hole is always cheaper."""


class World(NamedTuple):
    """What is fixed during a search. The last compound is the reserve: those who serve nowhere."""

    pair: IntArray  # [mover, compound] cost of serving there, reserve last
    unit: IntArray  # [mover] unit, one more than there are for nobody
    has: IntArray  # [mover, skill] 1 = he has it
    split: IntArray  # [unit] price of each compound at which it serves
    missing: int  # price of each person lacking with a skill
    seats: IntArray  # [compound] people that may be moved there, reserve last
    wanted: IntArray  # [compound, skill] as in the problem; nothing in the reserve
    unit_pinned: IntArray  # [unit, compound] people who are pinned
    skill_pinned: IntArray  # [compound, skill] people who are pinned


@dataclass(frozen=True)
class Cast:
    """Who is who in a world."""

    world: World
    movers: IntArray  # [mover] person
    base: int  # what the pinned cost, whoever stands beside them


def build_cast(problem: Problem) -> Cast:
    """Return the movable people with their costs; pinned lines leave the places they take."""
    is_mover = problem.free & (problem.pinned == NOWHERE)
    fixed = np.flatnonzero(problem.pinned != NOWHERE)
    movers = np.flatnonzero(is_mover)
    costs = pair_costs(problem)
    n_units, n_skills = len(problem.unit_ids), len(problem.skill_ids)
    n_compounds = len(problem.compound_ids)
    seats = problem.need - np.bincount(problem.pinned[fixed], minlength=n_compounds)
    unit_pinned = np.zeros((n_units + 1, n_compounds + 1), dtype=np.int64)
    np.add.at(unit_pinned, (problem.unit[fixed], problem.pinned[fixed]), 1)
    skill_pinned = np.zeros((n_compounds + 1, n_skills), dtype=np.int64)
    np.add.at(skill_pinned, problem.pinned[fixed], problem.has[fixed].astype(np.int64))
    reserve = max(0, len(movers) - int(seats.sum()))
    world = World(
        pair=np.ascontiguousarray(costs[movers]),
        unit=problem.unit[movers],
        has=np.ascontiguousarray(problem.has[movers].astype(np.int64)),
        split=np.append(np.full(n_units, problem.weights.split_unit, dtype=np.int64), 0),
        missing=problem.weights.missing_skill,
        seats=np.append(seats, reserve),
        wanted=np.vstack([problem.wanted, np.zeros((1, n_skills), dtype=np.int64)]),
        unit_pinned=unit_pinned,
        skill_pinned=skill_pinned,
    )
    return Cast(world, movers, int(costs[fixed, problem.pinned[fixed]].sum()))


def pair_costs(problem: Problem) -> IntArray:
    """Return what each person costs at each compound and, last, in reserve; ``BARRED`` where he may not go."""
    weights, travel = problem.weights, problem.travel_min
    costs: IntArray = weights.minute * travel
    costs = costs + weights.too_far * too_far(problem, travel)
    costs = np.hstack([costs, np.zeros((len(costs), 1), dtype=np.int64)])
    if problem.published is not None:
        told = problem.published
        costs += weights.changed
        costs[np.arange(len(told)), np.where(told == NOWHERE, costs.shape[1] - 1, told)] -= weights.changed
    costs[:, :-1][problem.barred] = BARRED
    return costs


def too_far(problem: Problem, travel: IntArray) -> BoolArray:
    """Whether a protected person would be beyond the limit, ``[person, compound]``."""
    found: BoolArray = problem.near_home[:, None] & (travel > problem.near_home_min)
    return found

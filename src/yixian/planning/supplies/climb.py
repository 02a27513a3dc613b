"""Levels climbed by linear programs, one after another.

Each program raises the level of all classes that can still rise; those whose rows have a price are stuck and stay,
and the prices prove it (Radunovic & Le Boudec, max-min programming).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.stop import Progress, Stop
from yixian.planning.supplies.classes import gather
from yixian.planning.supplies.loading import by_class, shipments_of
from yixian.planning.supplies.problem import Cut, LorryPlan

if TYPE_CHECKING:
    from yixian.planning.stop import Report
    from yixian.planning.supplies.classes import Classes
    from yixian.planning.supplies.problem import FloatArray, Problem
    from yixian.planning.supplies.program import Program

TOP = 1 - 1e-9
PRICED = 1e-7
FAINT = 2e-9
ROUNDING = 3e-9
NEVER = 1 << 62


class Climb:
    """Levels rising class by class; a step is one program that left classes stuck."""

    def __init__(self, problem: Problem, program: Program) -> None:
        self.problem, self.program = problem, program
        self.classes = gather(problem)
        is_reached = np.diff(problem.patterns.begin) > 0
        is_wanting = self.classes.tables[0].sum(axis=1) > 0
        self.is_open = is_reached & is_wanting
        # The first step holds those whom no lorry reaches; whoever is never stuck is full.
        self.step_of = np.where(is_wanting & ~is_reached, 0, NEVER)
        self.steps: list[tuple[float, Cut | None]] = [(0.0, Cut({}, {}))]

    def run(self, stop: Stop, report: Report) -> LorryPlan:
        """Return the plan."""
        corners = [stage + x for stage in range(self.problem.n_stages) for x in _corners(self.classes, stage)]
        for low, high in pairwise(dict.fromkeys(corners)):
            if not self._segment((low, high), stop, report):
                self._give_up(max(low, self.steps[-1][0]))
                break
        return self._plan()

    def _segment(self, ends: tuple[float, float], stop: Stop, report: Report) -> bool:
        """Raise everybody who is open from one corner of the axis to the next; return whether that was finished."""
        base, above = take(self.classes, ends[0]), take(self.classes, ends[1])
        slope = above - base
        rising = np.flatnonzero(self.is_open & (slope > 0))
        self.program.restart(base, slope, rising)
        while len(rising):
            share = None if stop.now() else self.program.highest(stop)
            if share is None:
                return False
            if share >= TOP:
                break
            level = max(ends[0] + (ends[1] - ends[0]) * max(share, 0.0), self.steps[-1][0])
            report(Progress("lorries", level / self.problem.n_stages))
            price = self.program.duals()[rising] * slope[rising]
            stuck = rising[price > min(PRICED * self.program.unit, price.max()) / 2]
            if not len(stuck):
                raise ArithmeticError(f"no class is stuck at level {level}")
            self.step_of[stuck] = len(self.steps)
            self.steps.append((level, self.program.cut()))
            self.is_open[stuck] = False
            self.program.rise(base + slope * max(share, 0.0) - FAINT * self.program.unit, np.zeros_like(slope), stuck)
            rising = rising[self.is_open[rising]]
        self.program.rise(above, np.zeros_like(slope), rising)
        return True

    def _give_up(self, level: float) -> None:
        """Leave whoever has not all he needs yet on the level that everybody has reached."""
        lacking = self.is_open & (take(self.classes, level) < self.classes.tables[0].sum(axis=1) - FAINT)
        self.step_of[lacking] = len(self.steps)
        self.steps.append((level, None))

    def _plan(self) -> LorryPlan:
        problem, top = self.problem, float(self.problem.n_stages)
        # A step that holds nobody is no group; the last group is there even if nobody is full.
        step_of_demand = np.minimum(self.step_of, len(self.steps))[problem.demands.pattern]
        kept, step = np.unique(np.append(step_of_demand, len(self.steps)), return_inverse=True)
        step, steps = step[:-1], [self.steps[k] for k in kept[:-1].tolist()]
        levels = np.array([*(level for level, _ in steps), top])
        amount = amounts_at(problem, levels[step])
        # The plan must be whole, however long this last program takes.
        flow = self.program.flow_of(by_class(problem, amount), Stop(), slack=ROUNDING)
        arcs, kept = flow if flow is not None else (np.zeros(self.program.n_arcs), np.zeros(len(problem.carry)))
        return LorryPlan(
            amount=amount,
            levels=tuple(levels.tolist()),
            groups=tuple(np.flatnonzero(step == k) for k in range(len(levels))),
            cuts=tuple(cut for _, cut in steps),
            shipments=shipments_of(problem, arcs, amount),
            carried=kept,
        )


def take(classes: Classes, level: float) -> FloatArray:
    """Return what each class takes at a level."""
    room, plain = classes.tables
    stage = min(int(level), room.shape[1] - 1)
    share = level - stage
    begin, bent_stage, slope, limit = classes.bent
    taken = room[:, :stage].sum(axis=1) + plain[:, stage] * share
    here = bent_stage == stage
    owner = np.repeat(np.arange(len(room)), np.diff(begin))
    rising = np.minimum(slope[here] * share, limit[here])
    total: FloatArray = taken + np.bincount(owner[here], weights=rising, minlength=len(room))
    return total


def amounts_at(problem: Problem, level: FloatArray) -> FloatArray:
    """Return what each demand takes at its level."""
    demands = problem.demands
    amount = np.zeros(problem.n_demands)
    for part in (0, 1):
        share = np.clip(level - problem.stage_of[part][demands.tier], 0.0, 1.0)
        amount += np.minimum(share * demands.slope[part], demands.room[part])
    return amount


def _corners(classes: Classes, stage: int) -> list[float]:
    """Return where in a stage what a class takes bends, 0 and 1 included."""
    _, bent_stage, slope, room = classes.bent
    here = bent_stage == stage
    corners: list[float] = np.unique(np.concatenate([[0.0, 1.0], room[here] / slope[here]])).tolist()
    return corners

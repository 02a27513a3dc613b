"""A rescue: who goes, which way, to which hospital, and what speaks against everything else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from yixian.planning.rescue.build import Builder
from yixian.planning.rescue.cover import cover_left
from yixian.planning.rescue.field import Field, receiving
from yixian.planning.rescue.muster import Muster
from yixian.planning.rescue.neighbours import Neighbours
from yixian.planning.rescue.plan import Alternative, RescuePlan
from yixian.planning.rescue.problem import WAYS
from yixian.planning.rescue.race import Board, race
from yixian.planning.rescue.rejected import against_all
from yixian.planning.rescue.transfer import Transfer
from yixian.planning.rescue.units import suitable
from yixian.planning.rescue.why import why

if TYPE_CHECKING:
    from yixian.planning.rescue.ground import Ground
    from yixian.planning.rescue.problem import Case


def solve(case: Case, ground: Ground) -> RescuePlan:
    """Return the plan of an alarm.

    The best three ambulances are ranked, each by every way that it can, by arrival in hospital; a hospital that cannot
    give the care counts as five minutes farther. Without any alternative the plan says what stands in its way.

    Parameters
    ----------
    case
        The alarm.
    ground
        Its two-layer graph.
    """
    plan = decide(case, ground)
    first = plan.alternatives[0] if plan.alternatives else None
    return replace(
        plan,
        why=why(case, ground, plan.alternatives, best_merit),
        cover=cover_left(case, ground, first.unit) if first is not None and case.villages else None,
    )


def decide(case: Case, ground: Ground) -> RescuePlan:
    """Return all of a plan that is ordered, and what speaks against the rest: no costs of closures, no cover."""
    neighbours = Neighbours(case, ground)
    muster = Muster(neighbours)
    fields = fields_of(neighbours)
    board = race(neighbours, muster, fields)
    alternatives = ranked(neighbours, board)
    rejected = against_all(muster, fields, board, alternatives)
    return RescuePlan(ground.is_straight, alternatives, rejected, why=(), cover=None)


def fields_of(neighbours: Neighbours) -> list[Field]:
    """Return the vehicle layer for each width among the suitable ambulances.

    Those that stand outside the core get one of their own each: searches for them cannot end early.
    """
    case, ground = neighbours.case, neighbours.ground
    by_width: dict[tuple[int, int], list[int]] = {}
    for unit in suitable(case) if receiving(case) else ():
        need_cm = case.units[unit].width_cm + case.margin_cm
        is_inside = ground.core(need_cm).is_inside[ground.places.units[unit]]
        by_width.setdefault((need_cm, -1 if is_inside else unit), []).append(unit)
    return [Field(neighbours, need_cm, tuple(units)) for (need_cm, _), units in sorted(by_width.items())]


def ranked(neighbours: Neighbours, board: Board) -> tuple[Alternative, ...]:
    """Return the alternatives of the best runs, the best one first."""
    builder = Builder(neighbours, Transfer(neighbours))
    runs = [run for entry in board.best for run in entry.runs.values()]
    order = sorted(runs, key=lambda run: (run.merit_ms, run.unit, WAYS.index(run.offer.way)))
    return tuple(builder.build(run) for run in order)


def best_merit(case: Case, ground: Ground) -> int | None:
    """Return what the best alternative is ranked by, and nothing else; None: there is none."""
    neighbours = Neighbours(case, ground)
    board = race(neighbours, Muster(neighbours), fields_of(neighbours))
    return board.best[0].merit_ms if board.best else None

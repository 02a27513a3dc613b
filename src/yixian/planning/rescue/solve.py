"""A rescue: who goes, which way, to which hospital, and what speaks against everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.planning.rescue.build import Builder
from yixian.planning.rescue.cover import cover_left
from yixian.planning.rescue.field import Field, receiving
from yixian.planning.rescue.helpers import Helpers
from yixian.planning.rescue.muster import Muster
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

    The best three ambulances by each way are ranked by their arrival in hospital; a hospital that cannot give the care
    counts as five minutes farther. Without any alternative the plan says what stands in its way.

    Parameters
    ----------
    case
        The alarm.
    ground
        Its two-layer graph.
    """
    helpers = Helpers(case, ground)
    muster = Muster(helpers)
    fields = fields_of(helpers)
    board = race(helpers, muster, fields)
    alternatives = ranked(helpers, board)
    return RescuePlan(
        is_straight=ground.is_straight,
        alternatives=alternatives,
        rejected=against_all(muster, fields, board, alternatives),
        why=why(case, ground, alternatives, best_merit),
        cover=cover_left(case, ground, alternatives[0].unit) if alternatives and case.villages else None,
    )


def fields_of(helpers: Helpers) -> list[Field]:
    """Return the vehicle layer for each width among the suitable ambulances."""
    case = helpers.case
    by_width: dict[int, list[int]] = {}
    for unit in suitable(case):
        by_width.setdefault(case.units[unit].width_cm + case.margin_cm, []).append(unit)
    return [Field(helpers, need, tuple(units)) for need, units in sorted(by_width.items())] if receiving(case) else []


def ranked(helpers: Helpers, board: Board) -> tuple[Alternative, ...]:
    """Return the alternatives of the best runs, the best one first."""
    builder = Builder(helpers, Transfer(helpers))
    runs = [run for way in WAYS for run in board.best[way]]
    order = sorted(runs, key=lambda run: (run.merit_ms, run.unit, WAYS.index(run.offer.way)))
    return tuple(builder.build(run) for run in order)


def best_merit(case: Case, ground: Ground) -> int | None:
    """Return what the best alternative is ranked by, and nothing else; None: there is none."""
    helpers = Helpers(case, ground)
    board = race(helpers, Muster(helpers), fields_of(helpers))
    return min((runs[0].merit_ms for runs in board.best.values() if runs), default=None)

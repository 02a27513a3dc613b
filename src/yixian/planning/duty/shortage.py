"""Why a county is short: slots that everybody together cannot fill, proven by counting.

Take some slots; sum up, person by person, the most of them that each may work under every hard rule. What the
slots need beyond that sum stays open in any roster. The slots are chosen by the prices of a plan: scarce ones
are dear.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.duty.patterns import MILLI, build_classes, cheapest_patterns, empty_supply
from yixian.planning.duty.world import BAR, build_world

if TYPE_CHECKING:
    from yixian.planning.duty.problem import BoolArray, Prices, Problem

DEARNESS = (0.1, 0.3, 0.5, 0.7, 0.9)
"""Shares of the price of a hole from which a slot counts as scarce."""


@dataclass(frozen=True)
class Shortage:
    """Some slots, what they need, and the most that everybody together can give them, in person-shifts."""

    slots: BoolArray  # [post, day, shift]
    need: int
    possible: int

    @property
    def short(self) -> int:
        """Person-shifts that stay open whatever is done."""
        return max(0, self.need - self.possible)


def provable_shortage(problem: Problem, prices: Prices | None) -> Shortage:
    """Return the slots of the greatest shortage that the prices point to; all slots where nothing is short."""
    world = build_world(problem)
    plain = world._replace(
        price=np.where(world.price < BAR, 0, BAR),
        free_price=np.where(world.free_price < BAR, 0, BAR),
        squares=np.zeros_like(world.squares),
    )
    classes, supply = build_classes(world), empty_supply(world)
    nothing = np.zeros_like(world.need)
    best: Shortage | None = None
    for slots in _guesses(problem, prices):
        milli = cheapest_patterns(plain, classes, (slots * MILLI, nothing), supply)
        found = Shortage(slots, int(problem.need[slots].sum()), -milli // MILLI)
        if best is None or found.short > best.short:
            best = found
    assert best is not None
    return best


def _guesses(problem: Problem, prices: Prices | None) -> list[BoolArray]:
    wanted = problem.need > 0
    if prices is None:
        return [wanted]
    dear = [prices.pi >= share * problem.weights.uncovered for share in DEARNESS]
    return [wanted, *(wanted & slots for slots in dear)]

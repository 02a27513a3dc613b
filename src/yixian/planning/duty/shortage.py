"""Why a county is short: slots that everybody together cannot fill, proven by counting.

Take some slots; sum up, person by person, the most of them that each may work under every hard rule. What the
slots need beyond that sum stays open in any roster. The slots are chosen by the prices of a plan, scarce ones are
dear, and by their shift; where few remain, those without which as much lacks are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.duty.patterns import MILLI, build_classes, cheapest_patterns, empty_supply
from yixian.planning.duty.problem import OFF
from yixian.planning.duty.world import BAR, build_world

if TYPE_CHECKING:
    from yixian.planning.duty.problem import BoolArray, FloatArray, IntArray, Prices, Problem

DEARNESS = (0.1, 0.3, 0.5, 0.7, 0.9)
"""Shares of the price of a hole from which a slot counts as scarce."""
MOST_SHRUNK = 150
"""Slots that are tried one by one."""


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


class Counter:
    """Counts the most that each person may give to some slots under every hard rule."""

    def __init__(self, problem: Problem, *, leaders: bool = False) -> None:
        world = build_world(problem)
        self._need = problem.lead if leaders else problem.need
        self._leaders = leaders
        self._world = world._replace(
            price=np.where(world.price < BAR, 0, BAR),
            free_price=np.where(world.free_price < BAR, 0, BAR),
            squares=np.zeros_like(world.squares),
        )
        self._classes, self._supply = build_classes(world), empty_supply(world)

    def shortage(self, slots: BoolArray) -> Shortage:
        """Return what some slots need and what everybody can give them."""
        return Shortage(slots, int(self._need[slots].sum()), int(self.most(slots).sum()))

    def most(self, slots: BoolArray) -> IntArray:
        """Return the most of the slots that each person may work, ``[person]``; of leaders only, if so asked."""
        nothing, worth = np.zeros_like(self._need), slots * MILLI
        prices = (nothing, worth) if self._leaders else (worth, nothing)
        cheapest_patterns(self._world, self._classes, prices, self._supply)
        shift, place = self._supply.shift, np.maximum(self._supply.place, 0)
        post = np.take_along_axis(self._world.reach, place, axis=1)
        days = np.arange(shift.shape[1])
        given = (shift != OFF) & slots[post, days, np.maximum(shift, 0)]
        counted: IntArray = given.sum(axis=1)
        return counted * self._world.leader if self._leaders else counted

    def greatest(self, guesses: list[BoolArray]) -> Shortage:
        """Return the greatest shortage among some guesses, without the slots that it does not need."""
        best = max((self.shortage(slots) for slots in guesses), key=lambda found: found.short)
        return self._shrunk(best) if best.short > 0 and best.slots.sum() <= MOST_SHRUNK else best

    def _shrunk(self, found: Shortage) -> Shortage:
        for slot in np.argwhere(found.slots).tolist():
            fewer = found.slots.copy()
            fewer[tuple(slot)] = False
            smaller = self.shortage(fewer)
            if smaller.short >= found.short:
                found = smaller
        return found


def provable_shortage(problem: Problem, prices: Prices | None) -> Shortage:
    """Return the slots of the greatest shortage that prices and shifts point to; all slots where nothing is short."""
    pi = None if prices is None else prices.pi / max(problem.weights.uncovered, 1)
    return Counter(problem).greatest(guesses(problem.need > 0, pi))


def provable_leaders(problem: Problem, prices: Prices | None) -> Shortage:
    """Return the slots of the greatest shortage of leaders likewise."""
    mu = None if prices is None else prices.mu / max(problem.weights.no_leader, 1)
    return Counter(problem, leaders=True).greatest(guesses(problem.lead > 0, mu))


def guesses(wanted: BoolArray, dearness: FloatArray | None) -> list[BoolArray]:
    """Return sets of slots to try: all, each shift, the dear ones (``dearness`` in prices of a hole) or each day."""
    each = [wanted & (np.arange(wanted.shape[2]) == shift) for shift in range(wanted.shape[2])]
    if dearness is None:
        days = np.arange(wanted.shape[1])[:, None]
        return [wanted, *each, *(wanted & (days == day) for day in range(wanted.shape[1]))]
    return [wanted, *each, *(wanted & (dearness >= share) for share in DEARNESS)]

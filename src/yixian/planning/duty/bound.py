"""The solver's bound: prices of slots that climb until everybody's cheapest patterns just meet the need.

For any prices the bound holds (see ``proof.py`` for the formula); climbing only makes it better. The steps are
those of Adam, from as long as a hole's price asks for to a share of a usual duty's price; averaged prices are
tried between, since the climb zigzags.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.duty.patterns import MILLI, build_classes, cheapest_patterns, empty_supply
from yixian.planning.duty.problem import Prices
from yixian.planning.duty.world import usual_price

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from yixian.planning.duty.problem import FloatArray, IntArray
    from yixian.planning.duty.world import World
    from yixian.planning.stop import Stop

MOST_PASSES = 2000
AVERAGED_EVERY = 10
KEPT = 0.9
KEPT_SQUARE = 0.99
FIRST_STEP, FIRST_STEP_SHORT = 0.03, 0.3  # of the price of a hole; longer where people lack
LAST_STEP = 0.005  # of the price of a usual duty
SHORT_FROM = 0.4  # of the price of a hole
LOWEST = -1.0  # price of a slot that is easy to fill, in prices of a hole


@dataclass(frozen=True)
class Proven:
    """A proven bound in thousandths of a cost unit, and the prices (thousandths) that prove it."""

    milli: int
    pi: IntArray  # [post, day, shift]
    mu: IntArray  # [post, day, shift]

    @property
    def bound(self) -> int:
        """The least whole cost that the prices allow."""
        return math.ceil(self.milli / MILLI)

    @property
    def prices(self) -> Prices:
        """The prices in cost units."""
        return Prices(pi=self.pi / MILLI, mu=self.mu / MILLI)


class Climb:
    """Prices on their way up."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._classes = build_classes(world)
        self._supply = empty_supply(world)
        shape = (2, *world.need.shape)
        self._drift, self._square = np.zeros(shape), np.zeros(shape)
        self._n_steps = 0
        self._usual = usual_price(world)
        self.first = max((self._prove(flat) for flat in self._flats(shape)), key=lambda proven: proven.milli)
        self._prices: FloatArray = np.stack([self.first.pi, self.first.mu]) / MILLI
        self.best = self.first
        # So short that even one price for all slots is near that of a hole.
        self.is_short = bool(np.median(self.first.pi) >= SHORT_FROM * world.hole * MILLI)
        self._mean = self._prices.copy()
        self._prove(self._prices)

    def _flats(self, shape: tuple[int, ...]) -> Iterator[FloatArray]:
        """Yield the same price for every slot, from nothing to the price of a hole."""
        for share in (0.0, 0.02, 0.1, 0.5, 1.0):
            for share_lead in (0.0, 0.5, 1.0):
                flat = np.zeros(shape)
                flat[0], flat[1] = share * self._world.hole, share_lead * share * self._world.no_leader
                yield flat

    def step(self, share: float) -> None:
        """Make one step; steps grow shorter with the share of the work that is done."""
        world = self._world
        lack = np.stack([world.need - self._supply.people, world.lead - self._supply.leaders]).astype(np.float64)
        self._n_steps += 1
        self._drift += (1 - KEPT) * (lack - self._drift)
        self._square += (1 - KEPT_SQUARE) * (lack**2 - self._square)
        drift = self._drift / (1 - KEPT**self._n_steps)
        square = self._square / (1 - KEPT_SQUARE**self._n_steps)
        self._prices += self._length(share) * drift / (np.sqrt(square) + 0.1)
        np.clip(self._prices[0], LOWEST * world.hole, world.hole, out=self._prices[0])
        np.clip(self._prices[1], 0, world.no_leader, out=self._prices[1])
        self._mean += (1 - KEPT) * (self._prices - self._mean)
        if self._n_steps % AVERAGED_EVERY == 0:
            self._keep(self._prove(self._mean))
        self._keep(self._prove(self._prices))

    def _length(self, share: float) -> float:
        share_of_hole = FIRST_STEP_SHORT if self.is_short else FIRST_STEP
        first = max(share_of_hole * self._world.hole, LAST_STEP * self._usual)
        last = LAST_STEP * self._usual
        return float(first * (last / first) ** share)

    def _keep(self, proven: Proven) -> None:
        if proven.milli > self.best.milli:
            self.best = proven

    def _prove(self, prices: FloatArray) -> Proven:
        world = self._world
        pi, mu = (np.rint(table * MILLI).astype(np.int64) for table in prices)
        milli = cheapest_patterns(world, self._classes, (pi, mu), self._supply)
        milli += int((pi * world.need).sum()) + int((mu * world.lead).sum())
        return Proven(milli, pi, mu)


def climb(ascent: Climb, stop: Stop, tell: Callable[[int], None]) -> Proven:
    """Return the best bound found until ``stop`` says so; its work unit is one pass over everybody.

    ``tell`` hears of the bound after each pass.
    """
    most = stop.work_limit or MOST_PASSES
    for n_passes in range(most):
        if stop.now(n_passes):
            break
        ascent.step(n_passes / most if stop.work_limit else max(stop.share(), n_passes / most))
        tell(ascent.best.bound)
    return ascent.best

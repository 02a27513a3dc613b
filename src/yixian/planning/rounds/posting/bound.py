"""The bound: any prices of people prove one, and prices that climb prove a better one.

Let each person cost his price p >= 0 on top wherever he serves, and let every compound take its cheapest team,
whoever else takes the same people. The sum of these teams less the sum of all prices is at most the cost of any
posting, since in a posting nobody is in two teams (Lagrange). A person wanted twice becomes dearer, one wanted by
nobody cheaper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.rounds.posting.problem import HOLE
from yixian.planning.rounds.posting.teams import all_teams
from yixian.planning.rounds.scale import MILLI

if TYPE_CHECKING:
    from yixian.planning.rounds.posting.problem import FloatArray, IntArray
    from yixian.planning.rounds.posting.start import Start

STEP = 0.6
FADE = 0.75
PATIENCE = 8
KEEP = 0.5
MOST_PRICE = 1_000_000_000


class Climb:
    """Prices on their way up; ``best`` are those that prove most so far, ``bound`` what they prove."""

    def __init__(self, start: Start) -> None:
        world = start.cast.world
        self._world, self._base = world, start.cast.base
        self._real = np.flatnonzero(world.unit < len(world.split) - 1)
        self._order = self._real[np.argsort(world.unit[self._real], kind="stable")]
        self._times = np.zeros(len(world.unit), dtype=np.int64)
        self._rest = int(world.pair[self._real, -1].sum())
        self._price = self._first_prices(start)
        self._way = np.zeros(len(world.unit))
        self._step, self._since = STEP, 0
        self.n_passes = 0
        self.best = self._price.astype(np.int64)
        self.milli = self._value(self.best)

    @property
    def bound(self) -> int:
        """The proven bound in cost units, holes included; costs are whole numbers."""
        return -(-self.milli // MILLI)

    def climb(self, n_passes: int, target: int) -> None:
        """Take some steps towards ``target``, the cost of a known posting with its holes."""
        for _ in range(n_passes):
            if self.bound >= target:
                return
            self._pass(target)

    def _pass(self, target: int) -> None:
        self.n_passes += 1
        value = self._value(np.rint(self._price).astype(np.int64))
        wish = (self._times[self._real] - 1).astype(np.float64)
        self._way[self._real] = KEEP * self._way[self._real] + (1 - KEEP) * wish
        if value > self.milli:
            self.milli, self.best, self._since = value, np.rint(self._price).astype(np.int64), 0
        else:
            self._since += 1
        if self._since >= PATIENCE:
            self._step, self._since = self._step * FADE, 0
            self._price = self.best.astype(np.float64)
        length = float((self._way**2).sum())
        if length > 0:
            step = self._step * max(1.0, MILLI * target - value) / length
            self._price = np.clip(self._price + step * self._way, 0.0, MOST_PRICE)

    def _value(self, price: IntArray) -> int:
        """Return what prices prove, in thousandths; ``_times`` is filled on the way."""
        teams = all_teams(self._world, self._order, price, self._times)
        return int(teams - price[self._real].sum() + MILLI * (self._rest + self._base))

    def _first_prices(self, start: Start) -> FloatArray:
        """Return prices as the transport optimum has them: what one person more would save."""
        pair = np.minimum(self._world.pair, HOLE)
        own = (pair[:, :-1] - start.price[None, :-1]).min(axis=1, initial=HOLE)
        worth = pair[:, -1] - own
        has_reserve = self._world.seats[-1] > 0
        worth = worth - (start.price[-1] if has_reserve else worth[self._real].min(initial=HOLE))
        price = np.zeros(len(worth))
        price[self._real] = np.clip(MILLI * worth[self._real].astype(np.float64), 0.0, MOST_PRICE)
        return price

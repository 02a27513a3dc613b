"""The benchmark's search under way: a lawful roster to begin with, then the county's annealing with these moves."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.duty.benchmark.moves import Rota, run_moves
from yixian.planning.duty.benchmark.problem import cost_of, nobody
from yixian.planning.duty.patterns import MILLI
from yixian.planning.duty.problem import Roster
from yixian.planning.duty.search import CHUNK_MOVES, CHUNK_S, QUENCH_CHUNKS, Found, Heat

if TYPE_CHECKING:
    from yixian.planning.duty.benchmark.moves import Floor
    from yixian.planning.duty.benchmark.patterns import Patterns
    from yixian.planning.duty.benchmark.problem import Ward
    from yixian.planning.duty.problem import IntArray

WARMEST, COLDEST = 0.5, 0.004  # of the usual price of a person too few
NEAR = 0.2  # of the warmest: after a dive


def heat_for(ward: Ward) -> Heat:
    """Return how warm the search begins and ends."""
    asked = ward.under[ward.need > 0]
    usual = max(1.0, float(np.median(asked))) if asked.size else 1.0
    return Heat(WARMEST * usual, COLDEST * usual)


def first_rows(ward: Ward, patterns: Patterns) -> IntArray:
    """Return a lawful roster: one after the other takes the row that is cheapest as things stand."""
    shift, row = nobody(ward), np.zeros(ward.n_days, dtype=np.int64)
    for person in range(len(shift)):
        pi = np.where(ward.count(shift) < ward.need, ward.under, -ward.over) * MILLI
        patterns.cheapest(person, pi, row)
        shift[person] = row
    return shift


class Run:
    """One search under way, chunk by chunk; it looks to ``duty.search`` as a county's run does."""

    def __init__(self, ward: Ward, floor: Floor, shift: IntArray, seed: int) -> None:
        self._ward, self._floor = ward, floor
        self._random = np.array([seed * 2654435761 % 4294967291 + 362436069], dtype=np.int64)
        self._chunk = CHUNK_MOVES
        self.n_moves = 0
        self.n_cells = shift.size
        self.begins = 1.0
        self.best = _found(shift, cost_of(ward, shift))
        self._rota = self._begin(shift)
        run_moves(floor, self._rota, (0.0, 0))  # compiles, tries nothing

    def restart(self, shift: IntArray) -> None:
        """Go on from another roster."""
        self._rota = self._begin(shift)
        self.begins = NEAR
        self._keep()

    def moves(self, heat: float, *, is_timed: bool) -> None:
        """Make a chunk of tries; with ``is_timed`` the next chunk is made to last a tenth of a second."""
        began_s = time.monotonic()
        run_moves(self._floor, self._rota, (heat, self._chunk // 3))
        self.n_moves += self._chunk
        if is_timed:
            wanted = self._chunk * CHUNK_S / max(time.monotonic() - began_s, 1e-4)
            self._chunk = max(300, int(min(wanted, self._chunk * 2.0)))
        self._keep()

    def quench(self) -> None:
        """Take only what makes it no worse, for a moment."""
        for _ in range(QUENCH_CHUNKS):
            self.moves(0.0, is_timed=True)

    def _keep(self) -> None:
        if self._rota.cost[0] < self.best.cost:
            self.best = _found(self._rota.shift.copy(), int(self._rota.cost[0]))

    def _begin(self, shift: IntArray) -> Rota:
        return Rota(
            shift=shift.copy(),
            people=self._ward.count(shift),
            random=self._random,
            cost=np.array([cost_of(self._ward, shift)], dtype=np.int64),
            kept=np.zeros((2, self._ward.n_days), dtype=np.int64),
        )


def _found(shift: IntArray, cost: int) -> Found:
    return Found(Roster(shift=shift, post=shift), cost)

"""The search: exchanges while it cools, again and again, each round longer than the one before."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from yixian.planning.rounds.posting.swaps import try_swaps

if TYPE_CHECKING:
    from yixian.planning.rounds.posting.problem import IntArray
    from yixian.planning.rounds.posting.start import Start
    from yixian.planning.stop import Stop

WARMEST, COLDEST = 6.0, 0.6
"""Heat in cost units; an exchange that splits a unit costs about 15."""
HOTTER, FEW = 8.0, 200
"""Where people are few every second round begins so much warmer: whole units then change their compound."""
CHUNK = 20_000
CHUNK_S = 0.1
PROOF_PART = 0.2
"""Part of what is left of the time that a round leaves to the proof."""
QUENCH_PER_MOVER = 60


class Search:
    """One search under way; ``best`` is the cheapest posting so far, ``cost`` what it costs, holes too."""

    def __init__(self, start: Start) -> None:
        self._world, self._state, self._hints = start.cast.world, start.state, start.hints
        self._chunk, self._n_rounds = CHUNK, 0
        self.n_movers = len(start.state.compound)
        self.best: IntArray = start.state.compound.copy()
        self.cost = int(start.state.cost[0])
        if self.n_movers:
            try_swaps(self._world, self._state, self._hints, 0.0, 0)  # compiles, tries nothing

    def round(self, stop: Stop, n_spent: int, n_tries: int) -> int:
        """Cool once through, in ``n_tries`` or by the time that is left; return the tries made."""
        if self.n_movers < 2:
            return n_tries
        begun, made, share = stop.share(), 0, 0.0
        warmest = WARMEST * (HOTTER if self._n_rounds % 2 and self.n_movers < FEW else 1.0)
        self._n_rounds += 1
        left = n_tries if stop.work_limit is None else max(1, min(n_tries, stop.work_limit - n_spent))
        while share < 1.0 and not stop.now(n_spent + made):
            made += self._cool(warmest * (COLDEST / warmest) ** share, is_timed=stop.work_limit is None)
            share = made / left
            if stop.work_limit is None:
                share = max(share, (stop.share() - begun) / max((1.0 - begun) * (1.0 - PROOF_PART), 1e-9))
        # Ended early it is still warm.
        return made + self._tries(0.0, QUENCH_PER_MOVER * self.n_movers)

    def _cool(self, heat: float, *, is_timed: bool) -> int:
        """Make a chunk of tries; with ``is_timed`` the next one is made to last a tenth of a second."""
        began_s, made = time.monotonic(), self._chunk
        self._tries(heat, made)
        if is_timed:
            wanted = made * CHUNK_S / max(time.monotonic() - began_s, 1e-4)
            self._chunk = max(2_000, int(min(wanted, made * 2.0)))
        return made

    def _tries(self, heat: float, n_tries: int) -> int:
        try_swaps(self._world, self._state, self._hints, heat, n_tries)
        if self._state.cost[0] < self.cost:
            self.best, self.cost = self._state.compound.copy(), int(self._state.cost[0])
        return n_tries

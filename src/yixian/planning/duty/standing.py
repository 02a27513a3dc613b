"""Where search and proof stand: the best cost and the best bound, known to both and reported as one."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from yixian.planning.stop import Progress

if TYPE_CHECKING:
    from yixian.planning.stop import Report

REPORT_S = 0.25


class Standing:
    """The best cost and bound so far; only the thread of the search reports them."""

    def __init__(self, report: Report) -> None:
        self.cost: int | None = None
        self.bound: int | None = None
        self._report = report
        self._said_s = -REPORT_S

    @property
    def is_proven(self) -> bool:
        """Whether nothing is left to be found."""
        return self.cost is not None and self.bound is not None and self.cost <= self.bound

    def raise_bound(self, bound: int) -> None:
        """Keep a bound that is proven."""
        self.bound = bound if self.bound is None else max(bound, self.bound)

    def lower_cost(self, cost: int) -> None:
        """Keep the cost of a roster that is found."""
        self.cost = cost if self.cost is None else min(cost, self.cost)

    def say(self, phase: str, share: float) -> None:
        """Report where things stand, unless that was done a moment ago."""
        if time.monotonic() - self._said_s >= REPORT_S:
            self._said_s = time.monotonic()
            self._report(Progress(phase, share, self.cost, self.bound))

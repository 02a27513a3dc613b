"""When a search ends, and what it says of itself meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """Where a search stands.

    ``share`` is the part of the work or time that is done (0 to 1); ``best`` and ``bound`` are in the
    problem's cost units, None while there is none yet.
    """

    phase: str
    share: float
    best: float | None = None
    bound: float | None = None


Report = Callable[[Progress], None]


def silent(progress: Progress) -> None:
    """Report to nobody."""


class Stop:
    """A limit on a search: seconds, units of work, or somebody's wish.

    Parameters
    ----------
    time_limit_s
        Wall seconds from construction; None means no limit.
    work_limit
        Units of work that the search counts itself (moves, passes); with a seed it makes a run repeatable.
    is_wanted
        Asked at every test; True ends the search with the best plan so far.
    """

    def __init__(
        self,
        time_limit_s: float | None = None,
        work_limit: int | None = None,
        is_wanted: Callable[[], bool] = lambda: False,
    ) -> None:
        self.time_limit_s = time_limit_s
        self.work_limit = work_limit
        self._is_wanted = is_wanted
        self._began = time.monotonic()

    def begin(self) -> None:
        """Count the seconds from now on: what a search prepares first (reading, compiling) is not searching."""
        self._began = time.monotonic()

    @property
    def spent_s(self) -> float:
        """Seconds since the search began."""
        return time.monotonic() - self._began

    def share(self, work: int = 0) -> float:
        """Return how much of the allowance is used, 0 to 1; the larger of time and work."""
        by_time = self.spent_s / self.time_limit_s if self.time_limit_s else 0.0
        by_work = work / self.work_limit if self.work_limit else 0.0
        return min(1.0, max(by_time, by_work))

    def now(self, work: int = 0) -> bool:
        """Whether the search must end now."""
        return self._is_wanted() or self.share(work) >= 1.0

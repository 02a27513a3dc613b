"""The progress of a search on a terminal: phase, share done, best value, bound, gap; and a clean end on Ctrl-C."""

from __future__ import annotations

import signal
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from yixian.planning.stop import Progress as Standing
    from yixian.planning.stop import Report

SILENT_S = 1.0
"""Work that is done sooner shows no bar."""


@contextmanager
def shown() -> Iterator[Report]:
    """Yield a report that draws a bar on standard error, if that is a terminal and the work takes a while."""
    bar = Bar()
    try:
        yield bar.show
    finally:
        bar.close()


class Bar:
    """A bar that appears after a second."""

    def __init__(self) -> None:
        self._began_s = time.monotonic()
        self._is_terminal = sys.stderr.isatty()
        self._drawn: tuple[Progress, TaskID] | None = None

    def show(self, standing: Standing) -> None:
        """Draw where a search stands."""
        if not self._is_terminal or time.monotonic() - self._began_s < SILENT_S:
            return
        if self._drawn is None:
            columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"))
            figures = TextColumn("{task.fields[figures]}")
            drawn = Progress(*columns, figures, TimeElapsedColumn(), console=Console(stderr=True), transient=True)
            drawn.start()
            self._drawn = drawn, drawn.add_task(standing.phase, total=1.0, figures="")
        drawn, task = self._drawn
        drawn.update(task, description=standing.phase, completed=standing.share, figures=figures_of(standing))

    def close(self) -> None:
        """Take the bar away."""
        if self._drawn is not None:
            self._drawn[0].stop()


def figures_of(standing: Standing) -> str:
    """Return best value, bound and gap as one short text."""
    best = "" if standing.best is None else f"{standing.best:,.0f}"
    bound = "" if standing.bound is None else f" ≥ {standing.bound:,.0f}"
    if standing.best is None or standing.bound is None or standing.best <= 0:
        return best + bound
    return f"{best}{bound}  {max(0.0, 1 - standing.bound / standing.best):.2%}"


@contextmanager
def interruptible() -> Iterator[Callable[[], bool]]:
    """Yield a question that turns true at Ctrl-C, so that a search ends with its best; twice ends at once."""
    wanted = threading.Event()

    def note(number: int, frame: FrameType | None) -> None:
        if wanted.is_set():
            raise KeyboardInterrupt
        wanted.set()

    before = signal.signal(signal.SIGINT, note)
    try:
        yield wanted.is_set
    finally:
        signal.signal(signal.SIGINT, before)

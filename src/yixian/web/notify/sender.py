"""The sender empties the outbox beside the worker, so that a slow robot holds nothing else up."""

from __future__ import annotations

from yixian.web import clock
from yixian.web.beside import Beside
from yixian.web.notify.outbox import doubt_lost, send_due


class Sender(Beside):
    """Sends; what was being sent when the last one died becomes doubtful first."""

    every_s = 2
    away_s = 10

    def begin(self) -> None:
        """Doubt what was being sent."""
        doubt_lost(clock.now())

    def turn(self) -> None:
        """Send what is due."""
        send_due(clock.now())

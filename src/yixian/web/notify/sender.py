"""The sender: a thread of the worker that empties the outbox, so that a slow robot holds nothing else up."""

from __future__ import annotations

import logging
import threading

from django.db import DatabaseError, close_old_connections, connection

from yixian.web import clock
from yixian.web.notify.outbox import doubt_lost, send_due

log = logging.getLogger("yixian.sender")

EVERY_S = 2
AWAY_S = 10


class Sender(threading.Thread):
    """Sends until it is told to stop; what was being sent when the last one died becomes doubtful first."""

    def __init__(self) -> None:
        super().__init__(name="sender", daemon=True)
        self._over = threading.Event()

    def run(self) -> None:
        """Work until ``stop``."""
        is_begun = False
        while not self._over.is_set():
            pause = EVERY_S
            try:
                close_old_connections()
                if not is_begun:
                    doubt_lost(clock.now())
                    is_begun = True
                send_due(clock.now())
            except DatabaseError:
                # It is being restarted, or very busy: what was due stays due.
                log.warning("the database is away", exc_info=True)
                pause = AWAY_S
            self._over.wait(pause)
        connection.close()

    def stop(self) -> None:
        """End after the call that is under way."""
        self._over.set()

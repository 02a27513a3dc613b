"""Work that goes on beside the worker, in a thread of its own, so that neither holds the other up."""

from __future__ import annotations

import logging
import threading
from abc import ABC, abstractmethod

from django.db import DatabaseError, close_old_connections, connection

log = logging.getLogger("yixian.worker")


class Beside(threading.Thread, ABC):
    """Takes a turn every so often until it is told to stop; what goes wrong in one is tried again in a later one."""

    every_s = 1
    away_s = 5

    def __init__(self) -> None:
        super().__init__(name=type(self).__name__.lower(), daemon=True)
        self.over = threading.Event()

    def begin(self) -> None:
        """Put right what the last one left when it died; done once, before the first turn."""

    @abstractmethod
    def turn(self) -> None:
        """Do what is due."""

    def run(self) -> None:
        """Work until ``stop``."""
        is_begun = False
        while not self.over.is_set():
            pause = self.every_s
            try:
                close_old_connections()
                if not is_begun:
                    self.begin()
                    is_begun = True
                self.turn()
            except DatabaseError:
                # It is being restarted, or very busy: what was due stays due.
                log.warning("%s: the database is away", self.name, exc_info=True)
                pause = self.away_s
            except Exception:
                log.exception("%s: what was due is tried again", self.name)
                pause = self.away_s
            self.over.wait(pause)
        connection.close()

    def stop(self) -> None:
        """End after the step that is under way."""
        self.over.set()

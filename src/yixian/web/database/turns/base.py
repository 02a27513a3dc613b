"""Writers of one process take turns before they ask the file, so that nobody waits longer than it takes.

A writer that finds the file locked sleeps and asks again, each time longer, up to a tenth of a second: of several
that wait the unlucky one waits for seconds, though the file is free most of the time. Within the process a lock wakes
the next one at once. Other processes (worker, backup) still wait as SQLite lets them.
"""

from __future__ import annotations

from collections import defaultdict
from threading import Lock
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

_TURNS: dict[str, Lock] = defaultdict(Lock)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that has the turn of its file from the begin of a transaction to its end."""

    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        super().__init__(settings_dict, alias)
        self._has_turn = False

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._give_back()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            self._give_back()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._give_back()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._give_back()

    def _take_turn(self) -> None:
        wait_s = self.settings_dict["OPTIONS"].get("timeout", 5)
        if not self._has_turn and not self._turn.acquire(timeout=wait_s):
            raise OperationalError("database is locked")
        self._has_turn = True

    def _give_back(self) -> None:
        if self._has_turn:
            self._has_turn = False
            self._turn.release()

    @property
    def _turn(self) -> Lock:
        return _TURNS[str(self.settings_dict["NAME"])]

"""Copying a SQLite database while it is written to."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

from yixian.web.database.copies import Damaged, Health, Rows

MOST_NAMED = 20
# The write-ahead log, and every commit on the disk before it is answered (FULL).
SAFE = ("wal", 2)


class Copies:
    """The database is one file; its own backup function copies it as it stood at one moment."""

    kind = "sqlite"
    name = "database.sqlite3"

    def __init__(self, database: Mapping[str, Any]) -> None:
        self._path = Path(database["NAME"])

    def write(self, target: Path) -> Rows:
        """Write a copy of this moment and return what it holds."""
        with _opened(self._path) as source, _opened(target) as copy:
            # In one step: in several, every commit of somebody else would make it begin again, for ever.
            source.backup(copy, pages=-1)
            copy.execute("PRAGMA journal_mode=DELETE")
            if places := faults(copy):
                raise Damaged(places)
            return _rows(copy)

    def is_empty(self) -> bool:
        """Whether no database is here."""
        return not self._path.exists() or self._path.stat().st_size == 0

    def put(self, source: Path) -> None:
        """Put a copy here; until it is whole on the disk it has another name."""
        beside = self._path.with_suffix(".arriving")
        shutil.copyfile(source, beside)
        beside.chmod(0o600)
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        beside.replace(self._path)

    def rows(self) -> Rows:
        """Return what the database holds now."""
        with _opened(self._path) as database:
            return _rows(database)


def health() -> Health:
    """Return how the database of this process stands: whole, and set so that what was answered is on the disk."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        (journal,) = cursor.fetchone()
        cursor.execute("PRAGMA synchronous")
        (synchronous,) = cursor.fetchone()
    wrong = [("damaged", place) for place in faults(connection.connection)]
    if (journal, synchronous) != SAFE:
        wrong.append(("unsafe", f"journal_mode={journal} synchronous={synchronous}"))
    return Health(f"SQLite {sqlite3.sqlite_version}", wrong)


def faults(database: sqlite3.Connection) -> list[str]:
    """Return where a database contradicts itself: its pages and indexes, and rows that point to nothing."""
    try:
        told = [str(row[0]) for row in database.execute(f"PRAGMA integrity_check({MOST_NAMED})")]
        lost = database.execute("PRAGMA foreign_key_check").fetchmany(MOST_NAMED)
    except sqlite3.DatabaseError as error:
        # Some damage keeps even the look at it from going on.
        return [str(error)]
    broken = [] if told == ["ok"] else told
    return broken + [
        f"{table}: row {row} points to a row of {parent} that does not exist" for table, row, parent, _ in lost
    ]


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, timeout=60, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def _rows(database: sqlite3.Connection) -> Rows:
    tables = database.execute("SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%'")
    return {
        name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in sorted(tables.fetchall())
    }

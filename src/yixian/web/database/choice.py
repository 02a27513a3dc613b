"""One setting chooses the database: empty is SQLite in the data folder, a URL is PostgreSQL."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

# Longer than any transaction of ours: who waits longer has met a fault, and is told so.
WAIT_S = 20
SQLITE_SETTINGS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000; "
    "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456"
)


def database(url: str, folder: Path) -> dict[str, Any]:
    """Return Django's description of the database that ``YX_DATABASE`` names.

    Raises
    ------
    BadInput
        If it is no address of a PostgreSQL database.
    """
    if not url:
        return sqlite(folder)
    # Loaded only when it is wanted: an installation on SQLite has no use for the driver.
    described: dict[str, Any] = import_module("yixian.web.database.postgresql.address").described(url, WAIT_S)
    return described


def sqlite(folder: Path) -> dict[str, Any]:
    """Return the description of the database file in a data folder."""
    return {
        "ENGINE": "yixian.web.database.turns",
        "NAME": folder / "yixian.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # The write lock is taken at the start: a transaction that reads first and writes later would fail.
            "transaction_mode": "IMMEDIATE",
            "timeout": WAIT_S,
            "init_command": SQLITE_SETTINGS,
        },
    }

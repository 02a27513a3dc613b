"""Reading the address of a PostgreSQL database, as its own tools read it."""

from __future__ import annotations

from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from yixian.faults import BadInput, Fault

EXPECTED = "postgresql://USER@HOST/NAME, or nothing for SQLite"
# A program that stopped inside a transaction would keep every other writer waiting.
MOST_IDLE_S = 60


def described(url: str, wait_s: int) -> dict[str, Any]:
    """Return Django's description of a database; who waits longer than ``wait_s`` for his turn is refused.

    Raises
    ------
    BadInput
        If the address cannot be read or names no database.
    """
    parts = _parts(url)
    if not parts.get("dbname"):
        raise BadInput([Fault("YX_DATABASE", "name of the database", EXPECTED, shown(url))])
    # A server whose default is to answer before its disk has the data would lose what phones were told is stored.
    own = f"-c synchronous_commit=on -c lock_timeout={wait_s}s -c idle_in_transaction_session_timeout={MOST_IDLE_S}s"
    options = f"{own} {parts.pop('options', '')}".rstrip()
    return {
        "ENGINE": "yixian.web.database.postgresql",
        "NAME": parts.pop("dbname"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "CONN_MAX_AGE": None,
        # The server may have been restarted since the last request of this connection.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 10, "application_name": "yixian", **parts, "options": options},
    }


def shown(url: str) -> str:
    """Return an address without the password that may stand in it."""
    head, at, tail = url.rpartition("@")
    return f"{head.partition('://')[0]}://...{at}{tail}" if at else url


def _parts(url: str) -> dict[str, str]:
    if not url.startswith(("postgresql://", "postgres://")):
        raise BadInput([Fault("YX_DATABASE", "address", EXPECTED, shown(url))])
    try:
        return {name: str(value) for name, value in conninfo_to_dict(url).items()}
    except ProgrammingError as error:
        raise BadInput([Fault("YX_DATABASE", "address", EXPECTED, str(error).strip())]) from error

"""How a PostgreSQL database stands: settings that keep what was answered, order of texts, indexes."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from yixian.web.database.copies import Health
from yixian.web.database.postgresql.base import BY_CODE_POINT
from yixian.web.database.programs import ProgramMissing, program

OLDEST = 15
# Switched off, each of them lets a power cut take what was answered.
ON = ("fsync", "full_page_writes", "synchronous_commit")
TEXTS = """
    SELECT c.relname || '.' || a.attname FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_collation l ON l.oid = a.attcollation
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND l.collname <> %s
    ORDER BY 1
"""
BROKEN_INDEXES = """
    SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE NOT i.indisvalid AND c.relnamespace = 'public'::regnamespace ORDER BY 1
"""


def health() -> Health:
    """Return how the database of this process stands."""
    connection.ensure_connection()
    major, minor = divmod(connection.connection.info.server_version, 10000)
    wrong = [("unsafe", f"{name}={value}") for name, value in _shown(ON) if value == "off"]
    wrong += [("encoding", value) for _, value in _shown(("server_encoding",)) if value != "UTF8"]
    wrong += [("order", name) for name in _column(TEXTS, BY_CODE_POINT)]
    wrong += [("damaged", name) for name in _column(BROKEN_INDEXES)]
    if major < OLDEST:
        wrong.append(("too_old", f"{major}.{minor}"))
    doubtful = [
        ("no_checksums", "initdb --data-checksums") for _, value in _shown(("data_checksums",)) if value != "on"
    ]
    try:
        program("pg_dump")
    except ProgramMissing as missing:
        doubtful.append(("no_program", str(missing)))
    return Health(f"PostgreSQL {major}.{minor}", wrong, doubtful)


def _shown(names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in names:
        yield name, _column(f"SHOW {name}")[0]


def _column(query: str, *values: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(query, values or None)
        return [str(row[0]) for row in cursor.fetchall()]

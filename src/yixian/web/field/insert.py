"""The one statement that writes the field log."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import DEFAULT_DB_ALIAS, connections

from yixian.web.field.models import FieldEntry

TABLE = "field_fieldentry"
NAMES = (
    "uuid", "device", "kind", "place", "place_path", "task", "happened_at", "received_at", "skew_s", "undoes",
    "details", "digest", "doubt",
)  # fmt: skip
_FIELDS = [getattr(FieldEntry, name).field for name in NAMES]
_SQL = (
    f"INSERT INTO {TABLE} ({', '.join(field.column for field in _FIELDS)}) "
    f"VALUES ({', '.join(['%s'] * len(_FIELDS))}) ON CONFLICT (uuid) DO NOTHING"
)


def insert(entries: Sequence[FieldEntry]) -> None:
    """Insert entries; one whose uuid is already there is left out, any other fault is raised.

    Written by hand because ``bulk_create(ignore_conflicts=True)`` is INSERT OR IGNORE on SQLite: it would swallow a
    broken NOT NULL or CHECK as well, and a fact would be acknowledged and lost. It is also twice as fast.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    rows = [
        [field.get_db_prep_save(getattr(entry, field.attname), connection) for field in _FIELDS] for entry in entries
    ]
    with connection.cursor() as cursor:
        cursor.executemany(_SQL, rows)

"""PostgreSQL as SQLite behaves: transactions that write take turns, and text sorts by its code points.

Taking turns is what ``BEGIN IMMEDIATE`` does there. Actions read before they write (the end of the audit chain, the
next version of a plan, the next path below a place), and pages follow events by their number: with one writer at a
time numbers become visible in their order, so that nobody who has seen an event misses one below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.backends.postgresql import base
from django.db.models import Field, Model

# Any number will do that every program of an installation uses; locks of other databases do not meet it.
WRITERS = 0x59584C4F434B
TEXT = ("varchar", "text")
BY_CODE_POINT = "C"


class DatabaseSchemaEditor(base.DatabaseSchemaEditor):
    """Gives every column of text the order that SQLite and Python have.

    Places lie below each other as ranges of paths; the sort order of a language would tear the ranges apart.
    """

    def _iter_column_sql(self, column_db_type: str, *rest: Any) -> Iterator[str]:
        parts = super()._iter_column_sql(column_db_type, *rest)
        yield next(parts)
        if column_db_type.startswith(TEXT):
            yield self._collate_sql(BY_CODE_POINT)
        yield from parts

    def _alter_column_type_sql(
        self, model: type[Model], old_field: Field, new_field: Field, new_type: str, *collations: str | None
    ) -> Any:
        # A change of the type without a word on the order takes the database's own.
        chosen = (None, BY_CODE_POINT) if new_type.startswith(TEXT) else collations
        return super()._alter_column_type_sql(model, old_field, new_field, new_type, *chosen)

    def _create_like_index_sql(self, model: type[Model], field: Field) -> None:
        """Make no second index for LIKE: in this order the first one serves it."""


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose transactions begin by waiting for their turn to write."""

    SchemaEditorClass = DatabaseSchemaEditor

    def _set_autocommit(self, autocommit: bool) -> None:
        super()._set_autocommit(autocommit)
        if autocommit:
            return
        try:
            with self.wrap_database_errors, self.connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS])
        except Exception:
            self._leave()
            raise

    def _leave(self) -> None:
        """Leave a transaction that got no turn, or give the connection up."""
        try:
            self.connection.rollback()
            super()._set_autocommit(True)
        except self.Database.Error:
            self.close()

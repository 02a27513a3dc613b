"""PostgreSQL as SQLite behaves: transactions that write take turns, and text sorts by its code points.

Taking turns is what ``BEGIN IMMEDIATE`` does there. Actions read before they write (the end of the audit chain, the
next version of a plan, the next path below a place), and pages follow events by their number: with one writer at a
time numbers become visible in their order, so that nobody who has seen an event misses one below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from json import JSONEncoder
from typing import Any

from django.db import DatabaseError
from django.db.backends.postgresql.base import DatabaseWrapper as Wrapper
from django.db.backends.postgresql.operations import DatabaseOperations as Operations
from django.db.backends.postgresql.schema import DatabaseSchemaEditor as SchemaEditor
from django.db.models import Field, Model
from psycopg.types.string import StrDumper

# Any number will do that every program of an installation uses; locks of other databases do not meet it.
WRITERS = 0x59584C4F434B
TEXT = ("varchar", "text")
BY_CODE_POINT = "C"
UNREADABLE = "\ufffd"


class Text(StrDumper):
    """Sends text without the sign 0, which PostgreSQL cannot hold: nobody types it, but a request may carry it."""

    def dump(self, text: str) -> Any:
        """Return the bytes of a text."""
        return super().dump(text.replace("\0", UNREADABLE))


class DatabaseOperations(Operations):
    """What PostgreSQL is sent."""

    def adapt_json_value(self, value: Any, encoder: type[JSONEncoder] | None) -> Any:
        """Return JSON as it can be stored, the sign 0 replaced in its texts too."""
        return super().adapt_json_value(_readable(value), encoder)


class DatabaseSchemaEditor(SchemaEditor):
    """Gives every column of text the order that SQLite and Python have.

    Places lie below each other as ranges of paths; the sort order of a language would tear the ranges apart.
    Django's own backends override the same hooks, which its published types leave out.
    """

    def _iter_column_sql(self, column_db_type: str, *rest: Any) -> Iterator[str]:
        parts = super()._iter_column_sql(column_db_type, *rest)  # type: ignore[misc]
        yield next(parts)
        if column_db_type.startswith(TEXT):
            yield f"COLLATE {self.quote_name(BY_CODE_POINT)}"
        yield from parts

    def _alter_column_type_sql(
        self,
        model: type[Model],
        old_field: Field[Any, Any],
        new_field: Field[Any, Any],
        new_type: str,
        *collations: str | None,
    ) -> Any:
        # A change of the type without a word on the order takes the database's own.
        chosen = (None, BY_CODE_POINT) if new_type.startswith(TEXT) else collations
        return super()._alter_column_type_sql(model, old_field, new_field, new_type, *chosen)  # type: ignore[misc]

    def _create_like_index_sql(self, model: type[Model], field: Field[Any, Any]) -> None:
        """Make no second index for LIKE: in this order the first one serves it."""


class DatabaseWrapper(Wrapper):
    """A connection whose transactions begin by waiting for their turn to write."""

    SchemaEditorClass = DatabaseSchemaEditor
    ops_class = DatabaseOperations

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Return a connection that sends what PostgreSQL can hold."""
        connection = super().get_new_connection(conn_params)
        connection.adapters.register_dumper(str, Text)
        return connection

    def set_autocommit(self, *how: Any, **more: Any) -> None:
        """Begin or end a transaction; who begins one waits until no other may write."""
        super().set_autocommit(*how, **more)
        if self.get_autocommit():
            return
        try:
            with self.wrap_database_errors, self.connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS])
        except DatabaseError:
            self._leave()
            raise

    def _leave(self) -> None:
        """Leave a transaction that got no turn, or give the connection up."""
        try:
            self.rollback()
            super().set_autocommit(True)
        except DatabaseError:
            self.close()


def _readable(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\0", UNREADABLE)
    if isinstance(value, Mapping):
        return {_readable(name): _readable(item) for name, item in value.items()}
    return [_readable(item) for item in value] if isinstance(value, list | tuple) else value

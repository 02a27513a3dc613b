"""Copying a PostgreSQL database with its own programs while it is written to."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from yixian.web.database.copies import Refused, Rows
from yixian.web.database.programs import program

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"


class Copies:
    """The database is copied by ``pg_dump`` and put back by ``pg_restore``."""

    kind = "postgresql"
    name = "database.dump"

    def __init__(self, database: Mapping[str, Any]) -> None:
        given = {"host": database["HOST"], "port": database["PORT"], "user": database["USER"]}
        others = {name: value for name, value in database["OPTIONS"].items() if name != "options"}
        self._address = {"dbname": database["NAME"], **{k: v for k, v in given.items() if v}, **others}
        self._password = str(database["PASSWORD"])

    def write(self, target: Path) -> Rows:
        """Write a copy of this moment and return what it holds."""
        dump = program("pg_dump")
        with self._connected() as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.read_only = True
            # The rows are counted in the very moment that is copied.
            (moment,) = connection.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
            found = _rows(connection)
            self._run(dump, "--format=custom", "--compress=1", f"--snapshot={moment}", f"--file={target}")
            return found

    def is_empty(self) -> bool:
        """Whether no table is here."""
        with self._connected() as connection:
            return not connection.execute(TABLES).fetchall()

    def put(self, source: Path) -> None:
        """Put a copy here in one transaction."""
        self._run(program("pg_restore"), "--single-transaction", "--exit-on-error", str(source))
        with self._connected() as connection:
            # What a plan of a query is chosen by is not part of a copy.
            connection.autocommit = True
            connection.execute("ANALYZE")

    def rows(self) -> Rows:
        """Return what the database holds now."""
        with self._connected() as connection:
            return _rows(connection)

    def _connected(self) -> psycopg.Connection[tuple[Any, ...]]:
        address = make_conninfo(**self._address, options="-c idle_in_transaction_session_timeout=0")
        try:
            return psycopg.connect(address, password=self._password or None)
        except psycopg.OperationalError as error:
            raise Refused(" ".join(str(error).split())) from error

    def _run(self, *command: str) -> None:
        # The password goes by the environment: a command line can be read by everybody on the machine.
        secret = {"PGPASSWORD": self._password} if self._password else {}
        address = f"--dbname={make_conninfo(**self._address)}"
        words = [*command[:1], address, "--no-owner", "--no-privileges", *command[1:]]
        done = subprocess.run(words, env=os.environ | secret, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Refused(f"{Path(command[0]).name}: {done.stderr.strip() or done.returncode}")


def _rows(connection: psycopg.Connection[tuple[Any, ...]]) -> Rows:
    counted = {}
    for (name,) in connection.execute(TABLES).fetchall():
        count = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))
        (counted[name],) = connection.execute(count).fetchone() or (0,)
    return counted

"""Writers of one process wait in a queue: nobody starves, nobody keeps a turn that he does not use."""

from __future__ import annotations

import sqlite3
import threading
import time

import pytest
from django.db.utils import IntegrityError, OperationalError

from yixian.web.database.choice import sqlite
from yixian.web.database.turns.base import DatabaseWrapper

WRITERS, EACH = 8, 25


class Owner:
    """Opens connections to one file, as each thread of a server has its own."""

    def __init__(self, folder, timeout=20):
        self.settings = sqlite(folder) | {"TIME_ZONE": None, "AUTOCOMMIT": True, "CONN_HEALTH_CHECKS": False}
        self.settings["OPTIONS"] = self.settings["OPTIONS"] | {"timeout": timeout}
        self.execute("CREATE TABLE note (writer integer, n integer, UNIQUE (writer, n))")

    def connection(self):
        return DatabaseWrapper(self.settings)

    def execute(self, sql):
        connection = self.connection()
        with connection.cursor() as cursor:
            cursor.execute(sql)
            rows = cursor.fetchall()
        connection.close()
        return rows


@pytest.fixture(autouse=True)
def _files_of_our_own(django_db_blocker):
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def owner(tmp_path):
    return Owner(tmp_path)


def begin(connection):
    connection.ensure_connection()
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def end(connection):
    connection.commit()
    connection.set_autocommit(True)


def write(owner, writer, waits):
    connection = owner.connection()
    for n in range(EACH):
        began = time.monotonic()
        begin(connection)
        waits.append(time.monotonic() - began)
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO note VALUES (%s, %s)", [writer, n])
        time.sleep(0.001)
        end(connection)
    connection.close()


def test_it_works(owner):
    waits = []
    threads = [threading.Thread(target=write, args=(owner, writer, waits)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert owner.execute("SELECT count(*) FROM note") == [(WRITERS * EACH,)]
    assert len(waits) == WRITERS * EACH


def test_who_waits_too_long_is_told(tmp_path):
    owner = Owner(tmp_path, timeout=0.05)
    first, second = owner.connection(), owner.connection()
    begin(first)
    with pytest.raises(OperationalError, match="locked"):
        begin(second)
    end(first)
    begin(second)
    end(second)


def test_a_turn_is_given_back_when_the_work_is_undone_or_the_connection_closed(owner):
    first, second = owner.connection(), owner.connection()
    begin(first)
    first.rollback()
    first.set_autocommit(True)
    begin(second)
    second.close()
    begin(first)
    end(first)


def test_a_begin_that_fails_keeps_no_turn(tmp_path):
    owner = Owner(tmp_path, timeout=0.05)
    stranger = sqlite3.connect(tmp_path / "yixian.sqlite3", isolation_level=None)
    stranger.execute("BEGIN IMMEDIATE")
    connection = owner.connection()
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=50")
    with pytest.raises(OperationalError):
        begin(connection)
    stranger.execute("COMMIT")
    other = owner.connection()
    begin(other)
    end(other)


def test_a_broken_rule_inside_is_undone_and_the_next_one_goes_on(owner):
    connection = owner.connection()
    begin(connection)
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("INSERT INTO note VALUES (1, 1), (1, 1)")
    connection.rollback()
    connection.set_autocommit(True)
    write(owner, 1, [])
    assert owner.execute("SELECT count(*) FROM note") == [(EACH,)]


def test_readers_take_no_turn(owner):
    connection = owner.connection()
    begin(connection)
    assert owner.execute("SELECT count(*) FROM note") == [(0,)]
    end(connection)


def test_another_file_has_turns_of_its_own(tmp_path):
    owners = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        owners.append(Owner(tmp_path / name))
    first, second = (owner.connection() for owner in owners)
    begin(first)
    begin(second)
    end(second)
    end(first)

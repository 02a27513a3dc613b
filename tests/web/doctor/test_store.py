"""The database: whole, set so that nothing answered is lost, its tables of this version, its chain unbroken."""

from __future__ import annotations

import sqlite3

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from tests import cluster
from tests.county import EVENING
from yixian.web.database import choice, sqlite
from yixian.web.doctor import store
from yixian.web.journal.models import AuditEntry
from yixian.web.journal.record import append


def said(findings):
    return [(one.state, one.code) for one in findings]


def test_it_works(db):
    assert said(store.tables()) == [("good", "doctor_migrations")]
    assert said(store.audit()) == [("good", "doctor_audit")]


def test_the_database_of_a_test_is_not_safe_and_that_is_seen(db):
    # One lives in memory, the other does not wait for its disk: neither survives a power cut.
    wrong = {one.params["what"] for one in store.database() if one.state == "bad"}
    expected = {"fsync=off", "full_page_writes=off"} if cluster.is_wanted() else {"journal_mode=memory synchronous=2"}
    assert wrong == expected


def test_a_table_of_an_older_version_is_seen(db):
    MigrationRecorder(connection).record_unapplied("journal", "0002_units_kinds_and_retention")
    ((state, code),) = said(store.tables())
    assert (state, code) == ("bad", "doctor_migrations_wait")


def test_an_entry_of_the_audit_that_was_changed_is_seen(county):
    for _ in range(3):
        link = append("set_need", by=county.duty_officer, subject={}, at=EVENING, path="", details={})
    AuditEntry.objects.unscoped("test").filter(pk=link.pk).update(action="nothing")
    (one,) = store.audit()
    assert (one.state, one.params["entry"]) == ("bad", link.pk)


@pytest.fixture
def file(tmp_path):
    made = sqlite3.connect(tmp_path / "a.sqlite3", isolation_level=None)
    made.execute(choice.SQLITE_SETTINGS.split(";")[0])
    made.execute("CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT)")
    made.execute("CREATE TABLE post (id INTEGER PRIMARY KEY, place INTEGER REFERENCES place, name TEXT)")
    made.execute("CREATE INDEX named ON post (name)")
    made.execute("INSERT INTO place VALUES (1, 'a')")
    made.execute("BEGIN")
    made.executemany("INSERT INTO post VALUES (?, 1, ?)", [(i, f"name {i:04d} " * 20) for i in range(2000)])
    made.execute("COMMIT")
    yield made
    made.close()


def test_a_sound_file_has_no_faults(file):
    assert sqlite.faults(file) == []


def test_a_row_that_points_to_nothing_is_a_fault(file):
    file.execute("INSERT INTO post VALUES (9999, 7, 'x')")
    assert sqlite.faults(file) == ["post: row 9999 points to a row of place that does not exist"]


def test_a_damaged_page_is_a_fault(file, tmp_path):
    file.execute("PRAGMA journal_mode=DELETE")
    content = bytearray((tmp_path / "a.sqlite3").read_bytes())
    content[5 * 4096 : 5 * 4096 + 8] = b"\xff" * 8
    (tmp_path / "b.sqlite3").write_bytes(content)
    damaged = sqlite3.connect(tmp_path / "b.sqlite3")
    assert sqlite.faults(damaged)
    damaged.close()

"""Columns of text sort by code points, also after a change of their type; a turn that is not given ends in words."""

from __future__ import annotations

import psycopg
import pytest
from django.apps import apps
from django.db import OperationalError, connection, migrations, models, transaction
from django.db.migrations.state import ProjectState

from yixian.web.database.postgresql.base import WRITERS
from yixian.web.database.postgresql.health import TEXTS, health

ORDER = """
    SELECT l.collname FROM pg_attribute a JOIN pg_collation l ON l.oid = a.attcollation
    WHERE a.attrelid = 'register_place'::regclass AND a.attname = %s
"""


def asked(query, *values):
    with connection.cursor() as cursor:
        cursor.execute(query, values or None)
        return [row[0] for row in cursor.fetchall()]


def altered(name, field):
    """Change the type of a column of places as a migration does."""
    state = ProjectState.from_apps(apps)
    operation = migrations.AlterField("place", name, field)
    after = state.clone()
    operation.state_forwards("register", after)
    with connection.schema_editor(atomic=False) as editor:
        operation.database_forwards("register", editor, state, after)


def test_it_works(db):
    # The cluster's own order is that of a language, so a column that nobody cared for would show.
    assert asked("SELECT datlocprovider FROM pg_database WHERE datname = current_database()") == ["i"]
    assert asked(TEXTS, "C") == []
    assert asked(ORDER, "path") == ["C"]


@pytest.mark.parametrize("field", [models.CharField(max_length=70), models.TextField()])
def test_a_changed_column_keeps_its_order(db, field):
    altered("name", field)
    assert asked(ORDER, "name") == ["C"]


def test_a_column_in_another_order_is_named(db):
    with connection.cursor() as cursor:
        cursor.execute('ALTER TABLE register_place ALTER COLUMN name TYPE varchar(60) COLLATE "default"')
    assert ("order", "register_place.name") in health().wrong


def test_a_number_and_a_flag_have_no_order(db):
    altered("households", models.BigIntegerField(null=True))
    assert asked(ORDER, "households") == []


def test_no_index_is_made_twice(db):
    assert (
        asked(
            "SELECT indexname FROM pg_indexes WHERE indexname LIKE '%%_like'",
        )
        == []
    )


def test_who_gets_no_turn_is_refused_and_may_try_again(db):
    other = connection.copy()
    other.settings_dict["OPTIONS"] = other.settings_dict["OPTIONS"] | {"options": "-c lock_timeout=100ms"}
    # This test is itself a transaction that has its turn.
    try:
        with pytest.raises(OperationalError) as refused:
            other.set_autocommit(False)
        assert isinstance(refused.value.__cause__, psycopg.errors.LockNotAvailable)
        assert other.get_autocommit()
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [WRITERS])
            assert cursor.fetchone() == (False,)
    finally:
        other.close()


def test_within_a_transaction_nobody_waits_again(db, django_assert_num_queries):
    with django_assert_num_queries(0), transaction.atomic(savepoint=False):
        pass

"""The database, its tables, and the audit chain in it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from yixian.web.doctor.finding import Finding
from yixian.web.journal.chain import verify


def database() -> Iterator[Finding]:
    """Look whether the database is whole, and set so that nothing answered can be lost."""
    module = "sqlite" if connection.vendor == "sqlite" else "postgresql.health"
    health = import_module(f"yixian.web.database.{module}").health()
    wrong = [Finding("database", "bad", f"doctor_{code}", {"what": what}) for code, what in health.wrong]
    yield from wrong or [Finding("database", "good", "doctor_database", {"name": health.name})]
    yield from (Finding("database", "look", f"doctor_{code}", {"what": what}) for code, what in health.doubtful)


def tables() -> Iterator[Finding]:
    """Look whether the tables are those of this version."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        yield Finding("migrations", "bad", "doctor_migrations_wait", {"n": len(waiting)})
    else:
        yield Finding("migrations", "good", "doctor_migrations")


def audit() -> Iterator[Finding]:
    """Walk the audit chain."""
    verdict = verify()
    if verdict.broken_at is not None:
        yield Finding("audit", "bad", "doctor_audit_broken", {"entry": verdict.broken_at})
    elif verdict.missing:
        yield Finding("audit", "bad", "doctor_audit_missing", {"n": verdict.missing})
    else:
        yield Finding("audit", "good", "doctor_audit", {"entries": verdict.entries})

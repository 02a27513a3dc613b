"""One visit of the doctor: all places in turn, and a database that is away is one finding, not a crash."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.db import DatabaseError, connection

from yixian.web.doctor import machine, store, work
from yixian.web.doctor.finding import Finding
from yixian.web.doctor.rebuild import rebuilt
from yixian.words import Lang

WITHOUT_DATABASE = (machine.environment, machine.keys, machine.certificate, machine.disk, machine.paper)
WITH_TABLES = (machine.the_clock, store.audit)
AROUND = (work.worker, work.backups)
SIGNS = {"good": "  ok  ", "look": " look ", "bad": " BAD  "}


def findings(*, with_rebuild: bool = False) -> list[Finding]:
    """Look at everything; what cannot be looked at because of something else is left out."""
    found = [*_all(WITHOUT_DATABASE), *_all(AROUND)]
    try:
        connection.ensure_connection()
        found += [*store.database(), *store.tables()]
        if all(one.state != "bad" for one in found if one.check == "migrations"):
            found += _all(WITH_TABLES)
            found += rebuilt() if with_rebuild else ()
    except DatabaseError as error:
        found.append(Finding("database", "bad", "doctor_database_away", {"why": " ".join(str(error).split())}))
    return found


def line(finding: Finding, lang: Lang) -> str:
    """Return a finding as one line of a terminal."""
    return f"{SIGNS[finding.state]} {finding.check:<12} {finding.text(lang)}"


def _all(looks: Iterable[Callable[[], Iterable[Finding]]]) -> Iterator[Finding]:
    for look in looks:
        yield from look()

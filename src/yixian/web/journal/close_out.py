"""The end of an emergency: personal data is destroyed everywhere, and the audit chain still verifies.

Everything is destroyed that no room says outlives it (``KEPT`` in its ``outlives.py``), so that a table which
nobody has thought of is gone rather than left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, models, transaction

from yixian.web import rooms
from yixian.web.access.scope import Scoped
from yixian.web.journal.chain import EVERY_KIND, verify
from yixian.web.journal.models import AuditEntry
from yixian.web.journal.record import append
from yixian.web.keys import Keys
from yixian.web.projections import FLOORS

# A mobile number or an identity number (GB 11643), standing alone.
PERSONAL = re.compile(r"(?<!\d)(1[3-9]\d{9}|\d{17}[\dXx])(?!\d)")
TEXTS = (models.CharField, models.TextField, models.JSONField)

Model = type[models.Model]


@dataclass(frozen=True)
class Certificate:
    """What was destroyed and what stayed, in rows; ``left`` names columns where a personal number still stands.

    ``last`` and ``seal`` are the newest entry of the chain, which records the close-out itself.
    """

    county: str
    at: datetime
    destroyed: dict[str, int]
    kept: dict[str, int]
    emptied: list[str]
    left: dict[str, int] = field(default_factory=dict)
    entries: int = 0
    last: int = 0
    seal: str = ""
    chain_holds: bool = False

    @property
    def is_clean(self) -> bool:
        """Whether no personal number was found afterwards and the chain holds."""
        return not self.left and self.chain_holds


def plan(county: str, at: datetime) -> Certificate:
    """Return what would be destroyed and kept; nothing is changed."""
    kept = _kept()
    emptied = [f"{model._meta.db_table}.{name}" for model, names in kept.items() for name in names]
    destroyed = {model._meta.db_table: _rows(model) for model in _doomed(kept)}
    return Certificate(county, at, destroyed, {model._meta.db_table: _rows(model) for model in kept}, emptied)


def close_out(county: str, at: datetime) -> Certificate:
    """Destroy personal data in one transaction, then look whether any is left and whether the chain holds."""
    planned = plan(county, at)
    kept = _kept()
    with transaction.atomic():
        through = AuditEntry.objects.unscoped("the close-out").order_by("-id").values_list("id", flat=True).first()
        for model, names in kept.items():
            _empty(model, names, kept)
        for model in reversed(_doomed(kept)):
            _destroy(model)
        rows = sum(planned.destroyed.values())
        details = {"kind": EVERY_KIND, "through": through or 0, "rows": rows}
        append("close_out", by=None, subject={}, at=at, path="", details=details, kind="journal")
    verdict = verify()
    return Certificate(
        county,
        at,
        planned.destroyed,
        {model._meta.db_table: _rows(model) for model in kept},
        planned.emptied,
        left=dict(_left(kept)),
        entries=verdict.entries,
        last=verdict.last,
        seal=verdict.seal,
        chain_holds=verdict.holds,
    )


def leave_no_trace() -> None:
    """Write the database anew, so that what was destroyed is in no free page of its files, and renew the keys.

    Identity numbers in older backups are sealed with the old keys: with these gone nobody reads them any more.
    The key of the audit stays, for the chain is verified by it.
    """
    with connection.cursor() as cursor:
        cursor.execute("VACUUM FULL" if connection.vendor == "postgresql" else "VACUUM")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    Keys.renew(settings.DATA_DIR)


def _kept() -> dict[Model, tuple[str, ...]]:
    return {model: names for module in rooms.modules("outlives", floors=FLOORS) for model, names in module.KEPT.items()}


def _doomed(kept: dict[Model, tuple[str, ...]]) -> list[Model]:
    ours = [model for model in apps.get_models() if issubclass(model, Scoped) and model not in kept]
    return [Session, *ours]


def _all(model: Model) -> models.QuerySet[Any]:
    # Not every model is one of ours, and not one row is to be left out.
    return models.QuerySet(model)


def _rows(model: Model) -> int:
    return _all(model).count()


def _empty(model: Model, names: tuple[str, ...], kept: dict[Model, tuple[str, ...]]) -> None:
    """Empty the columns that name somebody, and those that point to what is destroyed."""
    fields = [model._meta.get_field(name) for name in names]
    links = [one for one in model._meta.fields if one.is_relation and one.related_model not in kept]
    values: dict[str, Any] = {one.name: None if one.null else "" for one in [*fields, *links]}
    if values:
        _all(model).update(**values)


def _destroy(model: Model) -> None:
    # By the table's own name and at once: neither half a million rows nor a model's own rules are gone through.
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")


def _left(kept: dict[Model, tuple[str, ...]]) -> Iterator[tuple[str, int]]:
    for model in kept:
        names = [one.attname for one in model._meta.fields if isinstance(one, TEXTS) and one.name != "password"]
        found = dict.fromkeys(names, 0)
        for row in _all(model).values_list(*names).iterator() if names else ():
            for name, value in zip(names, row, strict=True):
                found[name] += bool(value) and bool(PERSONAL.search(str(value)))
        yield from ((f"{model._meta.db_table}.{name}", n) for name, n in found.items() if n)

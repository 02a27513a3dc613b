"""Rows of the little county as workbooks, and what an import of them would do."""

from __future__ import annotations

from typing import Any

from yixian.sheets import write_table
from yixian.web import clock
from yixian.web.access.models import Account
from yixian.web.register.models import Place
from yixian.web.uploads import actions
from yixian.web.uploads.judging import Judged, judged
from yixian.web.uploads.models import Upload

WANG = {"name": "王秀兰", "id_number": "419901196506120024", "phone": "13900000001", "kind": "village"}


def upload(by: Account, kind: str, *rows: dict[str, Any], path: str = "") -> Upload:
    """Send rows in as a workbook."""
    area = Place.objects.unscoped("test").filter(path=path).first() or Place(path=path)
    content = write_table(kind, rows)
    return actions.take_file(by=by, area=area, kind=kind, filename="x.xlsx", content=content, at=clock.now())


def dry(by: Account, kind: str, *rows: dict[str, Any], path: str = "") -> Judged:
    """Return the dry run of rows."""
    return judged(upload(by, kind, *rows, path=path), by)


def written(by: Account, kind: str, *rows: dict[str, Any], path: str = "") -> dict[str, int]:
    """Write rows and return the counts."""
    return actions.apply_upload(by=by, upload=upload(by, kind, *rows, path=path), at=clock.now())


def faults(made: Judged) -> list[tuple[str, str]]:
    """Return field and kind of each fault."""
    return [(one.field, one.kind) for one in made.reading.errors]


def changed(made: Judged) -> dict[str, tuple[Any, Any]]:
    """Return what the one changed row would change."""
    (change,) = made.comparison.of("changed")
    return dict(change.diff)

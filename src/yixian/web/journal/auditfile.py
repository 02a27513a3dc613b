"""The audit as a file that a spreadsheet opens without running anything that somebody has typed."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import StringIO
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from yixian.web.access.models import Account
from yixian.web.journal.looking import Looking, all_found
from yixian.web.journal.record import saw

# A cell that begins with one of these would be taken for a formula (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def note_export(by: Account, looking: Looking, at: datetime) -> None:
    """Record that the audit was taken away, and what was looked for in it."""
    saw("read_audit", by=by, at=at, subject={}, filters=vars(looking))


def lines(looking: Looking, language: str) -> Iterator[str]:
    """Yield the file; the mark at its beginning lets Excel read Chinese."""
    # The page's own language is put back before the last line has left.
    with translation.override(language):
        heads = [_("Number"), _("When"), _("Who"), _("What"), _("Whom"), _("Why"), _("Concerning")]
    yield "\ufeff" + _line(heads)
    for rows in all_found(looking, language):
        yield "".join(_line(_cells(row)) for row in rows)


def _cells(row: dict[str, Any]) -> list[object]:
    entry = row["entry"]
    at = timezone.localtime(entry.at)
    when = f"{at:%Y-%m-%d %H:%M:%S}"
    return [entry.pk, when, row["name"], row["deed"], " ".join(row["whom"]), row["why"], entry.subject]


def _line(cells: Sequence[object]) -> str:
    target = StringIO()
    csv.writer(target).writerow([_harmless(cell) for cell in cells])
    return target.getvalue()


def _harmless(cell: object) -> str:
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) and not isinstance(cell, int) else text

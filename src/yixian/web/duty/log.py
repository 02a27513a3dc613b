"""What has happened at a post: the last entries of its phones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from yixian.web.access.models import Account
from yixian.web.field.models import FieldEntry
from yixian.web.register.models import Place
from yixian.web.tasks.models import Task

MOST = 20
SIGNS = {"checkin": "ok", "checkout": "off", "undo": "draft"}


@dataclass(frozen=True)
class Entry:
    """One thing that a phone noted; a doubt makes its sign a warning."""

    at: datetime
    sign: str
    word: str
    task: Task | None
    is_late: bool


def happened(account: Account, place: Place, at: datetime) -> list[Entry]:
    """Return the last entries of a post, the newest first."""
    entries = FieldEntry.objects.visible_to(account).filter(place=place, kind__in=list(SIGNS), happened_at__lte=at)
    rows = entries.select_related("task__person").order_by("-happened_at", "-pk")[:MOST]
    return [
        Entry(
            at=row.happened_at,
            sign="warn" if row.doubt else SIGNS[row.kind],
            word=_words()[row.kind],
            task=row.task,
            is_late=(row.received_at - row.happened_at).total_seconds() > LATE_S,
        )
        for row in rows
    ]


# A phone without a network brings its entries later; above this the page says so.
LATE_S = 300


def _words() -> dict[str, str]:
    return {"checkin": _("signed in"), "checkout": _("signed out"), "undo": _("took an entry back")}

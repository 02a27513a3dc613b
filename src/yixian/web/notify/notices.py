"""Notices: each is for one person, and stays until he has said that he knows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from yixian.web.access.models import Device
from yixian.web.journal.record import tell
from yixian.web.notify.models import Notice
from yixian.web.notify.moments import span
from yixian.words import say

if TYPE_CHECKING:
    from yixian.words import Lang

MOST_SHOWN = 20


def give(notices: Iterable[Notice], at: datetime) -> int:
    """Store notices, in the transaction of what they are about; return how many people hear of it."""
    rows = list(notices)
    for row in rows:
        row.made_at = at
    Notice.objects.bulk_create(rows, batch_size=500)
    for path in sorted({row.place_path for row in rows}):
        tell("notify", "notices_given", at=at, place_path=path)
    return len({row.person_id for row in rows})


def open_for(device: Device) -> QuerySet[Notice]:
    """Return what the holder of a phone has not acknowledged; of a post's own phone what concerns the post."""
    rows = Notice.objects.unscoped("the phone's own notices").filter(acknowledged_at=None)
    mine = Q(person=device.person_id) if device.person_id else Q(place=device.place_id)
    return rows.filter(mine).select_related("person", "place").order_by("-made_at", "-pk")


def sentence(notice: Notice, lang: Lang) -> str:
    """Return what a notice says."""
    when = span(notice.starts_at, notice.ends_at, lang) if notice.starts_at and notice.ends_at else ""
    return say(__package__, notice.kind, {"place": notice.place.name, "when": when, **notice.params}, lang)

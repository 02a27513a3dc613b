"""Reading what shifts have left to each other, from phones and from desks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from yixian.web.access.masks import initial
from yixian.web.access.models import Device
from yixian.web.duty.models import DeskNote
from yixian.web.field.models import FieldEntry
from yixian.web.field.queries import tasks_of

LATELY = timedelta(hours=24)
MOST = 30
KIND = "handover"


@dataclass(frozen=True)
class Left:
    """One note: who left it, as everybody at the post may read it, and when."""

    uuid: UUID
    at: datetime
    text: str
    who: str
    place_id: int
    desk: DeskNote | None = None


def notes_at(places: Collection[int], at: datetime) -> list[Left]:
    """Return the notes of a day at some places, the newest first; what was taken back is left out."""
    since = at - LATELY
    desk = DeskNote.objects.unscoped("notes of posts that were found").filter(
        post__in=places, at__gt=since, at__lte=at, withdrawn_at=None
    )
    entries = FieldEntry.objects.unscoped("notes of posts that were found").filter(
        place__in=places, kind=KIND, happened_at__gt=since, happened_at__lte=at
    )
    rows = list(entries.select_related("device__person"))
    undone = FieldEntry.objects.unscoped("what was taken back").filter(undoes__in=[row.uuid for row in rows])
    gone = set(undone.values_list("undoes", "place_id")) if rows else set()
    found = [Left(row.uuid, row.at, row.text, row.by.name, row.post_id, row) for row in desk.select_related("by")]
    found += [
        Left(row.uuid, row.happened_at, str(row.details.get("text", "")), _who(row.device), row.place_id)
        for row in rows
        if (row.uuid, row.place_id) not in gone
    ]
    return sorted(found, key=lambda left: (left.at, str(left.uuid)), reverse=True)[:MOST]


def notes_for(device: Device, at: datetime) -> list[Left]:
    """Return what was left at the posts of a phone: its own, and those of its holder's shifts."""
    places = {device.place_id, *tasks_of(device, at).values_list("place_id", flat=True)}
    return notes_at(places, at)


def _who(device: Device | None) -> str:
    return initial(device.person.name) if device and device.person else ""

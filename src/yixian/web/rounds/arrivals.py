"""Arrivals that an officer enters for somebody: told by phone, recorded later. Phones write into the log directly."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action
from yixian.web.field import log
from yixian.web.field.models import FieldEntry
from yixian.web.journal.record import note
from yixian.web.rounds import in_force
from yixian.web.rounds.models import Posting
from yixian.web.tasks.progress import COMES

UNDO = "undo"


@action(Right.STAND_IN)
def record_arrival(*, by: Account, posting: Posting, happened_at: datetime, at: datetime) -> None:
    """Record that somebody has reported at his compound; it goes into the same log as a tap on his phone."""
    posting = _now(posting, at)
    if posting.has_arrived:
        raise Refused("arrived_already", name=posting.task.person.name if posting.task.person else "")
    if happened_at > at:
        raise Refused("arrival_ahead", field="time")
    uuid = _record(posting, COMES, happened_at, at)
    note(entry=uuid, person=posting.task.person_id, happened_at=happened_at)


@action(Right.STAND_IN)
def withdraw_arrival(*, by: Account, posting: Posting, at: datetime) -> None:
    """Take back an arrival that was entered by mistake: a counter-entry, nothing is deleted."""
    posting = _now(posting, at)
    entries = FieldEntry.objects.unscoped("the posting's own entries").filter(task=posting.pk, kind=COMES)
    countered = FieldEntry.objects.unscoped("what was taken back").filter(undoes__in=entries.values("uuid"))
    left = entries.exclude(uuid__in=countered.values("undoes"))
    if not left:
        raise Refused("not_arrived_yet")
    for entry in left:
        _record(posting, UNDO, at, at, undoes=str(entry.uuid))
    note(entries=[str(entry.uuid) for entry in left], person=posting.task.person_id)


def _now(posting: Posting, at: datetime) -> Posting:
    found = in_force.everywhere(at).filter(pk=posting.pk).select_related("task__person").first()
    if found is None:
        raise Refused("posting_over")
    return found


def _record(posting: Posting, kind: str, happened_at: datetime, at: datetime, **more: str) -> str:
    task, uuid = posting.task, str(uuid4())
    entry = {
        "uuid": uuid,
        "kind": kind,
        "at": happened_at.isoformat(),
        "post": f"place:{task.place_id}",
        "task": task.key,
        **more,
    }
    log.record([entry], at=at)
    return uuid

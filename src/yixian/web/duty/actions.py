"""Decisions at posts: send a stand-in, mark an item ready, withdraw a mark."""

from __future__ import annotations

import secrets
from datetime import datetime

from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action
from yixian.web.duty.duties import SHIFT, UNDONE
from yixian.web.duty.models import Post, ReadinessItem, ReadinessMark
from yixian.web.duty.stand_in import reason_against
from yixian.web.journal.record import note, tell
from yixian.web.register.models import Person
from yixian.web.tasks.models import WAITING, Task

MOST_EVIDENCE = 200


@action(Right.STAND_IN)
def send_stand_in(*, by: Account, task: Task, person: Person, at: datetime) -> Task:
    """Send somebody for the rest of a shift whose guard has not come; the late task stays as it is."""
    if task.kind != SHIFT or task.state not in WAITING or task.ends_at <= at:
        raise Refused("nobody_is_missing")
    if task.stand_ins.exclude(state__in=UNDONE).exists():
        raise Refused("already_sent")
    reason = reason_against(person, task, at)
    if reason:
        raise Refused(f"against_{reason}", name=person.name)
    sent: Task = Task.objects.create(
        key=secrets.token_hex(6).upper(),
        kind=SHIFT,
        place_id=task.place_id,
        place_path=task.place_path,
        person=person,
        leads=task.leads and person.is_member,
        starts_at=max(at, task.starts_at),
        ends_at=task.ends_at,
        stands_in_for=task,
    )
    note(for_task=task.pk, sent=sent.pk, person=person.pk)
    tell("tasks", "stand_in_sent", at=at, place_path=task.place_path, subject=f"task:{sent.pk}")
    return sent


@action(Right.READINESS)
def mark_ready(*, by: Account, post: Post, item: ReadinessItem, evidence: str, at: datetime) -> ReadinessMark:
    """Say that an item is done at a post; an item that asks for words is not taken without them."""
    if item.evidence == "text" and not evidence.strip():
        raise Refused("evidence_needed", field=item.code)
    mark: ReadinessMark = ReadinessMark.objects.create(
        post=post, item=item, done_at=at, by=by, evidence=evidence.strip()[:MOST_EVIDENCE]
    )
    note(item=item.code)
    tell("duty", "item_marked", at=at, place_path=post.place_path, subject=f"post:{post.number}")
    return mark


@action(Right.READINESS)
def withdraw_mark(*, by: Account, post: Post, mark: ReadinessMark, at: datetime) -> None:
    """Take a mark back; it stays in the record."""
    if mark.withdrawn_at is not None:
        raise Refused("mark_withdrawn")
    mark.withdrawn_at = at
    mark.save(update_fields=["withdrawn_at"])
    note(item=mark.item.code)
    tell("duty", "item_withdrawn", at=at, place_path=post.place_path, subject=f"post:{post.number}")

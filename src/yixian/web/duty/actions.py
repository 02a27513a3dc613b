"""Decisions at posts: send a stand-in, take an alarm, set needs, open and close, mark what is ready."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action
from yixian.web.duty.causes.taken import TAKEABLE
from yixian.web.duty.duties import SHIFT, UNDONE
from yixian.web.duty.models import (
    Cadence,
    Evidence,
    Need,
    NeedChange,
    Post,
    ReadinessItem,
    ReadinessMark,
    ShiftKind,
    TakenAlarm,
)
from yixian.web.duty.needs_on import NeedsOn
from yixian.web.duty.photo import bare
from yixian.web.duty.stand_in import reason_against
from yixian.web.journal.record import note, tell
from yixian.web.register.models import Person, Place
from yixian.web.tasks.models import WAITING, Task, TaskState

MOST_EVIDENCE = 200
MOST_ITEMS = 30
MOST_PEOPLE = 20
FURTHEST = timedelta(days=60)
MOST_PHOTO_BYTES = 2 * 2**20


@dataclass(frozen=True)
class ItemWish:
    """What an item of the checklist shall say; days only for what is owed every so many."""

    name_zh: str
    name_en: str
    cadence: str
    every_days: int | None
    evidence: str
    due_on: date | None


@action(Right.STAND_IN)
def send_stand_in(*, by: Account, task: Task, person: Person, at: datetime) -> Task:
    """Send somebody for the rest of a shift whose guard has not come; the late task stays as it is."""
    # The page may be a minute old: the guard may have signed in since.
    task = task.as_stored()
    if task.kind != SHIFT or task.state not in WAITING or task.ends_at <= at:
        raise Refused("nobody_is_missing")
    if task.stand_ins.exclude(state__in=UNDONE).exists():
        raise Refused("already_sent")
    reason = reason_against(person, task, at) if person.is_active else "has_left"
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


@action(Right.STAND_IN)
def take_alarm(*, by: Account, area: Place, cause: str, at: datetime) -> TakenAlarm:
    """Say that a cause of alarm in an area is one's own business: its sign stops blinking for all who see it."""
    if cause not in TAKEABLE:
        raise Refused("cause_unknown", field="cause")
    taken: TakenAlarm = TakenAlarm.objects.create(cause=cause, place_path=area.path, by=by, at=at)
    note(cause=cause)
    tell("duty", "alarm_taken", at=at, place_path=area.path, subject=cause)
    return taken


@action(Right.PLAN)
def set_need(
    *, by: Account, post: Post, shift: ShiftKind, people: int, from_on: date | None = None, at: datetime
) -> None:
    """Say how many people a post needs in a shift from a day on; what is planned stays until the next roster."""
    field, today = f"need_{shift.code}", timezone.localdate(at)
    day = from_on or today
    if not 0 <= people <= MOST_PEOPLE:
        raise Refused("need_out_of_range", field=field, most=MOST_PEOPLE)
    if not today <= day <= today + FURTHEST:
        raise Refused("need_day_out_of_range", field="from_on", days=FURTHEST.days)
    before = NeedsOn.of(Q(post=post, shift=shift), at).on(post.pk, shift.pk, day)
    if before == people:
        return
    said = {"people": people, "by": by, "at": at, "applied_at": at if day == today else None}
    changes = NeedChange.objects.unscoped("what was said of the same day")
    changes.update_or_create(
        post=post, shift=shift, from_on=day, defaults=said, create_defaults={**said, "before": before}
    )
    if day == today:
        needs = Need.objects.unscoped("the need of a post that was found")
        needs.update_or_create(post=post, shift=shift, defaults={"people": people})
    note(shift=shift.code, before=before, people=people, from_on=day)
    tell("duty", "need_set", at=at, place_path=post.place_path, subject=f"post:{post.number}")


@action(Right.PLAN)
def close_post(*, by: Account, post: Post, at: datetime) -> None:
    """Close a post: nobody is needed there any more; its shifts ahead are called off, its past stays."""
    if not post.is_open:
        raise Refused("already_closed")
    post.is_open = False
    post.save(update_fields=["is_open"])
    ahead = Task.objects.unscoped("shifts of a closed post").filter(place=post.place_id, kind=SHIFT, starts_at__gt=at)
    called_off = ahead.filter(state__in=WAITING).update(state=TaskState.CANCELLED)
    note(called_off=called_off)
    tell("duty", "post_closed", at=at, place_path=post.place_path, subject=f"post:{post.number}", called_off=called_off)


@action(Right.PLAN)
def open_post(*, by: Account, post: Post, at: datetime) -> None:
    """Open a closed post again; the next roster plans it."""
    if post.is_open:
        raise Refused("already_open")
    post.is_open = True
    post.save(update_fields=["is_open"])
    tell("duty", "post_opened", at=at, place_path=post.place_path, subject=f"post:{post.number}")


@action(Right.READINESS)
def mark_ready(
    *, by: Account, post: Post, item: ReadinessItem, evidence: str, photo: bytes = b"", at: datetime
) -> ReadinessMark:
    """Say that an item is done at a post; an item that asks for words or a photo is not taken without."""
    if item.retired_at is not None:
        raise Refused("item_retired", field=item.code)
    if item.evidence == Evidence.TEXT and not evidence.strip():
        raise Refused("evidence_needed", field=item.code)
    if item.evidence == Evidence.PHOTO and not (photo or evidence.strip()):
        raise Refused("photo_needed", field=item.code)
    if len(photo) > MOST_PHOTO_BYTES:
        raise Refused("photo_too_large", field=item.code, most_mb=MOST_PHOTO_BYTES // 2**20)
    picture = bare(photo)
    if photo and not picture:
        raise Refused("photo_unreadable", field=item.code)
    mark: ReadinessMark = ReadinessMark.objects.create(
        post=post, item=item, done_at=at, by=by, evidence=evidence.strip()[:MOST_EVIDENCE], photo=picture or None
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


@action(Right.PUBLISH)
def add_item(*, by: Account, wish: ItemWish, at: datetime) -> ReadinessItem:
    """Put an item on the checklist of the whole county."""
    items = ReadinessItem.objects.unscoped("the whole list")
    if items.filter(retired_at=None).count() >= MOST_ITEMS:
        raise Refused("too_many_items", most=MOST_ITEMS)
    last = items.order_by("-order").values_list("order", flat=True).first()
    item = ReadinessItem(code=f"own-{secrets.token_hex(4)}", order=(last or 0) + 1)
    _fill(item, wish)
    item.save(force_insert=True)
    note(item=item.code, name=item.name_zh)
    tell("duty", "checklist_changed", at=at, subject=item.code)
    return item


@action(Right.PUBLISH)
def change_item(*, by: Account, item: ReadinessItem, wish: ItemWish, at: datetime) -> None:
    """Change an item; marks that were made stay marks."""
    before = item.name_zh
    _fill(item, wish)
    item.save(update_fields=["name_zh", "name_en", "cadence", "every_days", "evidence", "due_on"])
    note(item=item.code, before=before, name=item.name_zh)
    tell("duty", "checklist_changed", at=at, subject=item.code)


@action(Right.PUBLISH)
def retire_item(*, by: Account, item: ReadinessItem, at: datetime) -> None:
    """Ask for an item no longer; what was marked is kept."""
    if item.retired_at is not None:
        raise Refused("item_retired")
    item.retired_at = at
    item.save(update_fields=["retired_at"])
    note(item=item.code)
    tell("duty", "checklist_changed", at=at, subject=item.code)


@action(Right.PUBLISH)
def restore_item(*, by: Account, item: ReadinessItem, at: datetime) -> None:
    """Ask for a retired item again."""
    if item.retired_at is None:
        raise Refused("item_in_use")
    item.retired_at = None
    item.save(update_fields=["retired_at"])
    note(item=item.code)
    tell("duty", "checklist_changed", at=at, subject=item.code)


def _fill(item: ReadinessItem, wish: ItemWish) -> None:
    if wish.cadence == Cadence.PERIODIC and not wish.every_days:
        raise Refused("days_needed", field="every_days")
    item.name_zh, item.name_en = wish.name_zh, wish.name_en
    item.cadence, item.evidence, item.due_on = wish.cadence, wish.evidence, wish.due_on
    item.every_days = wish.every_days if wish.cadence == Cadence.PERIODIC else None

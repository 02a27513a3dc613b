"""Reading one post for its page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db.models import Q
from django.utils import timezone

from yixian.web.access import masks
from yixian.web.access.models import Account, Device
from yixian.web.access.rights import Right
from yixian.web.action import refusal
from yixian.web.duty.branches.one import branch_at
from yixian.web.duty.cover import Standing
from yixian.web.duty.duties import SHIFT, UNDONE
from yixian.web.duty.hand_over.queries import notes_at
from yixian.web.duty.log import happened
from yixian.web.duty.minutes import gaps_of_day
from yixian.web.duty.models import Post
from yixian.web.duty.needs_on import NeedsOn
from yixian.web.duty.now import PostNow, Slot, posts_now, slots_around
from yixian.web.duty.protection import guarded
from yixian.web.duty.readiness import readiness_of
from yixian.web.duty.stand_in import candidates
from yixian.web.duty.stand_in_price import price_of
from yixian.web.plans.models import Plan, PlanState
from yixian.web.register.answering import chain_of_answer
from yixian.web.tasks.models import Task

WEEK = timedelta(days=7)
MOST_COMING, MOST_SHOWN, MOST_FREE, MOST_BARRED = 60, 12, 30, 60


def post_details(account: Account, post: Post, at: datetime) -> dict[str, Any]:
    """Return everything that the page of a post shows."""
    place = post.place
    slots = slots_around(at)
    present = _present(account, post, at, slots)
    coming, log = _coming(account, post, at), happened(account, place, at)
    flagged = guarded(present.here)
    phones = Device.objects.visible_to(account).filter(place=place, revoked_at=None).select_related("person")
    devices = list(phones.order_by("-enrolled_at"))
    if not account.may(Right.SEE_NAMES, place.path):
        _hide_names([*present.tasks, *present.early, *coming, *devices, *(one.task for one in log if one.task)])
    items = readiness_of(account, post, at, slots=slots)
    return {
        "post": post,
        "place": place,
        "phone": post.phone if account.may(Right.SEE_NAMES, place.path) else masks.phone(post.phone),
        "present": present,
        "flagged": [task for task in present.here if task.pk in flagged],
        "next": [task for task in coming if task.starts_at > at and task.starts_at == coming_at(coming, at)],
        "coming": coming[:MOST_SHOWN],
        "later": coming[MOST_SHOWN:],
        "needs": _needs(post, slots, at),
        "items": items,
        "n_ready": sum(item.is_done for item in items),
        "chain": chain_of_answer(account, place),
        "branch": branch_at(account, post),
        "devices": devices,
        "gaps": next(iter(gaps_of_day(account, place.path, at, [post], slots=slots)), None),
        "log": log,
        # A note may name people: who may not see names does not read it.
        "notes": notes_at([post.pk], at) if account.may(Right.SEE_NAMES, place.path) else [],
        "note_uuid": uuid4(),
        "today": timezone.localdate(at),
        "may_lead": account.may(Right.LEAD, place.path),
        "may_enrol": account.may(Right.ENROL, place.path),
        "may_mark": account.may(Right.READINESS, place.path),
        "may_send": account.may(Right.STAND_IN, place.path),
        "may_plan": account.may(Right.PLAN, place.path),
        "plan": _roster(post, at),
    }


def stand_in_page(account: Account, task: Task, at: datetime) -> dict[str, Any]:
    """Return who may be sent for a late task, and the reason against each of the others."""
    found = candidates(task, account, at)
    price = price_of(task, account)
    return {
        "task": task,
        "may": [(one, price.steps.get(one.person.pk)) for one in found if not one.reason][:MOST_FREE],
        "chains": price.chains,
        "not": [
            {"person": one.person, "text": refusal(f"against_{one.reason}", {"name": one.person.name})}
            for one in found
            if one.reason
        ][:MOST_BARRED],
    }


def coming_at(coming: list[Task], at: datetime) -> datetime | None:
    """Return when the next shift of a post begins that somebody is planned for."""
    return next((task.starts_at for task in coming if task.starts_at > at), None)


def _present(account: Account, post: Post, at: datetime, slots: list[Slot]) -> PostNow:
    if not post.is_open:
        return PostNow(post, standing=Standing.CLOSED)
    inside = posts_now(account, post.place.path, at, slots=slots)
    return next((one for one in inside if one.post.pk == post.pk), PostNow(post))


def _coming(account: Account, post: Post, at: datetime) -> list[Task]:
    tasks = Task.objects.visible_to(account).filter(
        place=post.place, kind=SHIFT, ends_at__gt=at, starts_at__lt=at + WEEK
    )
    return list(tasks.exclude(state__in=UNDONE).select_related("person").order_by("starts_at", "pk")[:MOST_COMING])


def _needs(post: Post, slots: list[Slot], at: datetime) -> list[dict[str, Any]]:
    """Return what each shift of the county needs at a post, 0 where nothing is said, and what is said ahead."""
    needs = NeedsOn.of(Q(post=post), at)
    shifts = {slot.shift.pk: slot.shift for slot in slots}
    in_order = sorted(shifts.values(), key=lambda shift: shift.order)
    return [
        {
            "shift": shift,
            "people": needs.now.get((post.pk, shift.pk), 0),
            "ahead": [one for one in needs.changes.get((post.pk, shift.pk), []) if one.applied_at is None],
        }
        for shift in in_order
    ]


def _roster(post: Post, at: datetime) -> Plan | None:
    """Return the roster in force that brings people to a post."""
    plans = Plan.objects.unscoped("the roster in force over this post").filter(
        room="duty", state=PlanState.PUBLISHED, tasks__place=post.place, tasks__ends_at__gt=at
    )
    return plans.order_by("-published_at").first()


def _hide_names(rows: Iterable[Task | Device]) -> None:
    """Leave of each name what may be shown to everybody; the rows are only read, never saved."""
    for row in rows:
        if row.person is not None:
            row.person.name = masks.initial(row.person.name)

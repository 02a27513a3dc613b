"""Reading swaps: for the desk, and for a phone."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from yixian.web.access.masks import initial
from yixian.web.access.rights import Right
from yixian.web.access.scope import under
from yixian.web.duty.models import Swap
from yixian.web.duty.swap_check import colleagues, shifts_ahead
from yixian.web.duty.swap_models import OPEN, SwapState
from yixian.web.duty.swap_rules import rule_of
from yixian.web.notify.moments import span
from yixian.web.plans.refusals import page_lang
from yixian.web.register.models import Person

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from yixian.web.access.models import Account
    from yixian.web.tasks.models import Task

PAGE = 100
MOST = 60
MOST_SHIFTS = 14
SIGNS = {
    SwapState.ASKED: "off",
    SwapState.ACCEPTED: "warn",
    SwapState.AGREED: "ok",
    SwapState.DECLINED: "off",
    SwapState.REFUSED: "off",
    SwapState.WITHDRAWN: "off",
    SwapState.EXPIRED: "off",
}


def desk(account: Account, path: str, before: int | None) -> dict[str, Any]:
    """Return the swaps of an area: those that wait for the leader, those that wait for consent, and the others."""
    mine = _rows(Swap.objects.visible_to(account).filter(under("place_path", path)))
    past = mine.exclude(state__in=OPEN).order_by("-pk")
    older = list((past.filter(pk__lt=before) if before else past)[: PAGE + 1])
    is_automatic, until = rule_of(path)
    return {
        "accepted": [
            _row(swap, account) for swap in mine.filter(state=SwapState.ACCEPTED).order_by("deadline_at")[:PAGE]
        ],
        "asked": [_row(swap, account) for swap in mine.filter(state=SwapState.ASKED).order_by("deadline_at")[:PAGE]],
        "past": [_row(swap, account) for swap in older[:PAGE]],
        "next_url": f"?in={path}&before={older[PAGE - 1].pk}" if len(older) > PAGE else "",
        "is_automatic": is_automatic,
        "hours_before": int(until.total_seconds() // 3600),
        "may_set": account.may(Right.PUBLISH, path),
    }


def waiting(account: Account, path: str) -> int:
    """Return how many swaps of an area wait for the leader."""
    mine = Swap.objects.visible_to(account).filter(under("place_path", path), state=SwapState.ACCEPTED)
    return mine.count()


def _rows(swaps: QuerySet[Swap]) -> QuerySet[Swap]:
    return swaps.select_related("offered__place", "wanted__place", "proposer", "other", "decided_by")


def _row(swap: Swap, account: Account) -> dict[str, Any]:
    is_named = account.may(Right.SEE_NAMES, swap.place_path)
    return {
        "swap": swap,
        "sign": SIGNS[SwapState(swap.state)],
        "who": _shown(swap.proposer, is_named=is_named),
        "other": _shown(swap.other, is_named=is_named),
        "offered": said(swap.offered),
        "wanted": said(swap.wanted) if swap.wanted else "",
        "may_decide": account.may(Right.LEAD, swap.place_path),
    }


def _shown(person: Person, *, is_named: bool) -> str:
    return person.name if is_named else initial(person.name)


def said(task: Task) -> str:
    """Return a shift in one line."""
    return f"{task.place.name} {span(task.starts_at, task.ends_at, page_lang())}"


def mine(person: Person, at: datetime) -> dict[str, Any]:
    """Return what a phone shows: proposals to its holder, his own, and the shifts that he may pass on."""
    rows = _rows(Swap.objects.unscoped("his own").filter(Q(proposer=person) | Q(other=person))).order_by("-pk")
    open_now = list(rows.filter(state__in=OPEN, deadline_at__gt=at)[:MOST])
    taken = {swap.offered_id for swap in open_now if swap.proposer_id == person.pk}
    return {
        "to_me": [_phone_row(swap) for swap in open_now if swap.other_id == person.pk],
        "from_me": [_phone_row(swap) for swap in open_now if swap.proposer_id == person.pk],
        "past": [_phone_row(swap) for swap in rows.exclude(state__in=OPEN)[:10]],
        "shifts": [
            {"task": task, "text": said(task)} for task in shifts_ahead([person.pk], at)[:MOST] if task.pk not in taken
        ],
    }


def _phone_row(swap: Swap) -> dict[str, Any]:
    return {
        "swap": swap,
        "who": swap.proposer.name,
        "other": swap.other.name,
        "offered": said(swap.offered),
        "wanted": said(swap.wanted) if swap.wanted else "",
        "is_asked": swap.state == SwapState.ASKED,
    }


def choices(person: Person, offered: Task, at: datetime) -> list[dict[str, Any]]:
    """Return whom somebody may ask, each with the shifts that he could get in return; who stands then is left out."""
    people = list(colleagues(person, at)[:MOST])
    found: dict[int, list[Task]] = defaultdict(list)
    for task in shifts_ahead([one.pk for one in people], at):
        found[task.person_id or 0].append(task)
    return [
        {"person": one, "shifts": [{"task": task, "text": said(task)} for task in found[one.pk][:MOST_SHIFTS]]}
        for one in people
        if all(task.ends_at <= offered.starts_at or task.starts_at >= offered.ends_at for task in found[one.pk])
    ]

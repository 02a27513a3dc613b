"""Reading sign-ups: what waits for a leader, and what a phone's holder may ask for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from yixian.web.access import masks
from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.access.scope import under
from yixian.web.duty.models import NightRules, SignUp
from yixian.web.duty.sheet import shift_name
from yixian.web.duty.sign_ups.models import HELD, SignUpState
from yixian.web.duty.sign_ups.near import slots_near
from yixian.web.duty.sign_ups.reasons import why
from yixian.web.register.models import Person
from yixian.web.tasks.models import WAITING, TaskState

LATELY = timedelta(days=2)
MOST = 100


def waiting(account: Account, path: str, at: datetime) -> QuerySet[SignUp]:
    """Return the sign-ups of an area that wait for somebody's word, those that begin first in front."""
    rows = SignUp.objects.visible_to(account).filter(
        under("place_path", path), state=SignUpState.ASKED, starts_at__gt=at
    )
    return rows.select_related("post__place", "person", "shift").order_by("starts_at", "pk")


def sign_ups_page(account: Account, path: str, at: datetime) -> dict[str, Any]:
    """Return what waits in an area and what was settled lately."""
    settled = SignUp.objects.visible_to(account).filter(under("place_path", path), asked_at__gte=at - LATELY)
    rows = settled.exclude(state=SignUpState.ASKED).select_related("post__place", "person", "shift", "decided_by")
    return {
        "waiting": [_row(one, account) for one in waiting(account, path, at)[:MOST]],
        "settled": [_row(one, account) for one in rows.order_by("-decided_at", "-pk")[:MOST]],
        "rules": NightRules.now(),
        "may_set": account.may(Right.PUBLISH),
    }


def _row(one: SignUp, account: Account) -> dict[str, Any]:
    may_see = account.may(Right.SEE_NAMES, one.place_path)
    return {
        "one": one,
        "shift": shift_name(one.shift.code),
        "name": one.person.name if may_see else masks.initial(one.person.name),
        "may_decide": account.may(Right.LEAD, one.place_path),
    }


def phone_page(person: Person, at: datetime) -> dict[str, Any]:
    """Return what the holder of a phone may ask for, and what he has asked for."""
    may, against = slots_near(person, at)
    asked = SignUp.objects.unscoped("his own").filter(
        Q(state__in=HELD, ends_at__gt=at) | Q(decided_at__gte=at - LATELY, ends_at__gt=at), person=person
    )
    rules = NightRules.now()
    return {
        "slots": [
            {"near": near, "shift": shift_name(near.slot.shift.code), "day": _days_away(near.slot.starts_at, at)}
            for near in may
        ],
        "mine": [
            _mine(one, rules, at) for one in asked.select_related("post__place", "shift", "task").order_by("starts_at")
        ],
        "against": [{"why": why(code), "n": n} for code, n in against.most_common()],
    }


def _mine(one: SignUp, rules: NightRules, at: datetime) -> dict[str, Any]:
    is_agreed = one.state == SignUpState.AGREED
    is_called_off = is_agreed and one.task is not None and one.task.state == TaskState.CANCELLED
    until = one.starts_at - timedelta(minutes=rules.withdraw_min)
    may_withdraw = one.state == SignUpState.ASKED or (is_agreed and one.task is not None and one.task.state in WAITING)
    return {
        "one": one,
        "shift": shift_name(one.shift.code),
        "sign": "off" if is_called_off else _sign(one.state),
        "is_called_off": is_called_off,
        "until": until if is_agreed else None,
        "may_withdraw": may_withdraw and (not is_agreed or at <= until),
    }


def _sign(state: str) -> str:
    return {SignUpState.ASKED: "busy", SignUpState.AGREED: "ok"}.get(SignUpState(state), "off")


def _days_away(starts_at: datetime, at: datetime) -> int:
    return (timezone.localdate(starts_at) - timezone.localdate(at)).days

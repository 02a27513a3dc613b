"""Who has arrived and who has not, by the hours since people were told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from yixian.web.access import masks
from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.rounds import in_force
from yixian.web.rounds.models import Posting
from yixian.web.rounds.now import is_late
from yixian.web.rounds.wish import Wish

HOURS = (2, 4, 8, 24)
WAITING, LATE, ARRIVED = "waiting", "late", "arrived"
STATES = (WAITING, LATE, *(f"h{hours}" for hours in HOURS), ARRIVED)


def arrivals_page(account: Account, path: str, asked: Mapping[str, str], at: datetime) -> dict[str, Any]:
    """Return who has not arrived, or who has, a hundred a page; whoever was told first stands first."""
    wish = Wish.of(path, asked, STATES)
    everything = list(in_force.seen_by(account, path, at).order_by("told_at", "task__place_path", "pk"))
    named = [one for one in everything if _is_meant(one, wish)]
    found = [one for one in named if _fits(one, wish.state or WAITING, at)]
    cut = wish.cut(found)
    opens = account.may_somewhere(Right.UNMASK)
    return cut | {
        "rows": [row_of(one, at, opens=opens and account.may(Right.UNMASK, one.place_path)) for one in cut["rows"]],
        "filters": [
            {"label": label, "state": sign, "n": sum(_fits(one, code, at) for one in everything)} | wish.link(code)
            for code, label, sign in _choices()
        ],
        "q": wish.q,
        "arrived": sum(one.has_arrived for one in everything),
        "posted": len(everything),
        "state": wish.state or WAITING,
    }


def row_of(one: Posting, at: datetime, *, opens: bool = False) -> dict[str, Any]:
    """Return a posting as lists show it; the number to call is masked for who may not see it."""
    person = one.task.person
    phone = person.phone if person else ""
    return {
        "pk": one.pk,
        "person": person,
        "unit": person.unit.name if person and person.unit else "",
        "place": one.task.place,
        "role": one.get_role_display(),
        "told_at": one.told_at,
        "hours": int((at - one.told_at) / timedelta(hours=1)),
        "due_at": one.task.starts_at,
        "arrived_at": one.task.started_at,
        "is_late": is_late(one, at),
        "sign": "ok" if one.has_arrived else "warn" if is_late(one, at) else "busy",
        "word": _("Arrived") if one.has_arrived else _("Not arrived") if is_late(one, at) else _("Expected"),
        "phone": phone if opens else masks.phone(phone),
    }


def _choices() -> list[tuple[str, str, str]]:
    after = [(f"h{hours}", _("After %(n)s h") % {"n": hours}, "") for hours in HOURS]
    late = (LATE, _("Past the time to report"), "warn")
    return [(WAITING, _("Not arrived"), "busy"), late, *after, (ARRIVED, _("Arrived"), "ok")]


def _fits(one: Posting, state: str, at: datetime) -> bool:
    if state == ARRIVED:
        return one.has_arrived
    if state == LATE:
        return is_late(one, at)
    hours = int(state[1:]) if state.startswith("h") else 0
    return not one.has_arrived and at - one.told_at >= timedelta(hours=hours)


def _is_meant(one: Posting, wish: Wish) -> bool:
    person, place = one.task.person, one.task.place
    by_name = person is not None and wish.means(person.name, person.name_key, person.name_initials)
    return by_name or wish.means(place.name, place.name_key, place.name_initials)

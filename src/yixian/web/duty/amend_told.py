"""Who hears of a change, and what: a notice for each person whose line changed, a message for each group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.web.access.masks import initial
from yixian.web.duty.amend_slot import RosterSlot
from yixian.web.duty.models import Amendment, RosterLine
from yixian.web.duty.window import ONE_DAY
from yixian.web.notify.groups import tell_groups
from yixian.web.notify.models import Names, Notice
from yixian.web.notify.moments import span
from yixian.web.notify.notices import give
from yixian.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from yixian.web.duty.amend_slot import Deed
    from yixian.web.plans.models import Plan
    from yixian.web.register.models import Person
    from yixian.words import Lang


def tell_people(plan: Plan, rows: Sequence[Amendment], deed: Deed) -> int:
    """Tell exactly those whose lines changed, and the groups of the posts; return how many people."""
    leading = _leading(plan, rows)
    notices = [notice for row in rows for notice in _notices(plan, row, leading)]
    told = give(notices, deed.at)
    for path in sorted({row.place_path for row in rows}):
        here = [row for row in rows if row.place_path == path]
        # What a group reads is written once for each way of naming people; it may read no more than its setting says.
        tell_groups(path, {kind: message(plan, here, kind, "zh") for kind in Names}, deed.at)
    return told


def tell_published(plan: Plan, people: int, at: datetime) -> None:
    """Tell the groups of a roster's area that it is out, and how many have to look; no names at all."""
    last = plan.starts_on + (plan.days - 1) * ONE_DAY
    said = {
        "place": plan.place.name,
        "version": f"v{plan.version}",
        "first": f"{plan.starts_on:%m-%d}",
        "last": f"{last:%m-%d}",
        "people": people,
    }
    tell_groups(plan.place_path, dict.fromkeys(Names, say(__package__, "message_published", said, "zh")), at)


def message(plan: Plan, rows: Sequence[Amendment], names: str, lang: Lang) -> str:
    """Return what a group is told: place, time, who comes for whom. No number, no reason, no condition."""
    head = say(__package__, "message_head", {"version": f"v{plan.version}.{rows[0].number}"}, lang)
    return "\n".join([head, *(_line(row, names, lang) for row in rows), say(__package__, "message_foot", {}, lang)])


def _line(row: Amendment, names: str, lang: Lang) -> str:
    hours = RosterSlot(row.plan, row.post, row.day, row.shift).hours
    code = "leads" if row.gone_id == row.comes_id else _kind(row)
    said = {
        "place": row.post.place.name,
        "when": span(*hours, lang),
        "gone": shown(row.gone, names, lang),
        "comes": shown(row.comes, names, lang),
    }
    return say(__package__, f"message_{code}", said, lang)


def _kind(row: Amendment) -> str:
    if row.gone_id and row.comes_id:
        return "replaced"
    return "added" if row.comes_id else "removed"


def shown(person: Person | None, names: str, lang: Lang) -> str:
    """Return as much of a name as a group may read."""
    if person is None:
        return ""
    if names == Names.NONE:
        return say(__package__, "message_somebody", {}, lang)
    return person.name if names == Names.FULL else initial(person.name)


def _leading(plan: Plan, rows: Sequence[Amendment]) -> set[str]:
    lines = RosterLine.objects.unscoped("the roster's own lines").filter(plan=plan, leads=True)
    return set(lines.filter(key__in=[row.new_key for row in rows]).values_list("key", flat=True))


def _notices(plan: Plan, row: Amendment, leading: set[str]) -> list[Notice]:
    starts_at, ends_at = RosterSlot(plan, row.post, row.day, row.shift).hours
    here = {"place_id": row.post_id, "place_path": row.place_path, "starts_at": starts_at, "ends_at": ends_at}
    if row.gone_id == row.comes_id:
        return [Notice(person=row.comes, kind="lead_given", **here)]
    found = []
    if row.gone is not None:
        found.append(Notice(person=row.gone, kind="shift_taken", **here))
    if row.comes is not None:
        kind = "shift_led" if row.new_key in leading else "shift_given"
        found.append(Notice(person=row.comes, kind=kind, **here))
    return found

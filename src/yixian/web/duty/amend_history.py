"""What was changed in a roster after it was published."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import Max

from yixian.web.access.rights import Right
from yixian.web.access.scope import under
from yixian.web.duty.amend_told import message
from yixian.web.duty.models import Amendment
from yixian.web.notify.models import Names, Notice
from yixian.web.plans.refusals import page_lang

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from yixian.web.access.models import Account
    from yixian.web.duty.models import Post, ShiftKind
    from yixian.web.plans.models import Plan

PAGE = 100


def last_number(plan: Plan) -> int:
    """Return the number of a roster's last change, 0 if it is as it was published."""
    rows = Amendment.objects.unscoped("the version of a roster that was scoped").filter(plan=plan)
    return rows.aggregate(last=Max("number"))["last"] or 0


def version(plan: Plan) -> str:
    """Return the version as people say it: v3, and v3.2 after its second change."""
    return f"v{plan.version}.{number}" if (number := last_number(plan)) else f"v{plan.version}"


def last_of_posts(plan: Plan, posts: Collection[int]) -> dict[int, Amendment]:
    """Return the last change at each post that has any: a sheet is old only if its own post was changed."""
    rows = Amendment.objects.unscoped("posts that were scoped").filter(plan=plan, post__in=posts)
    return {row.post_id: row for row in rows.select_related("by").order_by("number", "pk")}


def of_slot(plan: Plan, post: Post, day: date, shift: ShiftKind) -> list[Amendment]:
    """Return what was changed in one slot, newest first."""
    rows = Amendment.objects.unscoped("a slot that was scoped").filter(plan=plan, post=post, day=day, shift=shift)
    return list(rows.select_related("gone", "comes", "by").order_by("-number", "pk"))


def changes(plan: Plan, account: Account, path: str, before: int | None) -> dict[str, Any]:
    """Return the changes of a roster in an area, newest first, a page at a time, each with its message to copy."""
    rows = _seen(plan, account, path)
    if before:
        rows = rows.filter(number__lt=before)
    listed = list(rows.order_by("-number", "pk")[: PAGE + 1])
    groups = [list(group) for _number, group in groupby(listed, key=lambda row: row.number)]
    is_more = len(listed) > PAGE
    groups = groups[:-1] if is_more and len(groups) > 1 else groups
    open_now = _not_known([row for group in groups for row in group])
    return {
        "groups": [_group(plan, account, group) | _known(group, open_now) for group in groups],
        "next_url": f"?in={path}&before={groups[-1][0].number}" if is_more else "",
    }


def _seen(plan: Plan, account: Account, path: str) -> QuerySet[Amendment]:
    rows = Amendment.objects.visible_to(account).filter(under("place_path", path), plan=plan)
    return rows.select_related("plan", "post__place", "shift", "gone", "comes", "by")


def _group(plan: Plan, account: Account, rows: list[Amendment]) -> dict[str, Any]:
    first = rows[0]
    is_undone = first.undone_by is not None
    return {
        "first": first,
        "rows": rows,
        "version": f"v{plan.version}.{first.number}",
        "is_undone": is_undone,
        "may_undo": not is_undone and all(account.may(Right.PUBLISH, row.place_path) for row in rows),
        "text": message(plan, rows, Names.SURNAMES, page_lang()),
    }


def _not_known(rows: list[Amendment]) -> set[tuple[int, int, datetime]]:
    """Return who has not confirmed what he was told by these changes: person, post, moment."""
    notices = Notice.objects.unscoped("told of changes that were scoped").filter(
        place__in={row.post_id for row in rows}, made_at__in={row.at for row in rows}, acknowledged_at=None
    )
    return set(notices.values_list("person_id", "place_id", "made_at"))


def _known(rows: list[Amendment], open_now: set[tuple[int, int, datetime]]) -> dict[str, Any]:
    told = {person.pk: (person, row) for row in rows for person in (row.gone, row.comes) if person is not None}
    waiting = [person for person, row in told.values() if (person.pk, row.post_id, row.at) in open_now]
    return {"n_told": len(told), "n_known": len(told) - len(waiting), "waiting": waiting}

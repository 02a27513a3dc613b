"""What the review of a roster shows: grid, certificate, holes, and what publishing it would mean."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import Http404

from yixian.web.access.rights import Right
from yixian.web.duty.amend_history import last_number, of_slot
from yixian.web.duty.certificate import certificate_of, hole_row, holes_of
from yixian.web.duty.grid import Grid
from yixian.web.duty.models import RosterHole
from yixian.web.duty.people_grid import people_rows
from yixian.web.duty.pins_queries import Pinned, mark, pins_of
from yixian.web.duty.rosters import Slot, changed_posts, counts, last_day, page_of, replaced_by
from yixian.web.duty.told import told_people
from yixian.web.duty.why import reasons_of
from yixian.web.duty.why_stale import moved
from yixian.web.numerals import numeral
from yixian.web.plans.models import PlanState
from yixian.web.plans.queries import SIGNS

if TYPE_CHECKING:
    from datetime import datetime

    from yixian.web.access.doors import OfficerRequest
    from yixian.web.access.models import Account
    from yixian.web.plans.models import Plan


@dataclass(frozen=True)
class Wish:
    """What the address asks for."""

    path: str
    by: str = "post"
    after: str = ""
    changed_only: bool = False
    number: int | None = None

    @classmethod
    def of(cls, request: OfficerRequest) -> Wish:
        """Read the address; what it does not know it leaves out."""
        asked = request.GET
        number = asked.get("post", "")
        return cls(
            path=request.scope_path,
            by="person" if asked.get("by") == "person" else "post",
            after=asked.get("after", "")[:100],
            changed_only=asked.get("only") == "changes",
            number=numeral(number),
        )

    def url(self, **other: Any) -> str:
        """Return the query of the same view with something else."""
        wish = replace(self, **({"after": ""} | other))
        only = "changes" if wish.changed_only else ""
        asked = {"in": wish.path, "by": wish.by, "only": only, "post": wish.number, "after": wish.after}
        return "?" + urlencode({key: value for key, value in asked.items() if value and value != "post"})


def review(plan: Plan, account: Account, wish: Wish, at: datetime) -> dict[str, Any]:
    """Return the context of the review page."""
    may_publish = account.may(Right.PUBLISH, plan.place_path)
    is_draft = plan.state == PlanState.DRAFT
    before = replaced_by(plan)
    pins = pins_of(plan, account, wish.path, at)
    holes, n_holes = holes_of(plan, account, wish.path)
    context = {
        "plan": plan,
        "sign": SIGNS[PlanState(plan.state)],
        "last": last_day(plan),
        "n_changes": 0 if is_draft else last_number(plan),
        "before": before,
        "counts": counts(plan, account, wish.path),
        "certificate": certificate_of(plan),
        "pins": pins if account.may_somewhere(Right.SEE_NAMES) else [],
        "holes": holes,
        "n_holes": n_holes,
        "n_changed": len(changed_posts(plan, before, account)),
        "is_draft": is_draft,
        "may_publish": may_publish,
        "may_plan": account.may(Right.PLAN, plan.place_path),
        "moved": moved(plan, account, at) if plan.state != PlanState.REPLACED else [],
        "told": len(told_people(plan, at)) if is_draft and may_publish else 0,
        "by_post": wish.url(by="post", changed_only=False),
        "by_person": wish.url(by="person", changed_only=False),
        "changes": wish.url(by="post", changed_only=True),
        "print_url": wish.url(by="post", changed_only=False),
        "wish": wish,
    }
    drawn = _people(plan, account, wish) if wish.by == "person" else _posts((plan, before), account, wish, (pins, at))
    return context | drawn


def _posts(
    plans: tuple[Plan, Plan | None], account: Account, wish: Wish, now: tuple[list[Pinned], datetime]
) -> dict[str, Any]:
    after = numeral(wish.after) or 0
    asked = {"path": wish.path, "after": after, "changed_only": wish.changed_only, "number": wish.number}
    page = page_of(*plans, account, asked)
    mark(page, now[0])
    grid = Grid(plans[0], page, now[1])
    more = wish.url(after=str(page.next_after)) if page.next_after else ""
    return {"head": grid.head(), "rows": grid.rows(), "next_url": more, "first_url": wish.url() if after else ""}


def _people(plan: Plan, account: Account, wish: Wish) -> dict[str, Any]:
    head, rows, next_after = people_rows(plan, account, wish.path, wish.after)
    more = wish.url(after=next_after) if next_after else ""
    return {"head": head, "rows": rows, "next_url": more, "first_url": wish.url() if wish.after else ""}


def why(plan: Plan, account: Account, cell: tuple[int, int, str], at: datetime) -> dict[str, Any]:
    """Return why a cell is as it is.

    Raises
    ------
    Http404
        If the roster has no such cell in the account's areas.
    """
    number, day, code = cell
    page = page_of(plan, replaced_by(plan), account, {"path": "", "number": number})
    if not page.posts or (day, code) not in page.window.hours:
        raise Http404
    mark(page, pins_of(plan, account, page.posts[0].place_path, at))
    post, on = page.posts[0], page.days()[day]
    shift = next(shift for shift in page.shifts() if shift.code == code)
    slot = page.slots.get((post.pk, on, shift.pk), Slot())
    hole = RosterHole.objects.visible_to(account).filter(plan=plan, post=post, day=on, shift=shift).first()
    reasons = reasons_of(plan, account, (post, day, code))
    is_past = page.window.hours[day, code][0] <= at
    planned = {row["key"] for row in reasons["chosen"]}
    return {
        "plan": plan,
        "post": post,
        "day": on,
        "index": day,
        "shift": shift,
        "slot": slot,
        "hole": hole_row(plan, hole) if hole else None,
        "is_past": is_past,
        "by_hand": [name for name in slot.names if name.person_id not in planned],
        "history": of_slot(plan, post, on, shift),
        "may_pin": not is_past and account.may(Right.PLAN, post.place_path),
        "may_change": (
            not is_past and plan.state == PlanState.PUBLISHED and account.may(Right.PUBLISH, post.place_path)
        ),
        **reasons,
    }

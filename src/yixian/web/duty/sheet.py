"""The duty sheets that hang at the posts, from the lines of a roster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.translation import gettext as _

from yixian.web.duty.amend_history import last_of_posts
from yixian.web.duty.models import ReadinessItem, ShiftKind
from yixian.web.duty.rosters import Slot, page_of, replaced_by
from yixian.web.plans.models import PlanState
from yixian.web.plans.refusals import page_lang
from yixian.web.ui.paper.duty_sheet import Contact, Day, DutySheet, Guard, Shift, duty_sheets

if TYPE_CHECKING:
    from datetime import date

    from yixian.web.access.models import Account
    from yixian.web.duty.models import Amendment, Post
    from yixian.web.duty.review import Wish
    from yixian.web.duty.rosters import Page
    from yixian.web.plans.models import Plan


def sheets_pdf(plan: Plan, account: Account, wish: Wish, posts_url: str) -> bytes:
    """Return the sheets of the posts of an area, or of one post, as one PDF.

    Raises
    ------
    Http404
        If the roster has no post there.
    """
    sheets = sheets_of(plan, account, wish, posts_url)
    if not sheets:
        raise Http404
    return duty_sheets(sheets, page_lang())


def sheets_of(plan: Plan, account: Account, wish: Wish, posts_url: str) -> list[DutySheet]:
    """Return what hangs at each post; the code on it leads to the post's page, where the newest version is."""
    page = page_of(plan, None, account, {"path": wish.path, "number": wish.number, "all": True})
    common = _common(plan, replaced_by(plan))
    changes = last_of_posts(plan, [post.pk for post in page.posts])
    return [_sheet(page, post, common | _changed(plan, changes.get(post.pk)), posts_url) for post in page.posts]


def _changed(plan: Plan, change: Amendment | None) -> dict[str, Any]:
    """Return what a sheet says of the last change at its post: whoever holds v3 sees that v3.2 hangs there now."""
    if change is None:
        return {}
    publisher = {"publisher": change.by.name} if change.by else {}
    number = f"v{plan.version}"
    return {"version": f"{number}.{change.number}", "published_at": change.at, "replaces": number, **publisher}


def _common(plan: Plan, before: Plan | None) -> dict[str, Any]:
    is_draft = plan.state == PlanState.DRAFT
    names = "name_zh" if page_lang() == "zh" else "name_en"
    return {
        "version": f"v{plan.version}",
        "publisher": plan.published_by.name if plan.published_by else "",
        "published_at": None if is_draft else plan.published_at,
        "replaces": f"v{before.version}" if before else None,
        "readiness": tuple(ReadinessItem.objects.unscoped("the checklist").values_list(names, flat=True)),
        "rules": (
            _("Nobody leaves before the next guard has signed in."),
            _("Whoever cannot come calls the post leader at once."),
        ),
    }


def _sheet(page: Page, post: Post, common: dict[str, Any], posts_url: str) -> DutySheet:
    return DutySheet(
        post=post.place.name,
        number=post.spoken,
        place=post.place.parent.name if post.place.parent else "",
        days=tuple(Day(day, tuple(_shifts(page, post, day))) for day in page.days()),
        contacts=tuple(_contacts(post)),
        url=f"{posts_url}{post.spoken}/",
        **common,
    )


def _shifts(page: Page, post: Post, day: date) -> list[Shift]:
    found = []
    for kind in page.shifts():
        slot = page.slots.get((post.pk, day, kind.pk), Slot())
        if slot.names or slot.missing or page.needs.get(post.pk, {}).get(kind.pk):
            found.append(_shift(kind, slot))
    return found


def _shift(kind: ShiftKind, slot: Slot) -> Shift:
    guards = tuple(Guard(name.name, name.leads) for name in slot.names)
    return Shift(shift_name(kind.code), kind.starts, kind.ends, guards, slot.missing, slot.missing_leaders == 0)


def shift_name(code: str) -> str:
    """Return the name of a shift."""
    return {"early": _("Early"), "late": _("Late"), "night": _("Night")}.get(code, code)


def _contacts(post: Post) -> list[Contact]:
    """Return whom to call: the post itself; nobody's own number hangs outside."""
    return [Contact(_("Post"), post.phone)] if post.phone else []

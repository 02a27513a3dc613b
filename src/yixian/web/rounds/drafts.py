"""Reading plans of postings: which an account may open, and the lines and gaps of one."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yixian.web.access.models import Account
from yixian.web.access.scope import NOBODY, under
from yixian.web.journal.models import Event
from yixian.web.plans.models import Plan, PlanState
from yixian.web.plans.queries import listed
from yixian.web.register.trees import parents
from yixian.web.rounds.models import PostingGap, PostingLine
from yixian.web.rounds.roles import Role

IN_FORCE = (PlanState.PUBLISHED, PlanState.REPLACED)
KEPT = (PlanState.DRAFT, *IN_FORCE)
WHY = {
    "away": lazy("May not be posted: protected by law, or not sent yet"),
    "barred": lazy("May not serve where people lack"),
    "reserve": lazy("Reserve: every place is taken"),
}
# What moves the facts under a plan, by the kind of its event.
MOVED = {
    "person_posted": lazy("posted by hand"),
    "person_moved": lazy("moved by hand"),
    "posting_ended": lazy("taken back"),
    "compound_need_set": lazy("needs changed"),
    "person_pinned": lazy("pinned"),
    "person_unpinned": lazy("no longer pinned"),
    "role_set": lazy("roles changed"),
    "postings_published": lazy("another plan published"),
    "upload_applied": lazy("workbooks written"),
    "upload_undone": lazy("workbooks undone"),
}


def posting_plan(account: Account, pk: int) -> Plan:
    """Return a plan of postings that has been computed; of a larger area's one only what is in force.

    Raises
    ------
    Http404
        If there is none in the account's areas.
    """
    above = {path for own in account.place_paths for path in parents(own)}
    larger = Q(place_path__in=above, state__in=IN_FORCE) if above else NOBODY
    mine = Plan.scope.rows(account) | larger
    plans = Plan.objects.unscoped("scoped here: a larger area's plan holds lines of his").filter(mine, room="rounds")
    found = listed(plans).filter(pk=pk, state__in=KEPT).first()
    if found is None:
        raise Http404
    return found


def lines_of(plan: Plan, account: Account, path: str) -> list[PostingLine]:
    """Return the lines of a plan that an account may see, compound by compound; the unplaced last."""
    rows = PostingLine.objects.visible_to(account).filter(under("place_path", path), plan=plan)
    rows = rows.select_related("person__unit", "place", "was").defer("place__boundary", "was__boundary")
    return sorted(rows, key=lambda line: (line.place is None, line.place_path, line.role, line.pk))


def gaps_of(plan: Plan, account: Account, path: str) -> list[dict[str, Any]]:
    """Return the compounds that a plan leaves short, those with most people missing first, each with its reason."""
    rows = PostingGap.objects.visible_to(account).filter(under("place_path", path), plan=plan)
    found = rows.select_related("place").defer("place__boundary").order_by("-missing", "place_path")
    return [
        {
            "place": gap.place,
            "missing": gap.missing,
            "roles": [str(Role(code).label) for code in gap.roles],
            "cause": cause_of(gap),
        }
        for gap in found
    ]


def cause_of(gap: PostingGap) -> str:
    """Return why a compound stays short, with the numbers that say so."""
    reason = next(iter(gap.reasons), None)
    if reason is None:
        return ""
    code, params = reason["code"], reason["params"]
    if code == "hole_people":
        text = _("The compounds need %(needed)s people, %(people)s can be posted")
    elif code == "skill_scarce":
        text = _("%(skilled)s people have the role, the compounds want %(wanted)s")
    elif code == "skill_dear":
        text = _("Fetching somebody with the role costs more than lacking one; %(skilled)s have it")
    else:
        text = _("Whoever is left may not serve here")
    return str(text % params)


def moved_facts(plan: Plan, account: Account) -> list[str]:
    """Return what has happened in the area since the facts of a plan were read, in words."""
    since = Event.objects.visible_to(account).filter(
        under("place_path", plan.place_path), kind__in=MOVED, at__gt=plan.published_at or plan.facts_at or plan.asked_at
    )
    counted = dict(since.order_by().values_list("kind").annotate(n=Count("pk")))
    return [f"{label} {counted[kind]}" for kind, label in MOVED.items() if counted.get(kind)]

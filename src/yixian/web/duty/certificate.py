"""Whether a roster can be trusted, in the words of those who answer for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Window
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from yixian.web.access.scope import under
from yixian.web.duty.models import RosterHole
from yixian.web.duty.staffing import STAFFING

if TYPE_CHECKING:
    from yixian.web.access.models import Account
    from yixian.web.plans.models import Plan

MOST_HOLES = 20
SOFT = ("need_people", "need_leader")
RULES = {
    "need_people": lazy("Every shift has its people"),
    "need_leader": lazy("A member leads where one is needed"),
    "rest": lazy("Rest between two shifts ≥ %(min_rest_hours)s hours"),
    "nights_in_row": lazy("Nights in a row ≤ %(max_nights_in_row)s"),
    "nights_total": lazy("Nights in 14 days ≤ %(max_nights)s"),
    "hours_week": lazy("Hours a week ≤ %(max_hours_week)s"),
    "days_in_row": lazy("Days in a row ≤ %(max_days_in_row)s"),
    "shifts_week": lazy("Volunteers give no more than they offered"),
    "unavailable": lazy("No shift against the law on the pregnant, nursing, minors, the ill and observed"),
    "reach": lazy("Within 40 minutes and the own township"),
    "one_shift_a_day": lazy("One shift a day"),
    "never_more_than_needed": lazy("Nowhere more than needed"),
}
CAUSES = {
    "keeps_nothing": lazy("%(n)s could still come"),
    "keeps_on_duty": lazy("%(n)s on duty that day"),
    "keeps_unavailable": lazy("%(n)s may not be asked then"),
    "keeps_rest": lazy("%(n)s would rest less than 11 hours"),
    "keeps_hours_week": lazy("%(n)s have worked their week"),
    "keeps_shifts_week": lazy("%(n)s have given the shifts they offered"),
    "keeps_days_in_row": lazy("%(n)s need a day off"),
    "keeps_nights_in_row": lazy("%(n)s need a night off"),
    "keeps_nights_total": lazy("%(n)s have had their nights"),
    "keeps_no_nights": lazy("%(n)s stand no nights"),
}


def certificate_of(plan: Plan) -> dict[str, Any]:
    """Return verdict, figures and rules of a plan."""
    gap = None
    if plan.cost and plan.bound is not None:
        gap = round(100 * max(0, plan.cost - plan.bound) / plan.cost, 1)
    found = plan.certificate.get("rules", [])
    rules = {row["code"]: row for row in found}
    return {
        "is_sound": plan.is_sound,
        "is_optimal": plan.is_optimal,
        "cost": _grouped(plan.cost),
        "bound": _grouped(plan.bound),
        "gap": gap,
        "solve_s": plan.certificate.get("solve_s"),
        # Less than a tenth of a second is shown as that, not as nothing.
        "check_s": plan.certificate.get("check_s") or 0.1 if "check_s" in plan.certificate else None,
        "rules": [_rule(rules[code]) for code in RULES if code in rules and rules[code]["tested"]],
        "faults": plan.certificate.get("faults", [])[:5],
    }


def _grouped(value: int | None) -> str:
    return "" if value is None else f"{value:,}"


def _rule(row: dict[str, Any]) -> dict[str, Any]:
    is_whole = row["held"] == row["tested"]
    broken = "warn" if row["code"] == "need_leader" else "alarm"
    return {
        "words": str(RULES[row["code"]]) % STAFFING.rules,
        "sign": "ok" if is_whole else broken,
        "count": f"{row['held']:,} / {row['tested']:,}" if not is_whole or row["code"] in SOFT else _("all"),
    }


def holes_of(plan: Plan, account: Account, path: str) -> tuple[list[dict[str, Any]], int]:
    """Return the largest holes of a roster in an area, each with its cause, and how many there are."""
    found = RosterHole.objects.visible_to(account).filter(under("place_path", path), plan=plan)
    rows = found.select_related("post__place", "shift").order_by("-missing", "day", "shift__order", "pk")
    largest = list(rows.annotate(total=Window(Count("pk")))[:MOST_HOLES])
    return [hole_row(plan, hole) for hole in largest], largest[0].total if largest else 0


def hole_row(plan: Plan, hole: RosterHole) -> dict[str, Any]:
    """Return a hole as the list shows it."""
    short = ngettext("%(n)d person short", "%(n)d people short", hole.missing) % {"n": hole.missing}
    return {
        "post": hole.post,
        "day": hole.day,
        "index": (hole.day - plan.starts_on).days,
        "shift": hole.shift,
        "sign": "alarm" if hole.missing else "warn",
        "short": short if hole.missing else _("No member"),
        "cause": cause(hole.reasons),
    }


def cause(reasons: list[dict[str, Any]]) -> str:
    """Return one line that says what keeps the people within reach: 6 on duty that day, 3 would rest too little."""
    said = [
        str(CAUSES[reason["code"]]) % {"n": reason["params"].get("people", 0)}
        for reason in reasons
        if reason["code"] in CAUSES
    ]
    if any(reason["code"] == "amended" for reason in reasons):
        return str(_("Somebody was taken off after the roster was published."))
    within = sum(reason["params"].get("people", 0) for reason in reasons)
    if not said:
        return str(_("Nobody else is within reach."))
    return _("Of %(n)s within reach: ") % {"n": within} + _(", ").join(said[:3]) + _(".")

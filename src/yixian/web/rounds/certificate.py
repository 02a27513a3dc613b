"""Whether a plan of postings can be trusted, in the words of those who answer for it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yixian.web.plans.models import Plan

RULES = {
    "need": lazy("Every compound has its people, or the gap is named"),
    "fewest_holes": lazy("No plan leaves fewer places empty"),
    "away": lazy("Nobody is posted whom the law forbids"),
    "pinned": lazy("Whoever has arrived or is pinned stays"),
    "unplaced": lazy("Whoever serves nowhere is named with the reason"),
}
MOST_FAULTS = 5


def certificate_of(plan: Plan) -> dict[str, Any]:
    """Return verdict, figures and rules of a plan."""
    gap = None
    if plan.cost and plan.bound is not None:
        gap = round(100 * max(0, plan.cost - plan.bound) / plan.cost, 1)
    rules = {row["code"]: row for row in plan.certificate.get("rules", [])}
    return {
        "is_sound": plan.is_sound,
        "is_optimal": plan.is_optimal,
        "cost": _grouped(plan.cost),
        "bound": _grouped(plan.bound),
        "gap": gap,
        "solve_s": plan.certificate.get("solve_s"),
        # Less than a tenth of a second is shown as that, not as nothing.
        "check_s": plan.certificate.get("check_s") or 0.1 if "check_s" in plan.certificate else None,
        "rules": [_rule(code, rules[code]) for code in RULES if code in rules and rules[code]["tested"]],
        "faults": plan.certificate.get("faults", [])[:MOST_FAULTS],
    }


def _grouped(value: int | None) -> str:
    return "" if value is None else f"{value:,}"


def _rule(code: str, row: dict[str, Any]) -> dict[str, Any]:
    is_whole = row["held"] == row["tested"]
    return {
        "words": RULES[code],
        "sign": "ok" if is_whole else "alarm",
        "count": _("all") if is_whole else f"{row['held']:,} / {row['tested']:,}",
    }

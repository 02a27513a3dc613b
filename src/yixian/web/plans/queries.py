"""Reading plans: which there are, and how far a computation is."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from yixian.web.access.scope import under
from yixian.web.plans.chart import lines
from yixian.web.plans.models import Plan, PlanState

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from yixian.web.access.models import Account

PAGE = 100
ROOM_NAMES = {"duty": _("Roster"), "rounds": _("Postings")}
SIGNS = {
    PlanState.ASKED: "off",
    PlanState.COMPUTING: "busy",
    PlanState.DRAFT: "draft",
    PlanState.REFUSED: "alarm",
    PlanState.FAILED: "warn",
    PlanState.CANCELLED: "off",
    PlanState.PUBLISHED: "ok",
    PlanState.REPLACED: "off",
}
UNDER_WAY = (PlanState.ASKED, PlanState.COMPUTING)
REVIEWED = (PlanState.DRAFT, PlanState.PUBLISHED, PlanState.REPLACED)
PHASES = {
    "start": _("First plan"),
    "search": _("Improving"),
    "prove": _("Proving"),
    "check": _("Checking"),
}


def listed(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Return plans as lists show them: without the files, which may be large."""
    # The room's pages list plans too, so this is the one place that knows what a list needs.
    return plans.defer("problem", "answer").select_related("place", "asked_by", "published_by")


def plan_groups(account: Account, path: str, before: int | None) -> dict[str, Any]:
    """Return the plans of an area: waiting for publication, under way, and the rest a page at a time."""
    mine = listed(Plan.objects.visible_to(account).filter(under("place_path", path))).order_by("-pk")
    first = [*UNDER_WAY, PlanState.DRAFT]
    rest = mine.exclude(state__in=first)
    older = list((rest.filter(pk__lt=before) if before else rest)[: PAGE + 1])
    return {
        "drafts": rows(mine.filter(state=PlanState.DRAFT)[:PAGE]),
        "under_way": rows(mine.filter(state__in=UNDER_WAY)[:PAGE]),
        "others": rows(older[:PAGE]),
        "older_url": f"?in={path}&before={older[PAGE - 1].pk}" if len(older) > PAGE else "",
    }


def rows(plans: Any) -> list[dict[str, Any]]:
    """Return plans as the list shows them."""
    return [
        {
            "plan": plan,
            "sign": SIGNS[PlanState(plan.state)],
            "name": ROOM_NAMES.get(plan.room, plan.room),
            "cost": _grouped(plan.cost),
        }
        for plan in plans
    ]


def progress(plan: Plan, at: datetime) -> dict[str, Any]:
    """Return how far a computation is: share, words, seconds left, and the points of its small chart."""
    job = plan.job
    spent_s = (at - job.claimed_at).total_seconds() if job.claimed_at else 0
    # A search runs to its limit unless it proves itself; what the share says is more exact near the end.
    left_s = max(0, round(plan.time_limit_s * (1 - job.share))) if job.claimed_at else None
    best, bound = lines(job.track)
    return {
        "percent": round(100 * job.share),
        "phase": PHASES.get(job.phase, _("Computing") if job.claimed_at else _("Waiting")),
        "best": _grouped(job.best),
        "bound": _grouped(job.bound),
        "gap": _gap(job.best, job.bound),
        "left": None if left_s is None else f"{left_s // 60}:{left_s % 60:02}",
        "best_points": best,
        "bound_points": bound,
        "is_slow": spent_s > 2 * plan.time_limit_s + 20,
        "is_ending": job.wants_best_now or job.wants_cancel,
    }


def _grouped(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}"


def _gap(best: float | None, bound: float | None) -> float | None:
    if not best or bound is None:
        return None
    return round(100 * max(0.0, best - bound) / best, 1)


def document(plan: Plan, name: str) -> bytes:
    """Return the question or the answer of a plan as the planner's own file.

    Raises
    ------
    Http404
        While there is none.
    """
    stored = plan.problem if name == "problem" else plan.answer
    if not stored:
        raise Http404
    return zlib.decompress(bytes(stored))

"""What the review of a plan of postings shows: who goes where, certificate, gaps, and what publishing would mean."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.plans.models import Plan, PlanState
from yixian.web.plans.queries import SIGNS
from yixian.web.rounds.certificate import certificate_of
from yixian.web.rounds.drafts import WHY, gaps_of, lines_of, moved_facts
from yixian.web.rounds.models import PostingLine
from yixian.web.rounds.publish import change_of
from yixian.web.rounds.wish import Wish

VIEWS = CHANGES, UNITS, NOWHERE = "changes", "units", "nowhere"
MOST_GAPS = 20


def review(plan: Plan, account: Account, wish: Wish, at: datetime) -> dict[str, Any]:
    """Return the context of the review page."""
    lines = lines_of(plan, account, wish.path)
    placed = [line for line in lines if line.place is not None]
    is_draft = plan.state == PlanState.DRAFT
    may_publish = account.may(Right.PUBLISH, plan.place_path)
    gaps = gaps_of(plan, account, wish.path)
    changed = [line for line in lines if line.place_id != line.was_id]
    return wish.cut(_groups(lines, wish)) | {
        "plan": plan,
        "sign": SIGNS[PlanState(plan.state)],
        "last": plan.starts_on + timedelta(days=plan.days - 1),
        "views": _views(wish, len(changed), len(lines) - len(placed)),
        "view": wish.state,
        "compounds": len({line.place_id for line in placed}),
        "people": len(placed),
        "certificate": certificate_of(plan),
        "gaps": gaps[:MOST_GAPS],
        "n_gaps": len(gaps),
        "moved": moved_facts(plan, account),
        "is_draft": is_draft,
        "may_publish": may_publish,
        "may_plan": account.may(Right.PLAN, plan.place_path),
        "told": len(change_of(plan, at).told) if is_draft and may_publish else 0,
    }


def _views(wish: Wish, n_changed: int, n_nowhere: int) -> list[dict[str, Any]]:
    def link(state: str) -> dict[str, Any]:
        kept = {name: value for name, value in wish.kept.items() if name != "state"}
        url = f"?{urlencode(kept | ({'state': state} if state else {}))}"
        return {"url": url, "is_on": wish.state == state, "code": state}

    return [link(""), link(UNITS), link(CHANGES) | {"n": n_changed}, link(NOWHERE) | {"n": n_nowhere}]


def _groups(lines: list[PostingLine], wish: Wish) -> list[dict[str, Any]]:
    """Return the lines as the view asks: by compound, by unit, those that change, those placed nowhere."""
    if wish.state == CHANGES:
        lines = [line for line in lines if line.place_id != line.was_id]
    elif wish.state == NOWHERE:
        lines = [line for line in lines if line.place is None]
    elif wish.state != UNITS:
        lines = [line for line in lines if line.place is not None]
    groups: dict[str, list[PostingLine]] = defaultdict(list)
    for line in lines:
        groups[_title(line, wish)].append(line)
    return [{"title": title, "lines": [_shown(line) for line in own]} for title, own in groups.items()]


def _title(line: PostingLine, wish: Wish) -> str:
    if wish.state == UNITS or line.place is None:
        return line.person.unit.name if line.person.unit else ""
    return line.place.name


def _shown(line: PostingLine) -> dict[str, Any]:
    return {
        "person": line.person,
        "unit": line.person.unit.name if line.person.unit else "",
        "place": line.place,
        "role": line.get_role_display(),
        "was": line.was,
        "is_changed": line.place_id != line.was_id,
        "why": WHY.get(line.why, ""),
    }

"""Reading pastes for their pages."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from yixian.web.access.models import Account
from yixian.web.access.scope import under
from yixian.web.action import refusal
from yixian.web.uploads.pastes import Paste
from yixian.web.uploads.rolls import Line, matched

MOST = 20
SIGNS = {
    "ready": "ok", "stored": "ok", "on_post": "ok", "gone": "off", "repeated": "off", "absent": "alarm", "read": "off",
    "skipped": "off", "no_state": "warn", "which": "warn", "alike": "warn", "no_duty": "warn", "unknown": "warn",
}  # fmt: skip


def pastes_of(account: Account, scope_path: str) -> QuerySet[Paste]:
    """Return the newest pastes of an area, without their lines."""
    mine = Paste.objects.visible_to(account).filter(under("place_path", scope_path))
    return mine.select_related("by", "taken_by").defer("sealed").order_by("-pk")[:MOST]


def shown(paste: Paste, account: Account) -> dict[str, Any]:
    """Return a paste as its page shows it: what waits for somebody first, then in the order of the lines."""
    found = matched(paste, account)
    rows = [_row(line) for line in found.lines]
    return {
        "counts": found.counts,
        "rows": sorted(rows, key=lambda row: not row["is_open"]),
        "unnamed": [
            {"line": one.line, "text": one.text, "why": refusal(f"{one.why}_line", {})} for one in found.roll.unnamed
        ],
        "missing": found.roll.missing,
        "doubled": found.roll.doubled,
    }


def _row(line: Line) -> dict[str, Any]:
    said = line.said
    return {
        "key": said.key,
        "line": said.line,
        "text": said.text,
        "name": said.name,
        "sign": SIGNS[line.verdict],
        "verdict": line.verdict,
        "word": refusal(f"{line.verdict}_line", {}),
        "doubts": [refusal(f"{doubt}_line", {}) for doubt in said.doubts],
        "state": refusal(f"{said.state}_said", {}) if said.state else "",
        "at": line.at,
        "duty": line.duty,
        "choices": line.choices,
        "is_open": line.is_open,
    }

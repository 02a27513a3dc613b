"""The words and cells of a duty sheet, page by page, for the template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.web.ui.paper.calendar_words import hour, minute, month_day, period, weekday
from yixian.web.ui.paper.qr import svg
from yixian.words import Lang, say

if TYPE_CHECKING:
    from yixian.web.ui.paper.duty_sheet import Day, DutySheet, Shift
    from yixian.web.ui.paper.press import Data

DAYS_ON_A_PAGE = 7
MOST_NAME_COLUMNS = 4
LABELS = (
    *("duty_sheet", "day", "shift", "guard", "sign_in", "sign_out", "hand_over"),
    *("no_shifts", "readiness", "rules", "contacts", "scan", "draft", "no_type"),
)


def labels(lang: Lang) -> Data:
    """Return the fixed words of the sheet."""
    return {code: _say(code, lang) for code in LABELS}


def pages(sheet: DutySheet, lang: Lang) -> list[Data]:
    """Return the pages of one post, seven days on each, as the template reads them."""
    starts = range(0, max(len(sheet.days), 1), DAYS_ON_A_PAGE)
    code = svg(sheet.url, quiet_modules=0)
    return [
        {
            **_page(sheet, lang, sheet.days[start : start + DAYS_ON_A_PAGE]),
            "qr": code,
            "page": _say("page_of", lang, n=n, total=len(starts)),
        }
        for n, start in enumerate(starts, start=1)
    ]


def _page(sheet: DutySheet, lang: Lang, days: tuple[Day, ...]) -> dict[str, Data]:
    shifts = [shift for day in days for shift in day.shifts]
    most = max((len(shift.guards) + shift.n_missing for shift in shifts), default=1)
    n_columns = max(1, min(most, MOST_NAME_COLUMNS))
    line = (sheet.number, sheet.place, _period(days, lang), _say("legend", lang))
    return {
        "post": sheet.post,
        "line": " · ".join(part for part in line if part),
        "is_draft": sheet.published_at is None,
        "columns": n_columns,
        "days": [_day(day, n_columns, lang) for day in days if day.shifts],
        "readiness": list(sheet.readiness),
        "rules": list(sheet.rules),
        "contacts": [[contact.who, contact.reach] for contact in sheet.contacts],
        "foot": _foot(sheet, lang),
        "url": sheet.url,
    }


def _day(day: Day, n_columns: int, lang: Lang) -> Data:
    return {
        "date": month_day(day.on, lang),
        "weekday": weekday(day.on, lang),
        "shifts": [_shift(shift, n_columns, lang) for shift in day.shifts],
    }


def _shift(shift: Shift, n_columns: int, lang: Lang) -> Data:
    """Return a shift with its names dealt to the columns; the last one holds the rest and the hole."""
    names = [f"{guard.name}★" if guard.is_leader else guard.name for guard in shift.guards]
    n_cells = n_columns - 1 if shift.n_missing and len(names) >= n_columns else n_columns
    hours = "hours" if shift.ends > shift.starts else "hours_overnight"
    return {
        "name": shift.name,
        "hours": _say(hours, lang, starts=hour(shift.starts), ends=hour(shift.ends)),
        "names": ["、".join(names[i::n_cells]) for i in range(min(n_cells, len(names)))] if n_cells else [],
        "short": _say("short", lang, n=shift.n_missing) if shift.n_missing else "",
        "no_member": "" if shift.has_member else _say("no_member", lang),
    }


def _period(days: tuple[Day, ...], lang: Lang) -> str:
    return period(days[0].on, days[-1].on, lang) if days else ""


def _foot(sheet: DutySheet, lang: Lang) -> str:
    parts = [_say("plan", lang, version=sheet.version)]
    if sheet.published_at is None:
        parts.append(_say("draft", lang))
    else:
        parts.append(_say("published", lang, at=minute(sheet.published_at, lang), by=sheet.publisher))
    if sheet.replaces:
        parts.append(_say("replaces", lang, version=sheet.replaces))
    return " · ".join(parts)


def _say(code: str, lang: Lang, **params: object) -> str:
    return say(__package__, code, params, lang)

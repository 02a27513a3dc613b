"""What the postings put on the Today page: causes to act on, and by when people report."""

from __future__ import annotations

from collections import Counter, defaultdict

from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from yixian.web.alarms import Cell, Coming
from yixian.web.figures import Asked
from yixian.web.rounds.causes import alarms
from yixian.web.rounds.now import CompoundNow
from yixian.web.rounds.troubles import compounds, is_begun, postings

__all__ = ["COLUMNS", "alarms", "coming", "table"]
COLUMNS = {"reported": gettext_lazy("Posted cadres arrived")}


def table(asked: Asked) -> dict[str, dict[str, Cell]]:
    """Return arrived and posted people for each township; nothing before anybody is posted."""
    if not is_begun(asked):
        return {}
    towns: dict[str, list[CompoundNow]] = defaultdict(list)
    for one in compounds(asked):
        towns[one.place.path[:4]].append(one)
    return {path: {"reported": _cell(found)} for path, found in towns.items()}


def _cell(found: list[CompoundNow]) -> Cell:
    arrived, posted = sum(one.arrived for one in found), sum(len(one.postings) for one in found)
    is_bad = any(one.lacking or one.late for one in found)
    return Cell(f"{arrived}/{posted}", "warn" if is_bad else "", arrived / posted if posted else None)


def coming(asked: Asked) -> list[Coming]:
    """Return by when people have to report."""
    due = Counter(one.task.starts_at for one in postings(asked) if not one.has_arrived)
    return [
        Coming(at, ngettext("%(n)s reports by then", "%(n)s report by then", n) % {"n": n}, reverse("rounds:arrivals"))
        for at, n in due.items()
        if at > asked.at
    ]

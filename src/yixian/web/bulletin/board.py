"""Reading figures: all of an area at one moment, the rows of one, the issues so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.bulletin.facts import Facts, gathered
from yixian.web.bulletin.letter import linked, write
from yixian.web.bulletin.models import Brief
from yixian.web.bulletin.moment import Moment
from yixian.web.figures import Asked, Figure, Rows, all_figures
from yixian.web.numerals import numeral
from yixian.web.plans.refusals import page_lang

PAGE = 100
ISSUES = 20


@dataclass(frozen=True)
class RowsPage:
    """A hundred of the rows behind a figure, each cell with the address of its thing where there is one."""

    heads: list[object]
    rows: list[tuple[str, list[object]]]
    total: int
    first: int
    before: str
    after: str
    export_url: str


def whole(asked: Asked, moment: Moment, before: str) -> dict[str, Any]:
    """Return the context of the bulletin's page."""
    figures = all_figures()
    told = [figure for figure in figures if figure.knows_past or not moment.is_past]
    state = _state(asked, moment)
    opens = asked.account.may_somewhere(Right.SEE_NAMES)
    facts = gathered(asked, told)
    rows = [_shown(figure, facts, state if opens else None) for figure in told]
    letter = write(facts, asked.at, page_lang())
    urls = {row["key"]: row["url"] for row in rows}
    return {
        "moment": moment,
        "figures": rows,
        "can_look_back": any(figure.knows_past for figure in figures),
        "missing": [figure.label for figure in figures if figure not in told],
        "letter": linked(letter, urls),
        "next_number": next_number(),
        "may_make": asked.account.may(Right.BRIEF) and not asked.path and not moment.is_past,
    } | _issues(asked.account, before)


def rows_page(figure: Figure, asked: Asked, moment: Moment, after: str) -> RowsPage:
    """Return one page of the rows behind a figure."""
    found: Rows = figure.rows(asked)
    first = min(numeral(after) or 0, len(found.rows))
    urls = list(found.urls) or [""] * len(found.rows)
    shown = list(zip(urls, found.rows, strict=True))[first : first + PAGE]
    state = _state(asked, moment)
    return RowsPage(
        heads=list(found.heads),
        rows=[(url, list(row)) for url, row in shown],
        total=len(found.rows),
        first=first + 1 if shown else 0,
        before=f"?{urlencode(state | {'after': max(0, first - PAGE)})}" if first else "",
        after=f"?{urlencode(state | {'after': first + PAGE})}" if first + PAGE < len(found.rows) else "",
        export_url=reverse("bulletin:export", args=[figure.key]) + _query(state),
    )


def _state(asked: Asked, moment: Moment) -> dict[str, str]:
    """Return what the addresses below this page repeat: the area and the moment, where they are not the usual ones."""
    return {name: value for name, value in (("in", asked.path), ("at", moment.query)) if value}


def _query(state: dict[str, str]) -> str:
    return f"?{urlencode(state)}" if state else ""


def _shown(figure: Figure, facts: Facts, state: dict[str, str] | None) -> dict[str, Any]:
    """Return a figure as the board shows it; who may not see names gets no address of its rows."""
    url = "" if state is None else reverse("bulletin:figure", args=[figure.key]) + _query(state)
    return {
        "key": figure.key,
        "label": figure.label,
        "value": f"{facts['n'][figure.key]:,}",
        "of": f"/ {facts['of'][figure.key]:,}" if figure.whole else figure.unit,
        "url": url,
    }


def next_number() -> int:
    """Return the number of the next issue."""
    newest = Brief.objects.unscoped("numbers are the county's").order_by("-number")
    return (newest.values_list("number", flat=True).first() or 0) + 1


def _issues(account: Account, before: str) -> dict[str, Any]:
    seen = Brief.objects.visible_to(account).defer("pdf", "figures").select_related("made_by").order_by("-number")
    if (number := numeral(before)) is not None:
        seen = seen.filter(number__lt=number)
    found = list(seen[: ISSUES + 1])
    older = f"?before={found[ISSUES - 1].number}" if len(found) > ISSUES else ""
    return {"issues": found[:ISSUES], "older_url": older}

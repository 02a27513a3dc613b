"""The same roster by person: one row for everybody, one column for each day."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.html import format_html, format_html_join

from yixian.web.access.masks import initial
from yixian.web.access.rights import Right
from yixian.web.access.scope import under
from yixian.web.duty.grid import BREAK, short_name, weekday
from yixian.web.duty.models import RosterLine
from yixian.web.duty.rosters import PAGE
from yixian.web.numerals import numeral
from yixian.web.register.models import PersonKind

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.utils.safestring import SafeString

    from yixian.web.access.models import Account
    from yixian.web.plans.models import Plan

Cells = dict[tuple[int, int], list[tuple[str, str]]]


def people_rows(plan: Plan, account: Account, path: str, after: str) -> tuple[dict[str, Any], list[SafeString], str]:
    """Return head, rows, and where the next page begins; empty when there is none."""
    lines = RosterLine.objects.visible_to(account).filter(under("place_path", path), plan=plan)
    people = _people(lines, after)
    cells: Cells = defaultdict(list)
    mine = lines.filter(person__in=[person[0] for person in people]).order_by("starts_at")
    for person, day, shift, post in mine.values_list("person_id", "day", "shift__code", "post__place__name"):
        cells[person, (day - plan.starts_on).days].append((shift, post))
    days = [plan.starts_on + timedelta(days=day) for day in range(plan.days)]
    head = {"days": [{"number": day.day, "weekday": weekday(day)} for day in days], "shifts": []}
    shown = people[:PAGE]
    more = f"{shown[-1][2]}~{shown[-1][0]}" if len(people) > PAGE else ""
    is_masked = not account.may_somewhere(Right.SEE_NAMES)
    return head, [_row(person, cells, plan.days, is_masked=is_masked) for person in shown], more


def _people(lines: QuerySet[RosterLine], after: str) -> list[tuple[Any, ...]]:
    columns = ("person_id", "person__name", "person__name_key", "person__is_member", "person__kind")
    people = lines.order_by("person__name_key", "person_id").values_list(*columns).distinct()
    key, _, last = after.rpartition("~")
    if (pk := numeral(last)) is not None:
        people = people.filter(Q(person__name_key__gt=key) | Q(person__name_key=key, person_id__gt=pk))
    return list(people[: PAGE + 1])


def _row(person: tuple[Any, ...], cells: Cells, days: int, *, is_masked: bool) -> SafeString:
    pk, name, _, is_member, kind = person
    marked = '<span class="party">{}</span>' if is_member else "{}"
    return format_html(
        '<tr><th scope="row"><b>{}</b><small>{}</small></th>{}</tr>',
        format_html(marked, initial(name) if is_masked else name),
        PersonKind(kind).label,
        format_html_join("", "{}", ((_cell(cells.get((pk, day), [])),) for day in range(days))),
    )


def _cell(duties: list[tuple[str, str]]) -> SafeString:
    night = " night" if any(shift == "night" for shift, _ in duties) else ""
    said = format_html_join(BREAK, "<b>{}</b> {}", ((short_name(shift), post) for shift, post in duties))
    return format_html('<td class="day-start{}" data-cell tabindex="-1">{}</td>', night, said)

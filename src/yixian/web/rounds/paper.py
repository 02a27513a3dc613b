"""Lists of one compound or unit on paper and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yixian.sheets.lists import write_list
from yixian.web.access.models import Account
from yixian.web.plans.refusals import page_lang
from yixian.web.register.queries import county_name
from yixian.web.rounds import in_force
from yixian.web.rounds.models import Posting
from yixian.web.ui.paper.name_list import NameList, name_lists

# The press sets about twenty lists a second; a township is done while somebody waits.
MOST_LISTS = 400


@dataclass(frozen=True)
class Wanted:
    """Which lists: all of an area by compound or by unit, or one of them."""

    by: str
    path: str
    pk: int | None = None


def lists_of(account: Account, wanted: Wanted, at: datetime) -> list[NameList]:
    """Return the lists, one for each compound or unit that has somebody.

    Raises
    ------
    Http404
        If nobody is posted there.
    """
    rows = in_force.seen_by(account, wanted.path, at)
    by_unit = wanted.by == "unit"
    column = "task__person__unit" if by_unit else "task__place"
    if wanted.pk is not None:
        rows = rows.filter(**{column: wanted.pk})
    order = ("task__person__unit__path", "task__place__path") if by_unit else ("task__place__path", "role")
    groups: dict[str, list[Posting]] = {}
    for posting in rows.order_by(*order, "task__person__name_key", "pk"):
        groups.setdefault(_key(posting, by_unit=by_unit), []).append(posting)
    if not groups:
        raise Http404
    return [_list(title, found, at, by_unit=by_unit) for title, found in list(groups.items())[:MOST_LISTS]]


def pdf_of(lists: Sequence[NameList]) -> bytes:
    """Return the lists as one PDF, each on its own page."""
    return name_lists(lists, page_lang())


def workbook_of(lists: Sequence[NameList]) -> bytes:
    """Return the lists as one sheet, the name of each list in the first column."""
    heads = [_("List"), *lists[0].heads]
    rows = [[one.title, *row] for one in lists for row in one.rows]
    return write_list(_("Postings"), heads, rows)


def _key(posting: Posting, *, by_unit: bool) -> str:
    if not by_unit:
        return posting.task.place.name
    person = posting.task.person
    return person.unit.name if person and person.unit else _("Without a unit")


def _list(title: str, found: list[Posting], at: datetime, *, by_unit: bool) -> NameList:
    other = _("Compound") if by_unit else _("Unit")
    arrived = sum(one.has_arrived for one in found)
    told = _("%(n)s people, %(arrived)s arrived, as of %(at)s") % {
        "n": len(found),
        "arrived": arrived,
        "at": localtime(at).strftime("%Y-%m-%d %H:%M"),
    }
    return NameList(
        title=title,
        line=f"{county_name()} · {told}",
        heads=("#", pgettext("person", "Name"), other, _("Role"), _("Report by"), _("Arrived"), _("Signature")),
        rows=tuple(_row(number, one, by_unit=by_unit) for number, one in enumerate(found, start=1)),
    )


def _row(number: int, one: Posting, *, by_unit: bool) -> tuple[str, ...]:
    person = one.task.person
    unit = person.unit.name if person and person.unit else ""
    return (
        str(number),
        person.name if person else "",
        one.task.place.name if by_unit else unit,
        str(one.get_role_display()),
        _moment(one.task.starts_at),
        _moment(one.task.started_at),
        "",
    )


def _moment(at: datetime | None) -> str:
    return localtime(at).strftime("%m-%d %H:%M") if at else ""

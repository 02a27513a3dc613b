"""What an auditor looks for in the audit: who, whom, when, why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.utils import timezone, translation
from django.utils.dateparse import parse_date

from yixian.web.access import masks
from yixian.web.access.models import Account
from yixian.web.journal.models import AuditEntry
from yixian.web.journal.queries import audit_page
from yixian.web.journal.words import deed
from yixian.web.register.actions import REASONS
from yixian.web.register.models import Person

READS = Q(action__startswith="read_") | Q(action="show_number")
WHAT = {"reads": READS, "decisions": ~READS}
LONGEST = 60
# More people of one name than a county has.
MOST_NAMESAKES = 60
AT_ONCE = 1000


@dataclass(frozen=True)
class Looking:
    """The filters of the page as they stand in its address; what is empty is not asked for."""

    who: str = ""
    whom: str = ""
    why: str = ""
    what: str = ""
    since: str = ""
    until: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Looking:
        """Read the address."""
        return cls(**{name: asked.get(name, "").strip()[:LONGEST] for name in cls.__dataclass_fields__})

    @property
    def query(self) -> str:
        """The filters as an address, ending so that another parameter can follow."""
        said = {name: value for name, value in vars(self).items() if value}
        return f"?{urlencode(said)}&" if said else "?"

    def among(self) -> Q:
        """Return the condition for the entries that are looked for."""
        wanted = WHAT.get(self.what, Q(action=self.what) if self.what else Q())
        if self.who:
            acting = Account.objects.unscoped("who acted").filter(Q(username=self.who) | Q(name=self.who))
            wanted &= Q(account_id__in=list(acting.values_list("pk", flat=True)))
        if self.whom:
            wanted &= _concerning(self.whom)
        if self.why:
            wanted &= Q(payload__content__reason=self.why)
        if since := _day(self.since):
            wanted &= Q(at__gte=_midnight(since))
        if until := _day(self.until):
            wanted &= Q(at__lt=_midnight(until + timedelta(days=1)))
        return wanted


def found(looking: Looking, before: int | None) -> list[dict[str, Any]]:
    """Return a page of entries that are looked for, newest first, with whom they concern, masked."""
    return in_words(audit_page(before, among=looking.among()))


def all_found(looking: Looking, language: str) -> Iterator[list[dict[str, Any]]]:
    """Yield everything that is looked for, a stretch at a time."""
    before, among = None, looking.among()
    while some := audit_page(before, AT_ONCE, among=among):
        with translation.override(language):
            yield in_words(some)
        before = some[-1]["entry"].pk


def in_words(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Add what was done, why, and whom it concerns, who is shown here too by his first sign only."""
    people = {pk for row in rows for pk in _people(row["entry"])}
    named = Person.objects.unscoped("whom the audit concerns").filter(pk__in=people).values_list("pk", "name")
    names = {pk: f"{masks.initial(name)} ({pk})" for pk, name in named}
    return [
        row
        | {
            "number": str(row["entry"].pk),
            "whom": [names.get(pk, f"({pk})") for pk in _people(row["entry"])],
            "deed": deed(row["entry"].action),
            "why": _reason((row["content"] or {}).get("reason", "")),
        }
        for row in rows
    ]


def _reason(code: str) -> str:
    return str(REASONS.get(code, code))


def _people(entry: AuditEntry) -> list[int]:
    return [int(one.removeprefix("person:")) for one in entry.subject.split() if one.startswith("person:")]


def _concerning(whom: str) -> Q:
    """Entries about people of a name, or about the one of a number."""
    pks: Iterable[int] = [int(whom)] if whom.isascii() and whom.isdecimal() else _namesakes(whom)
    wanted = Q(pk__in=())
    for token in (f"person:{pk}" for pk in pks):
        wanted |= Q(subject=token) | Q(subject__startswith=f"{token} ") | Q(subject__endswith=f" {token}")
        wanted |= Q(subject__contains=f" {token} ")
    return wanted


def _namesakes(name: str) -> list[int]:
    rows = Person.objects.unscoped("whose reads are looked for").filter(name=name)
    return list(rows.values_list("pk", flat=True)[:MOST_NAMESAKES])


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))

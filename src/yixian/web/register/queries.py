"""Reading the register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from yixian.web.access import masks
from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.access.scope import under
from yixian.web.numerals import numeral
from yixian.web.register.answering import chain_of_answer, chain_of_command
from yixian.web.register.doors import door_counts
from yixian.web.register.models import Membership, Person, PersonKind, Place, PlaceKind, Unit
from yixian.web.register.search import in_order, people_like
from yixian.web.register.trees import parents
from yixian.web.tasks.models import Task

PAGE = 100
MOST_CHOICES = 60
MOST_CHILDREN = 300
DUTY_AHEAD = timedelta(days=7)


def county_name() -> str:
    """Return the name of the county, empty before the first import."""
    root = Place.objects.unscoped("the county's name is on every page").filter(path="").first()
    return root.name if root else ""


def scope_choices(account: Account, path: str) -> dict[str, Any]:
    """Return the area of the address with its name and the areas one step below that the account may choose."""
    line = [path, *parents(path)]
    here_or_below = Q(path__in=line) | Q(parent__in=Place.objects.unscoped("the area itself").filter(path=path))
    visible = Place.objects.visible_to(account).exclude(kind=PlaceKind.POST).filter(here_or_below)
    names = dict(visible.order_by("path").values_list("path", "name")[: MOST_CHOICES + len(line)])
    below = [name for name in names if name not in line] if path in names else []
    return {
        "name": names.get(path, ""),
        "path": path,
        "is_county": path == "",
        "choices": [{"name": names[one], "path": one} for one in below[:MOST_CHOICES]],
        "above": [{"name": names[up], "path": up} for up in reversed(parents(path)) if up in names],
    }


@dataclass(frozen=True)
class PeoplePage:
    """One page of people with its filters."""

    rows: list[dict[str, Any]]
    filters: list[dict[str, Any]]
    q: str
    after_url: str


def people_of(account: Account, scope_path: str, asked: Mapping[str, str]) -> QuerySet[Person]:
    """Return the people of an area that the filters of the list leave, as the page and the export show them."""
    people: QuerySet[Person] = Person.objects.visible_to(account).filter(is_active=True)
    q, kind = asked.get("q", "")[:40].strip(), asked.get("kind", "")
    if kind in PersonKind.values:
        people = people.filter(kind=kind)
    if (unit := numeral(asked.get("unit", ""))) is not None:
        people = people.filter(unit_id=unit)
    if q:
        return people_like(people.filter(under("place_path", scope_path)), q)
    return in_order(people, scope_path)


def people_page(account: Account, scope_path: str, asked: Mapping[str, str]) -> PeoplePage:
    """Return a hundred people of an area, by sound of the name; the address holds the whole state."""
    q, kind, unit = asked.get("q", "")[:40], asked.get("kind", ""), asked.get("unit", "")
    people = people_of(account, scope_path, asked)
    rows = list(_after(people, asked.get("after", "")).select_related("unit", "post_place")[: PAGE + 1])
    state = {name: value for name, value in (("q", q), ("kind", kind), ("unit", unit), ("in", scope_path)) if value}
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return PeoplePage(
        rows=[_person_row(person) for person in rows[:PAGE]],
        filters=_kind_filters(state),
        q=q,
        after_url=f"?{urlencode(state | {'after': f'{last.name_key},{last.pk}'})}" if last else "",
    )


def person_details(account: Account, person: Person, at: datetime) -> dict[str, Any]:
    """Return what a person's page shows; his identity number only by its last four."""
    whole = Person.objects.visible_to(account).select_related("unit", "home", "post_place", "number")
    person = whole.get(pk=person.pk)
    # A bureau has no area, yet it asks where its own people stand.
    tasks = Task.objects.unscoped("shifts of a person that was scoped").filter(
        person=person, ends_at__gte=at - timedelta(days=1), starts_at__lt=at + DUTY_AHEAD
    )
    number = getattr(person, "number", None)
    may_unmask = account.may(Right.UNMASK, person.place_path, person.unit_path)
    return {
        "person": person,
        "phone": person.phone if may_unmask else masks.phone(person.phone),
        "number": masks.identity(number.end) if number else "",
        "may_unmask": may_unmask and number is not None,
        "memberships": _memberships(account, person),
        "tasks": tasks.exclude(state="cancelled").select_related("place").order_by("starts_at"),
    }


def _memberships(account: Account, person: Person) -> QuerySet[Membership]:
    """Return the branches that somebody is or was in, newest first; an end on the first day means never."""
    rows = Membership.objects.visible_to(account).filter(person=person)
    return rows.exclude(until_on=F("from_on")).select_related("branch__unit").order_by("-from_on", "-pk")


def units_with_counts(account: Account) -> list[dict[str, Any]]:
    """Return units in their tree with quota and people, counted from the rows that the account may see.

    The branches at the posts have a list of their own.
    """
    people = Person.objects.visible_to(account).filter(is_active=True, unit=OuterRef("pk")).order_by()
    # Counted unit by unit: people who belong to none, most of a county, are not looked at.
    counts = people.values("unit").annotate(n=Count("pk"), cadres=Count("pk", filter=Q(kind=PersonKind.CADRE)))
    units: QuerySet[Any] = Unit.objects.visible_to(account).filter(branches=None).order_by("path")
    counted = units.annotate(
        n=Coalesce(Subquery(counts.values("n")), 0), cadres=Coalesce(Subquery(counts.values("cadres")), 0)
    )
    return [
        {
            "unit": unit,
            "depth": len(unit.path) // 4,
            "people": unit.n,
            "cadres": unit.cadres,
            "short": max(0, (unit.quota or 0) - unit.cadres),
        }
        for unit in counted
    ]


def townships(account: Account) -> list[dict[str, Any]]:
    """Return the township-level units with what lies in them; the county's own have no code."""
    inside = Place.objects.visible_to(account).exclude(path="").order_by("path")
    rows: dict[str, dict[str, Any]] = {}
    for place in inside.select_related("answer").defer("boundary"):
        if len(place.path) == 4:
            rows[place.path] = {"place": place, "counts": dict.fromkeys(PlaceKind.values, 0)}
        elif place.path[:4] in rows:
            rows[place.path[:4]]["counts"][place.kind] += 1
    return list(rows.values())


def place_details(account: Account, place: Place) -> dict[str, Any]:
    """Return a place, its names, its children and who answers for it."""
    children = Place.objects.visible_to(account).filter(parent=place).order_by("kind", "path").defer("boundary")
    return {
        "place": place,
        "names": place.names.order_by("is_misprint", "name"),
        "children": children[:MOST_CHILDREN],
        "chain": chain_of_answer(account, place),
        "doors": door_counts(account, place),
        "may_change": account.may(Right.UPLOAD, place.path),
    }


def unit_details(account: Account, unit: Unit) -> dict[str, Any]:
    """Return a unit, what lies below it and who leads it, up to the top of its tree."""
    children = Unit.objects.visible_to(account).filter(parent=unit).order_by("path")
    people = Person.objects.visible_to(account).filter(is_active=True, unit=unit)
    return {
        "unit": unit,
        "children": children[:MOST_CHILDREN],
        "chain": chain_of_command(unit),
        "n_people": people.count(),
        "may_change": account.may(Right.UPLOAD, ""),
    }


def _after(people: QuerySet[Person], mark: str) -> QuerySet[Person]:
    """Continue behind the last row of the page before: its key and number."""
    key, _, last = mark.rpartition(",")
    if (pk := numeral(last)) is not None:
        people = people.filter(Q(name_key__gt=key) | Q(name_key=key, pk__gt=pk))
    return people.order_by("name_key", "pk")


def _person_row(person: Person) -> dict[str, Any]:
    return {
        "pk": person.pk,
        "name": person.name,
        "kind": person.get_kind_display(),
        "unit": person.unit.name if person.unit else "",
        "title": person.title,
        "is_member": person.is_member,
        "post": person.post_place.name if person.post_place else "",
        "phone": masks.phone(person.phone),
    }


def _kind_filters(state: dict[str, str]) -> list[dict[str, Any]]:
    chosen = state.get("kind", "")
    rest = {name: value for name, value in state.items() if name != "kind"}
    return [
        {
            "label": label,
            "url": f"?{urlencode(rest if value == chosen else rest | {'kind': value})}",
            "is_on": value == chosen,
        }
        for value, label in PersonKind.choices
    ]

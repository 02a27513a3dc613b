"""Reading households: the doors of a place, as one walks past them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet, Sum

from yixian.web.access import masks
from yixian.web.access.models import Account
from yixian.web.access.scope import under
from yixian.web.numerals import numeral
from yixian.web.register.models import Household, Place

PAGE = 100


@dataclass(frozen=True)
class DoorsPage:
    """One page of the doors of an area."""

    rows: list[dict[str, Any]]
    q: str
    n_doors: int
    n_persons: int
    after_url: str


def doors_page(account: Account, path: str, asked: Mapping[str, str]) -> DoorsPage:
    """Return a hundred doors of an area in the order of the places and their doors."""
    q = asked.get("q", "").strip()[:40]
    doors = _like(Household.objects.visible_to(account).filter(under("place_path", path)), q)
    sums = doors.aggregate(n=Count("pk"), persons=Sum("persons"))
    rows = list(_after(doors, asked.get("after", "")).select_related("place").defer("place__boundary")[: PAGE + 1])
    kept = {name: value for name, value in (("q", q), ("in", path)) if value}
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return DoorsPage(
        rows=[_row(one) for one in rows[:PAGE]],
        q=q,
        n_doors=sums["n"],
        n_persons=sums["persons"] or 0,
        after_url=f"?{urlencode(kept | {'after': f'{last.place_path},{last.pk}'})}" if last else "",
    )


def door_counts(account: Account, place: Place) -> dict[str, int]:
    """Return how many doors a place has in the register, and how many people live behind them."""
    doors = Household.objects.visible_to(account).filter(under("place_path", place.path))
    sums = doors.aggregate(n=Count("pk"), persons=Sum("persons"))
    return {"n_doors": sums["n"], "n_persons": sums["persons"] or 0}


def _like(doors: QuerySet[Household], q: str) -> QuerySet[Household]:
    """Narrow doors to those of a name, of the end of a phone, or of a flat, stairwell or building."""
    if not q:
        return doors
    at_door = Q(flat=q) | Q(stairwell=q) | Q(building=q)
    if q.isdecimal():
        return doors.filter(at_door | Q(phone__endswith=q)) if len(q) >= 4 else doors.filter(at_door)
    return doors.filter(at_door | Q(contact__contains=q))


def _after(doors: QuerySet[Household], mark: str) -> QuerySet[Household]:
    path, _comma, last = mark.rpartition(",")
    if (pk := numeral(last)) is not None:
        key = Household.objects.unscoped("where the page before ended").filter(pk=pk).values("door_key")[:1]
        beyond = Q(place_path=path, door_key__gt=key) | Q(place_path=path, door_key=key, pk__gt=pk)
        doors = doors.filter(Q(place_path__gt=path) | beyond)
    return doors.order_by("place_path", "door_key", "pk")


def _row(one: Household) -> dict[str, Any]:
    return {
        "pk": one.pk,
        "place": one.place.name,
        "door": one.door,
        "persons": one.persons,
        "contact": one.contact,
        "phone": masks.phone(one.phone),
        "note": one.note,
    }

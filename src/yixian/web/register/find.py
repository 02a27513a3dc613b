"""The find box: people, places and what the open rooms add, as short rows that open a page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from yixian.web import rooms
from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.register.models import Person, Place, PlaceKind, Unit
from yixian.web.register.search import people_like, places_like, units_like
from yixian.web.register.trees import parents

MOST = 8


def find(account: Account, text: str) -> list[dict[str, object]]:
    """Return groups of rows for the find box; a room adds its own by a module called ``find``."""
    words = text.strip()
    if not words:
        return []
    groups = [_places_group(account, words), _units_group(account, words)]
    if account.may_somewhere(Right.SEE_NAMES):
        groups = [_people_group(account, words), *groups]
    groups += [module.find_group(account, words, MOST) for module in rooms.modules("find")]
    return [group for group in groups if group["rows"]]


def _people_group(account: Account, words: str) -> dict[str, object]:
    people = people_like(Person.objects.visible_to(account).filter(is_active=True), words)
    rows = [
        {
            "name": person.name,
            "initial": person.name[:1],
            "text": " ".join(filter(None, [person.unit.name if person.unit else "", person.title, person.phone_end])),
            "url": reverse("register:person", args=[person.pk]),
        }
        for person in people.select_related("unit").order_by("name_key", "pk")[:MOST]
    ]
    return {"label": _("People"), "rows": rows}


def _units_group(account: Account, words: str) -> dict[str, object]:
    found = units_like(Unit.objects.visible_to(account).select_related("parent"), words)[:MOST]
    rows = [
        {
            "name": unit.name,
            "initial": (unit.short_name or unit.name)[:1],
            "text": " ".join(filter(None, [unit.leader, unit.parent.name if unit.parent else ""])),
            "url": reverse("register:unit", args=[unit.pk]),
        }
        for unit in found
    ]
    return {"label": _("Units"), "rows": rows}


def _places_group(account: Account, words: str) -> dict[str, object]:
    places = places_like(Place.objects.visible_to(account).exclude(kind=PlaceKind.POST), words)
    found = list(places.order_by("path")[:MOST])
    above = Place.objects.unscoped("the township's name beside a place").filter(
        path__in=[parents(place.path)[0] for place in found if place.path]
    )
    names = dict(above.values_list("path", "name"))
    rows = [
        {
            "name": place.name,
            "initial": place.name[:1],
            "text": f"{place.get_kind_display()} {names.get(parents(place.path)[0], '') if place.path else ''}",
            "url": reverse("register:place", args=[place.pk]),
        }
        for place in found
    ]
    return {"label": _("Places"), "rows": rows}

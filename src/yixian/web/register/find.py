"""Finding people and places by what one remembers of them: signs, sound, initials, last four digits."""

from __future__ import annotations

import re

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from yixian.web import rooms
from yixian.web.access.models import Account
from yixian.web.access.scope import under
from yixian.web.register.models import Person, Place, PlaceKind
from yixian.web.register.trees import parents

MOST = 8
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


def find(account: Account, text: str) -> list[dict[str, object]]:
    """Return groups of rows for the find box; a room adds its own by a module called ``find``."""
    words = text.strip()
    if not words:
        return []
    groups = [_people_group(account, words), _places_group(account, words)]
    groups += [module.find_group(account, words, MOST) for module in rooms.modules("find")]
    return [group for group in groups if group["rows"]]


def people_like(rows: QuerySet[Person], words: str) -> QuerySet[Person]:
    """Narrow people to those that a search means."""
    return rows.filter(_condition(words, digits=Q(phone_end=words) | Q(number__end=words)))


def places_like(rows: QuerySet[Place], words: str) -> QuerySet[Place]:
    """Narrow places to those that a search means."""
    return rows.filter(_condition(words, digits=Q(code=words)))


def _condition(words: str, digits: Q) -> Q:
    if words.isdecimal():
        return digits
    if HAN.search(words):
        return Q(name__contains=words)
    sound = re.sub(r"[\s']", "", words.lower())
    if not sound:
        return Q(pk__in=[])
    # Initials are tried as a beginning: zy finds 赵云清 while it is being typed.
    return under("name_key", sound) | under("name_initials", sound)


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

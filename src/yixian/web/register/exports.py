"""The register's own lists as workbooks: people, units, places, households."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from yixian.sheets import HIDDEN, Masked
from yixian.sheets.kinds.staff import Condition
from yixian.web import clock
from yixian.web.access import masks
from yixian.web.access.rights import Right
from yixian.web.access.scope import under
from yixian.web.register import seal
from yixian.web.register.conditions import said_of, stored_conditions
from yixian.web.register.exporting import MOBILE, Export, Row, Wish, Words, in_chunks, phone
from yixian.web.register.models import Household, Person, PersonCondition, Place, PlaceKind, PlaceName, Unit
from yixian.web.register.queries import people_of


def _people(wish: Wish) -> Iterator[Row]:
    words, number = Words(wish.account), 0
    people = people_of(wish.account, wish.path, wish.asked).select_related("number")
    for some in in_chunks(people):
        ailing = stored_conditions(one.pk for one in some) if wish.is_whole else {}
        for one in some:
            number += 1
            yield {"number": number} | _person(one, wish, words, ailing.get(one.pk, {}))


def _person(one: Person, wish: Wish, words: Words, ailing: dict[str, PersonCondition]) -> dict[str, Any]:
    is_whole = wish.shows_whole(one.place_path, one.unit_path)
    reached = phone(one.phone, is_whole=is_whole) if len(one.phone) == MOBILE else Masked(HIDDEN)
    return {
        "name": one.name,
        "sex": one.sex or None,
        "id_number": _number(one, is_whole=is_whole),
        "phone": reached,
        "kind": one.kind,
        "unit": words.unit(one.unit_id),
        "is_member": one.is_member,
        "title": one.title or None,
        **words.home(one.home_id),
        "post": words.post(one.post_place_id),
        "shifts_per_week": one.shifts_per_week,
        "condition": _condition(ailing) if is_whole else None,
        "note": one.note or None,
        "key": one.pk,
    }


def _number(one: Person, *, is_whole: bool) -> str | Masked:
    number = getattr(one, "number", None)
    if number is None:
        return Masked(HIDDEN)
    return seal.unseal(bytes(number.sealed)) if is_whole else Masked(masks.identity(number.end))


def _condition(ailing: dict[str, PersonCondition]) -> Condition | None:
    """Return the one condition that the workbook has room for; of several nothing is said, which changes nothing."""
    return said_of(next(iter(ailing.values())), clock.today()) if len(ailing) == 1 else None


def _units(wish: Wish) -> Iterator[Row]:
    words = Words(wish.account)
    may_see = wish.account.may_somewhere(Right.SEE_NAMES)
    units = Unit.objects.visible_to(wish.account).filter(branches=None).select_related("parent").order_by("path")
    for one in units:
        yield {
            "name": one.name,
            "short_name": one.short_name or None,
            "parent": one.parent.name if one.parent else None,
            "kind": one.kind,
            "quota": one.quota,
            "leader": one.leader or None,
            "phone": phone(one.phone, is_whole=may_see and wish.shows_whole("")),
            "town": words.home(one.place_id)["town"],
        }


def _places(wish: Wish) -> Iterator[Row]:
    visible = Place.objects.visible_to(wish.account).filter(under("path", wish.path))
    places = visible.exclude(kind__in=(PlaceKind.POST, PlaceKind.COUNTY)).select_related("parent", "answer")
    others: dict[int, list[str]] = defaultdict(list)
    for place, name in PlaceName.objects.visible_to(wish.account).order_by("pk").values_list("place_id", "name"):
        others[place].append(name)
    # Parents first: whoever imports the list into an empty register finds each of them there.
    for one in places.defer("boundary", "parent__boundary").order_by("path"):
        answer = getattr(one, "answer", None)
        yield {
            "name": one.name,
            "kind": one.kind,
            "parent": one.parent.name if one.parent else None,
            "code": one.code or None,
            "lon": one.lon,
            "lat": one.lat,
            "datum": one.datum,
            "households": one.households,
            "aliases": tuple(others[one.pk]) or None,
            "leader": answer.name if answer else None,
            "leader_phone": phone(answer.phone, is_whole=wish.shows_whole(one.path)) if answer else None,
        }


def _households(wish: Wish) -> Iterator[Row]:
    words, number = Words(wish.account), 0
    doors = Household.objects.visible_to(wish.account).filter(under("place_path", wish.path))
    for some in in_chunks(doors):
        for one in some:
            number += 1
            yield {
                "number": number,
                **words.home(one.place_id),
                "building": one.building or None,
                "stairwell": one.stairwell or None,
                "flat": one.flat,
                "persons": one.persons,
                "contact": one.contact or None,
                "phone": phone(one.phone, is_whole=wish.shows_whole(one.place_path)),
                "note": one.note or None,
            }


EXPORTS = [
    Export("people", "staff", _("People"), Right.SEE_NAMES, _people, has_numbers=True),
    Export("units", "units", _("Units"), Right.SEE, _units, has_numbers=True),
    Export("places", "places", _("Places"), Right.SEE, _places, has_numbers=True),
    Export("households", "households", _("Households"), Right.SEE_NAMES, _households, has_numbers=True),
]

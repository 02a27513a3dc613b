"""What the register keeps beside the facts so that it can be found: paths, sounds, ends of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from yixian.rules import identity
from yixian.rules.pinyin import keys as sounds
from yixian.web.projections import Difference, Projection, copied
from yixian.web.register import seal, trees
from yixian.web.register.households import door_key
from yixian.web.register.models import Branch, Household, Person, PersonNumber, Place


def _people() -> QuerySet[Person]:
    return Person.objects.unscoped("what follows from what")


def _places() -> QuerySet[Place]:
    return Place.objects.unscoped("what follows from what")


def _numbers() -> QuerySet[PersonNumber]:
    return PersonNumber.objects.unscoped("what follows from what")


def _branches() -> QuerySet[Branch]:
    return Branch.objects.unscoped("what follows from what")


def _households() -> QuerySet[Household]:
    return Household.objects.unscoped("what follows from what")


def _keys_of_households() -> Iterable[int]:
    return _households().order_by("pk").values_list("pk", flat=True).iterator()


def _keys_of_people() -> Iterable[int]:
    return _people().order_by("pk").values_list("pk", flat=True).iterator()


def _keys_of_places() -> Iterable[int]:
    return _places().order_by("pk").values_list("pk", flat=True).iterator()


def _keys_of_numbers() -> Iterable[int]:
    return _numbers().order_by("pk").values_list("pk", flat=True).iterator()


def _people_differ(pks: Sequence[int]) -> list[Difference]:
    """Compare how a name sounds, how the phone ends, and where somebody serves."""
    found = []
    for one in _people().filter(pk__in=pks).select_related("unit", "post_place", "home"):
        area = one.post_place or one.home
        full, initials = sounds(one.name)
        pairs = {
            "name_key": (one.name_key, full),
            "name_initials": (one.name_initials, initials),
            "phone_end": (one.phone_end, one.phone[-4:]),
            "unit_path": (one.unit_path, one.unit.path if one.unit else ""),
            "place_path": (one.place_path, area.path if area else one.place_path),
        }
        found += [Difference(f"person:{one.pk}.{name}", *pair) for name, pair in pairs.items() if pair[0] != pair[1]]
    return found


def _places_differ(pks: Sequence[int]) -> list[Difference]:
    """Compare how a name sounds, and the place above with the path."""
    found = []
    for one in _places().filter(pk__in=pks).select_related("parent").defer("boundary"):
        full, initials = sounds(one.name)
        pairs = {
            "name_key": (one.name_key, full),
            "name_initials": (one.name_initials, initials),
            "path": (one.path and trees.parents(one.path)[0], one.parent.path if one.parent else ""),
        }
        found += [Difference(f"place:{one.pk}.{name}", *pair) for name, pair in pairs.items() if pair[0] != pair[1]]
    return found


def _numbers_differ(pks: Sequence[int]) -> list[Difference]:
    """Open each number and compare what it is found by; the numbers themselves are never named."""
    found = []
    for one in _numbers().filter(pk__in=pks):
        try:
            number = seal.unseal(bytes(one.sealed))
        except seal.WrongKey:
            found.append(Difference(f"number:{one.pk}.sealed", "sealed with other keys, or changed", "-"))
            continue
        pairs = {
            "match": (bytes(one.match), seal.match(identity.canonical(number))),
            "end": (one.end, number[-4:]),
            "born_on": (one.born_on, identity.birth_date(number)),
        }
        found += [Difference(f"number:{one.pk}.{name}", "?", "?") for name, pair in pairs.items() if pair[0] != pair[1]]
    return found


def _households_differ(pks: Sequence[int]) -> list[Difference]:
    """Compare the order of doors with the doors."""
    rows = _households().filter(pk__in=pks).values_list("pk", "door_key", "building", "stairwell", "flat")
    return [
        Difference(f"household:{pk}.door_key", stored, door_key(*parts))
        for pk, stored, *parts in rows
        if stored != door_key(*parts)
    ]


PROJECTIONS = [
    Projection("register.person", _keys_of_people, _people_differ),
    Projection("register.place", _keys_of_places, _places_differ),
    Projection("register.personnumber", _keys_of_numbers, _numbers_differ),
    Projection("register.household", _keys_of_households, _households_differ),
    copied("register.household", _households, "place_path", "place__path"),
    copied("register.branch", _branches, "place_path", "place__path"),
]

"""Searching people and places by what one remembers of them: signs, sound, initials, last four digits."""

from __future__ import annotations

import re
from functools import lru_cache

from django.db.models import Q, QuerySet
from django.db.models.lookups import Exact, GreaterThanOrEqual, LessThan

from yixian.rules.pinyin import keys
from yixian.web.access.scope import under
from yixian.web.register.models import Person, PersonNumber, Place, PlaceName, Unit
from yixian.web.register.parts import name_from, town_of
from yixian.web.register.trees import WIDTH

HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
# The last four signs of an identity number may end in X.
NUMBER_END = re.compile(r"[0-9]{3}[0-9Xx]")

# Behind every sign that a name may hold.
LAST = "\U0010ffff"


def people_like(rows: QuerySet[Person], words: str) -> QuerySet[Person]:
    """Narrow people to those that a search means."""
    everybody = Person.objects.unscoped("what a search means, within the rows")
    if words.isdecimal() or NUMBER_END.fullmatch(words):
        # Two indexes, each asked by itself: with a condition over the join every person would be looked at.
        ends = PersonNumber.objects.unscoped("last four signs, within the rows").filter(end=words.upper())
        return rows.filter(Q(phone_end=words) | Q(pk__in=ends.values("person")))
    if len(sound := _sound_of(words)) == 1 and not HAN.search(words):
        return rows.filter(under("name_key", sound))
    # Found by themselves first: else the rows of an area would be looked through one by one.
    found = everybody.filter(_called(words) if HAN.search(words) else _heard_as(sound))
    return rows.filter(pk__in=found.values("pk"))


def in_order(people: QuerySet[Person], path: str) -> QuerySet[Person]:
    """Narrow people to an area; a whole township's are given by an index in the order of their names."""
    if len(path) == WIDTH:
        people = people.filter(Exact(town_of("place_path"), path))
    return people.filter(under("place_path", path))


def _called(words: str) -> Q:
    """Return the condition for names that begin so, or whose given name does; each is a range of an index."""
    given, rest = name_from(2), name_from(3)
    begins = Q(name__gte=words, name__lt=words + LAST)
    ranges = [Q(GreaterThanOrEqual(part, words), LessThan(part, words + LAST)) for part in (given, rest)]
    return begins | ranges[0] | ranges[1]


def places_like(rows: QuerySet[Place], words: str) -> QuerySet[Place]:
    """Narrow places to those that a search means, by another name of theirs too."""
    condition = _condition(words, digits=Q(code=words))
    if HAN.search(words):
        others = PlaceName.objects.unscoped("other names, within the rows").filter(name__contains=words)
        condition |= Q(pk__in=others.values("place"))
    return rows.filter(condition)


def units_like(rows: QuerySet[Unit], words: str) -> list[Unit]:
    """Return the units that a search means; there are so few that all are looked at."""
    if HAN.search(words):
        return list(rows.filter(Q(name__contains=words) | Q(short_name__contains=words)).order_by("path"))
    sound = _sound_of(words)
    if not sound or words.isdecimal():
        return []
    return [unit for unit in rows.order_by("path") if _is_meant(sound, unit)]


def _is_meant(sound: str, unit: Unit) -> bool:
    names = (_heard(name) for name in (unit.name, unit.short_name) if name)
    return any(heard.startswith(sound) for both in names for heard in both)


@lru_cache(maxsize=5000)
def _heard(name: str) -> tuple[str, str]:
    return keys(name)


def _sound_of(words: str) -> str:
    return re.sub(r"[\s']", "", words.lower())


def _condition(words: str, digits: Q) -> Q:
    if words.isdecimal():
        return digits
    if HAN.search(words):
        return Q(name__contains=words)
    return _heard_as(_sound_of(words))


def _heard_as(sound: str) -> Q:
    """Return the condition for names that sound so; nothing is heard of nothing."""
    if not sound:
        return Q(pk__in=[])
    # Initials are tried as a beginning: zy finds 赵云清 while it is being typed.
    return under("name_key", sound) | under("name_initials", sound)

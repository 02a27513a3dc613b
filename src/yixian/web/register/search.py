"""Searching people and places by what one remembers of them: signs, sound, initials, last four digits."""

from __future__ import annotations

import re
from functools import lru_cache

from django.db.models import Q, QuerySet

from yixian.rules.pinyin import keys
from yixian.web.access.scope import under
from yixian.web.register.models import Person, PersonNumber, Place, PlaceName, Unit

HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
# The last four signs of an identity number may end in X.
NUMBER_END = re.compile(r"[0-9]{3}[0-9Xx]")


def people_like(rows: QuerySet[Person], words: str) -> QuerySet[Person]:
    """Narrow people to those that a search means."""
    # Two indexes, each asked by itself: with a condition over the join every person would be looked at.
    ends = PersonNumber.objects.unscoped("last four signs, within the rows").filter(end=words.upper())
    return rows.filter(_condition(words, digits=Q(phone_end=words) | Q(pk__in=ends.values("person"))))


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
    if words.isdecimal() or NUMBER_END.fullmatch(words):
        return digits
    if HAN.search(words):
        return Q(name__contains=words)
    sound = _sound_of(words)
    if not sound:
        return Q(pk__in=[])
    # Initials are tried as a beginning: zy finds 赵云清 while it is being typed.
    return under("name_key", sound) | under("name_initials", sound)

"""Searching people and places by what one remembers of them: signs, sound, initials, last four digits."""

from __future__ import annotations

import re

from django.db.models import Q, QuerySet

from yixian.web.access.scope import under
from yixian.web.register.models import Person, Place

HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


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

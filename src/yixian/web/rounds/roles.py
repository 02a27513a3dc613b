"""The three roles that each compound must have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody does at a compound."""

    PUBLICIST = "publicist", _("Publicist")
    SCREENER = "screener", _("Screener")
    HELPER = "helper", _("Helper")


# The word of the county's lists; 摸排员 is read as 排查员 by the sheets already.
OF_DUTY = {"宣传员": Role.PUBLICIST, "排查员": Role.SCREENER, "服务员": Role.HELPER}


def deal(people: Iterable[tuple[int, str]]) -> dict[int, Role]:
    """Return the role of each person of ``(person, word of the list)``.

    Whoever's list names no role is given the one that fewest have: a county whose lists name none still has all three.
    """
    known: dict[int, Role] = {}
    free = []
    for person, duty in people:
        if duty in OF_DUTY:
            known[person] = OF_DUTY[duty]
        else:
            free.append(person)
    counted = Counter(known.values())
    for person in free:
        known[person] = min(Role, key=lambda role: counted[role])
        counted[known[person]] += 1
    return known


def lacking(held: Iterable[str]) -> list[Role]:
    """Return the roles that nobody holds, in their order."""
    there = set(held)
    return [role for role in Role if role not in there]

"""Registered people who may be meant by a row, as much of them as tells them apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from yixian.rules.reason import Reason
from yixian.web.access import masks
from yixian.web.access.models import Account
from yixian.web.register.models import Person
from yixian.web.uploads.changes import Pair
from yixian.web.uploads.language import lang


@dataclass(frozen=True)
class Likeness:
    """Somebody registered, and why he may be the one of the row."""

    pk: int
    name: str
    unit: str
    phone: str
    why: str


def likenesses(pairs: Iterable[Pair], by: Account) -> dict[int, list[Likeness]]:
    """Return who may be meant, by row; only people whom the account sees."""
    pairs = list(pairs)
    rows = Person.objects.visible_to(by).filter(pk__in={pair.pk for pair in pairs}).select_related("unit")
    people = {person.pk: person for person in rows}
    found: dict[int, list[Likeness]] = defaultdict(list)
    for pair in pairs:
        person = people.get(pair.pk)
        if person is not None:
            unit = person.unit.name if person.unit else ""
            why = Reason(pair.why).say(lang())
            found[pair.row].append(Likeness(person.pk, person.name, unit, masks.phone(person.phone), why))
    return found

"""People of the register as a list of people is compared with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from django.db.models import QuerySet

from yixian.rules import identity
from yixian.rules.same_person import Record, judge_pair, phones
from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.register import conditions, seal
from yixian.web.register.models import Person, PersonCondition, PersonNumber
from yixian.web.uploads.changes import Pair, Suspect

STORED = ("name", "sex", "kind", "is_member", "title", "phone", "duty", "arrives_on", "shifts_per_week", "note")
# The field of the workbook and the column that holds what it names.
LINKS = {"unit": "unit_id", "place": "home_id", "post": "post_place_id"}
COLUMNS = ("place_path", "unit_path", *STORED, *LINKS.values())
AT_ONCE = 500

T = TypeVar("T")


@dataclass(frozen=True)
class Known:
    """What a person's row says now, in the words of the workbook."""

    pk: int
    place_path: str
    unit_path: str
    fields: Mapping[str, Any]
    conditions: Mapping[str, PersonCondition]
    has_number: bool = True


def by_number(matches: Iterable[bytes]) -> dict[bytes, Known]:
    """Return the people of identity numbers by the keyed hash of each."""
    found: dict[bytes, Known] = {}
    for some in _some(matches):
        rows = PersonNumber.objects.unscoped("who is registered already").filter(match__in=some)
        # Plain values: a list of fifty thousand people is compared while others wait for the processor.
        people = list(rows.order_by().values_list("match", "person", *(f"person__{name}" for name in COLUMNS)))
        ailing = conditions.stored_conditions(pk for _, pk, *_ in people)
        for match, pk, place, unit, *values in people:
            fields = dict(zip((*STORED, *LINKS), values, strict=True))
            found[bytes(match)] = Known(pk, place, unit, fields, ailing.get(pk, {}))
    return found


def _some(values: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(values)
    while some := list(islice(rest, AT_ONCE)):
        yield some


def without_number(pks: Iterable[int]) -> dict[int, Known]:
    """Return those of some people who are registered without a number."""
    rows = list(Person.objects.unscoped("whom a person named").filter(pk__in=list(pks), number=None))
    ailing = conditions.stored_conditions(person.pk for person in rows)
    return {person.pk: _known(person, ailing, has_number=False) for person in rows}


def by_key(keys: Iterable[int]) -> dict[int, tuple[Known, str]]:
    """Return the people of an exported list by their register keys, each with the end of his number."""
    found: dict[int, tuple[Known, str]] = {}
    for some in _some(keys):
        people = list(Person.objects.unscoped("rows of an exported list").filter(pk__in=some).select_related("number"))
        ailing = conditions.stored_conditions(person.pk for person in people)
        for person in people:
            end = person.number.end if hasattr(person, "number") else ""
            found[person.pk] = (_known(person, ailing), end)
    return found


def _known(person: Person, ailing: Mapping[int, Mapping[str, PersonCondition]], *, has_number: bool = True) -> Known:
    fields = {name: getattr(person, name) for name in STORED}
    fields |= {name: getattr(person, column) for name, column in LINKS.items()}
    return Known(person.pk, person.place_path, person.unit_path, fields, ailing.get(person.pk, {}), has_number)


def number_of(pk: int) -> str:
    """Return the number of somebody whom a person has recognised; "" if none is registered."""
    row = PersonNumber.objects.unscoped("whom a person named").filter(person=pk).first()
    return seal.unseal(bytes(row.sealed)) if row else ""


def pairs(suspects: Sequence[Suspect], by: Account, on: date) -> list[Pair]:
    """Return the registered people who may be meant by rows whose number does not say so.

    A row with a sound number can only mean somebody who is registered without one.
    """
    mine = Person.objects.visible_to(by)
    wrong = [one for one in suspects if identity.judge(one.id_number, on) != "ok"]
    unnumbered = _Near(mine.filter(number=None).select_related("home"), by)
    found = list(_pairs(wrong, _Near(_near(wrong, mine), by), on))
    if unnumbered.is_empty:
        return found
    sound = {one.row for one in suspects} - {one.row for one in wrong}
    return [*found, *_pairs([one for one in suspects if one.row in sound], unnumbered, on)]


def _pairs(suspects: Iterable[Suspect], near: _Near, on: date) -> Iterator[Pair]:
    for suspect in suspects:
        mine = Record(suspect.name, suspect.id_number, suspect.phone, village=suspect.village)
        for person in near(suspect):
            home = person.home.name if person.home else ""
            judgement = judge_pair(mine, Record(person.name, _number(person), person.phone, village=home), on)
            if judgement.verdict == "candidate":
                yield Pair(suspect.row, person.pk, judgement.reason.code)


class _Near:
    """Registered people by what a row may share with them: the name or the phone."""

    def __init__(self, people: Iterable[Person], by: Account) -> None:
        self._by_name: dict[str, list[Person]] = defaultdict(list)
        self._by_phone: dict[str, list[Person]] = defaultdict(list)
        for person in people:
            if by.may(Right.UPLOAD, person.place_path, person.unit_path):
                self._by_name[person.name].append(person)
                self._by_phone[person.phone].append(person)

    @property
    def is_empty(self) -> bool:
        """Whether nobody is there."""
        return not self._by_name

    def __call__(self, suspect: Suspect) -> list[Person]:
        """Return everybody who shares the name or a phone, each once."""
        found = {person.pk: person for person in self._by_name.get(suspect.name, ())}
        for phone in phones(suspect.phone):
            found |= {person.pk: person for person in self._by_phone.get(phone, ())}
        return list(found.values())


def _near(suspects: Iterable[Suspect], mine: QuerySet[Person]) -> list[Person]:
    suspects = list(suspects)
    called = sorted({suspect.name for suspect in suspects if suspect.name})
    reached = sorted({phone for suspect in suspects for phone in phones(suspect.phone)})
    people: dict[int, Person] = {}
    for field, values in (("name__in", called), ("phone__in", reached)):
        for some in _some(values):
            rows = mine.filter(**{field: some}).select_related("home", "number")
            people |= {person.pk: person for person in rows}
    return list(people.values())


def _number(person: Person) -> str:
    row = getattr(person, "number", None)
    return seal.unseal(bytes(row.sealed)) if row else ""

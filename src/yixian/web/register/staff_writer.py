"""Writing lists of people: staff by unit, village staff, volunteers, seconded cadres."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from yixian.rules import identity
from yixian.rules.pinyin import keys
from yixian.sheets import Register, Row
from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.register import seal
from yixian.web.register.models import Person, PersonCondition, PersonNumber, Place, PlaceKind, Unit
from yixian.web.register.names import lookup
from yixian.web.uploads.changes import Change, Comparison, Objection, differences

STORED = ("name", "sex", "kind", "is_member", "title", "phone", "duty", "arrives_on", "shifts_per_week", "note")
LINKED = {"unit": "unit_id", "home": "home_id", "post_place": "post_place_id"}


class StaffWriter:
    """People, found again by the keyed hash of their identity number."""

    def __init__(self, kind: str | None = None) -> None:
        # A list of cadres has no column for the kind: everybody in it is one.
        self.kind = kind

    def names(self, by: Account) -> Register:
        """Return posts, units and places of the uploader's areas."""
        return lookup(by)

    def compare(self, rows: Sequence[Row], by: Account) -> Comparison:
        """Compare rows with the people of the register."""
        ground = _Ground()
        wanted = [self._wanted(dict(row.values), ground) for row in rows]
        people = _people([one["match"] for one in wanted])
        changes, objections = [], []
        for row, values in zip(rows, wanted, strict=True):
            found = people.get(values["match"])
            if not by.may(Right.UPLOAD, values["place_path"]):
                objections.append(Objection(row.sheet_row, "name", "outside_your_area"))
            elif found is not None and not by.may(Right.UPLOAD, found.place_path):
                objections.append(Objection(row.sheet_row, "id_number", "registered_elsewhere"))
            else:
                changes.append(_change(row.sheet_row, values, found, ground))
        return Comparison(tuple(changes), tuple(objections))

    def write(self, changes: Sequence[Change], at: datetime) -> None:
        """Store people in bulk, with their sealed numbers and what protects them."""
        new = [change for change in changes if change.state == "new"]
        people = Person.objects.bulk_create([_person(change.values) for change in new])
        PersonNumber.objects.bulk_create(
            [_number(person, change.values) for person, change in zip(people, new, strict=True)]
        )
        changed = {change.pk: change for change in changes if change.state == "changed"}
        stored = list(Person.objects.unscoped("rows of the upload").filter(pk__in=changed))
        for person in stored:
            _update(person, changed[person.pk].values)
        Person.objects.unscoped("rows of the upload").bulk_update(
            stored, [*STORED, "name_key", "name_initials", "phone_end", "unit_path", "place_path", *LINKED]
        )
        pairs = [*zip(people, new, strict=True), *((person, changed[person.pk]) for person in stored)]
        _store_conditions([(person, change.values) for person, change in pairs], at)

    def _wanted(self, values: dict[str, Any], ground: _Ground) -> dict[str, Any]:
        number = identity.normalise(values["id_number"])
        post = ground.post(values.get("post"), values.get("town"))
        home = ground.place(values.get("place"), values.get("town"))
        unit = ground.units.get(values.get("unit") or "")
        wanted = {name: values.get(name) for name in STORED}
        wanted["kind"] = values.get("kind") or self.kind or "cadre"
        if wanted["is_member"] is None:
            del wanted["is_member"]
        area = post or home
        return wanted | {
            "number": number,
            "match": seal.match(identity.canonical(number)),
            "unit": unit.pk if unit else None,
            "unit_path": unit.path if unit else "",
            "home": home.pk if home else None,
            "post_place": post.pk if post else None,
            "place_path": area.path if area else "",
            "condition": values.get("condition"),
        }


class _Ground:
    """Posts, places and units by name, as the workbook names them."""

    def __init__(self) -> None:
        places = Place.objects.unscoped("names that the workbook may use").defer("boundary").order_by("path")
        self.by_pk: dict[int, Place] = {place.pk: place for place in places}
        self._towns = {place.path: place.name for place in self.by_pk.values() if len(place.path) == 4}
        self._named: dict[tuple[bool, str], list[Place]] = {}
        for place in self.by_pk.values():
            self._named.setdefault((place.kind == PlaceKind.POST, place.name), []).append(place)
        self.units = {unit.name: unit for unit in Unit.objects.unscoped("names that the workbook may use")}
        self.unit_names = {unit.pk: unit.name for unit in self.units.values()}

    def post(self, name: str | None, town: str | None) -> Place | None:
        """Return the post of a name, the one in the township where two share it."""
        return self._one((True, name or ""), town)

    def place(self, name: str | None, town: str | None) -> Place | None:
        """Return the place of a name; without one the township itself."""
        return self._one((False, name or town or ""), town if name else None)

    def _one(self, key: tuple[bool, str], town: str | None) -> Place | None:
        named = self._named.get(key, [])
        inside = [place for place in named if town and self._towns.get(place.path[:4]) == town]
        return next(iter(inside or named), None)

    def shown(self, field: str, pk: int | None) -> str:
        """Return the name behind a link."""
        if pk is None:
            return ""
        return self.unit_names.get(pk, "") if field == "unit" else self.by_pk[pk].name


@dataclass(frozen=True)
class _Stored:
    """What a person's row says now, in the words of the workbook."""

    pk: int
    place_path: str
    fields: dict[str, Any]


def _people(matches: list[bytes]) -> dict[bytes, _Stored]:
    numbers: QuerySet[PersonNumber] = PersonNumber.objects.unscoped("who is registered already")
    found: dict[bytes, _Stored] = {}
    for start in range(0, len(matches), 500):
        for number in numbers.filter(match__in=matches[start : start + 500]).select_related("person"):
            person = number.person
            fields = {name: getattr(person, name) for name in STORED}
            fields |= {name: getattr(person, column) for name, column in LINKED.items()}
            found[bytes(number.match)] = _Stored(person.pk, person.place_path, fields)
    return found


def _change(sheet_row: int, values: dict[str, Any], found: _Stored | None, ground: _Ground) -> Change:
    if found is None:
        return Change(sheet_row, "new", values)
    wanted = {name: values.get(name) for name in (*STORED, *LINKED)}
    diff = {
        name: (ground.shown(name, found.fields[name]), ground.shown(name, wanted[name])) if name in LINKED else texts
        for name, texts in differences(found.fields, wanted).items()
    }
    return Change(sheet_row, "changed" if diff else "same", values, found.pk, diff)


def _person(values: Any) -> Person:
    person = Person()
    _update(person, values)
    return person


def _update(person: Person, values: Any) -> None:
    for name in STORED:
        if values.get(name) not in (None, ""):
            setattr(person, name, values[name])
    for name, column in LINKED.items():
        if values.get(name) is not None:
            setattr(person, column, values[name])
    person.name_key, person.name_initials = keys(person.name)
    person.phone_end = person.phone[-4:]
    if values["unit_path"]:
        person.unit_path = values["unit_path"]
    if values["place_path"]:
        person.place_path = values["place_path"]


def _number(person: Person, values: Any) -> PersonNumber:
    number = values["number"]
    born_on = identity.birth_date(number) or date(1900, 1, 1)
    return PersonNumber(
        person=person, sealed=seal.seal(number), match=values["match"], end=number[-4:], born_on=born_on
    )


def _store_conditions(pairs: list[tuple[Person, Any]], at: datetime) -> None:
    rows = []
    for person, values in pairs:
        condition = values.get("condition")
        if condition is None:
            continue
        since, until = at.date(), None
        if condition.kind == "pregnant":
            since = at.date() - timedelta(weeks=int(condition.value))
        if condition.kind == "nursing":
            until = date.fromisoformat(condition.value)
            since = until - timedelta(days=365)
        rows.append(PersonCondition(person=person, kind=condition.kind, since_on=since, until_on=until, recorded_at=at))
    PersonCondition.objects.unscoped("replaced by the upload").filter(person__in=[row.person for row in rows]).delete()
    PersonCondition.objects.bulk_create(rows)

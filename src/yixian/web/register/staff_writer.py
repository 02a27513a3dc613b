"""Writing lists of people: staff by unit, village staff, volunteers, seconded cadres."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from yixian.rules import identity
from yixian.rules.pinyin import keys
from yixian.sheets import Masked, Register, Row
from yixian.web import clock
from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.register import conditions, people, seal
from yixian.web.register.ground import Ground
from yixian.web.register.models import Person, PersonKind, PersonNumber
from yixian.web.register.people import LINKS, STORED, Known
from yixian.web.uploads.changes import (
    NOBODY_DECIDED,
    Change,
    Comparison,
    Objection,
    Pair,
    Suspect,
    differences,
    filled,
)


class StaffWriter:
    """People, found again by the keyed hash of their identity number."""

    is_row_by_row = True

    def __init__(self, kind: str | None = None) -> None:
        # A list of cadres has no column for the kind: everybody in it is one.
        self.kind = kind

    def names(self, by: Account) -> Register:
        """Return posts, units and places of the uploader's areas."""
        return Ground().register(by)

    def compare(self, rows: Sequence[Row], by: Account, known: Mapping[int, int] = NOBODY_DECIDED) -> Comparison:
        """Compare rows with the people of the register; ``known`` names who has no number there yet."""
        ground = Ground()
        wanted = {row.sheet_row: self._wanted(row.values, ground) for row in rows}
        found = people.by_number([values["match"] for values in wanted.values() if values["match"]])
        masked = people.by_key(row.values["key"] for row in rows if _is_masked(row) and row.values.get("key"))
        named = people.without_number(pk for pk in known.values() if pk)
        changes: list[Change] = []
        objections: list[Objection] = []
        seen: set[int] = set()
        for row in rows:
            values = wanted[row.sheet_row]
            person = found.get(values["match"]) or named.get(known.get(row.sheet_row, 0))
            objection = None
            if _is_masked(row):
                person, objection = _unmasked(row, masked, by)
            objection = objection or _unknown_name(row, values, ground) or _foreign(row, values, person, by)
            if person and person.pk in seen:
                objection = Objection(row.sheet_row, "name", "person_twice")
            seen |= {person.pk} if person else set()
            if objection:
                objections.append(objection)
            else:
                changes.append(_change(row.sheet_row, values, person, ground))
        return Comparison(tuple(changes), tuple(objections))

    def pairs(self, suspects: Sequence[Suspect], by: Account) -> list[Pair]:
        """Return registered people of the uploader's areas who may be meant."""
        return people.pairs(suspects, by, clock.today())

    def write(self, changes: Sequence[Change], at: datetime) -> None:
        """Store people in bulk, with their sealed numbers and what protects them."""
        new = [change for change in changes if change.state == "new"]
        added = [_updated(Person(), change.values) for change in new]
        Person.objects.bulk_create(added)
        changed = {change.pk: change for change in changes if change.state == "changed"}
        stored = list(Person.objects.unscoped("rows of the upload").filter(pk__in=changed))
        for person in stored:
            _updated(person, changed[person.pk].values)
        Person.objects.unscoped("rows of the upload").bulk_update(
            stored, [*STORED, "name_key", "name_initials", "phone_end", "unit_path", "place_path", *LINKS.values()]
        )
        pairs = [*zip(added, new, strict=True), *((person, changed[person.pk]) for person in stored)]
        numbers = [
            _number(person, change.values)
            for person, change in pairs
            if change.state == "new" or "id_number" in change.diff
        ]
        PersonNumber.objects.bulk_create(numbers)
        said = [
            (person, change.values["condition"])
            for person, change in pairs
            if change.values["condition"] and (change.state == "new" or "condition" in change.diff)
        ]
        conditions.store(said, at, timezone.localdate(at))

    def _wanted(self, said: Mapping[str, Any], ground: Ground) -> dict[str, Any]:
        number = "" if isinstance(said["id_number"], Masked) else identity.normalise(said["id_number"])
        post, home = ground.post(said.get("post")), ground.place(said.get("place"), said.get("town"))
        unit = ground.units.get(said.get("unit") or "")
        wanted = {name: said.get(name) for name in STORED}
        wanted["kind"] = said.get("kind") or self.kind
        area = post or home
        return wanted | {
            "number": number,
            "match": seal.match(identity.canonical(number)) if number else b"",
            "unit": unit.pk if unit else None,
            "unit_path": unit.path if unit else "",
            "place": home.pk if home else None,
            "post": post.pk if post else None,
            "place_path": area.path if area else "",
            "condition": said.get("condition"),
        }


def _is_masked(row: Row) -> bool:
    return isinstance(row.values["id_number"], Masked)


def _unmasked(row: Row, by_key: Mapping[int, tuple[Known, str]], by: Account) -> tuple[Known | None, Objection | None]:
    """Return whom a row with a masked number means: the one of its register key, if the visible end is his.

    Who sorts one column of an exported list and not the others would else write into other people's rows.
    """
    known, end = by_key.get(row.values.get("key") or 0, (None, ""))
    # Somebody of another area is as unknown as nobody: else his last four signs could be found by trying.
    if known is None or not by.may(Right.UPLOAD, known.place_path, known.unit_path):
        return None, Objection(row.sheet_row, "id_number", "masked_without_key")
    if row.values["id_number"].end != end:
        return None, Objection(row.sheet_row, "key", "masked_of_another", {"end": row.values["id_number"].end})
    return known, None


def _unknown_name(row: Row, values: Mapping[str, Any], ground: Ground) -> Objection | None:
    """A name that the register lacks (an empty one lets every name of a workbook stand), or in another township."""
    said = row.values
    for name in LINKS:
        if said.get(name) and values[name] is None:
            return Objection(row.sheet_row, name, "not_registered", {"text": said[name]})
    home = ground.by_pk.get(values["place"] or 0)
    if home and said.get("place") and said.get("town") and home.town != said["town"]:
        params = {"place": said["place"], "town": home.town}
        return Objection(row.sheet_row, "town", "place_elsewhere", params, (home.town,))
    return None


def _foreign(row: Row, values: Mapping[str, Any], person: Known | None, by: Account) -> Objection | None:
    # A list that leaves the unit out leaves everybody in his own.
    unit = values["unit_path"] or (person.unit_path if person else "")
    place = values["place_path"] or (person.place_path if person else "")
    if not by.may(Right.UPLOAD, place, unit):
        return Objection(row.sheet_row, "name", "outside_your_area")
    if person is not None and not by.may(Right.UPLOAD, person.place_path, person.unit_path):
        return Objection(row.sheet_row, "id_number", "registered_elsewhere")
    return None


def _change(sheet_row: int, values: Mapping[str, Any], person: Known | None, ground: Ground) -> Change:
    if person is None:
        return Change(sheet_row, "new", values)
    wanted = {name: values.get(name) for name in (*STORED, *LINKS)}
    diff = differences(person.fields, wanted)
    for name in LINKS:
        if name in diff:
            diff[name] = (_linked(ground, name, person.fields[name]), _linked(ground, name, wanted[name]))
    condition = conditions.change(person.conditions, values["condition"], clock.today())
    if condition:
        diff["condition"] = condition
    if not person.has_number and values["number"]:
        diff["id_number"] = ("", values["number"])
    return Change(sheet_row, "changed" if diff else "same", values, person.pk, diff)


def _linked(ground: Ground, field: str, pk: int | None) -> str:
    if pk is None:
        return ""
    return ground.unit_names.get(pk, "") if field == "unit" else ground.by_pk[pk].name


def _updated(person: Person, values: Mapping[str, Any]) -> Person:
    for name, value in filled({name: values.get(name) for name in STORED}).items():
        setattr(person, name, value)
    for name, column in LINKS.items():
        if values[name] is not None:
            setattr(person, column, values[name])
    person.kind = person.kind or PersonKind.CADRE
    person.name_key, person.name_initials = keys(person.name)
    person.phone_end = person.phone[-4:]
    person.unit_path = values["unit_path"] or person.unit_path
    # Somebody who has a post serves there; a list that only says where he lives does not move him.
    if values["post"] or (values["place_path"] and not person.post_place_id):
        person.place_path = values["place_path"]
    return person


def _number(person: Person, values: Mapping[str, Any]) -> PersonNumber:
    number = values["number"]
    born_on = identity.birth_date(number)
    assert born_on is not None, "a judged number has a day of birth"
    return PersonNumber(
        person=person, sealed=seal.seal(number), match=values["match"], end=number[-4:], born_on=born_on
    )

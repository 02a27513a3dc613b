"""What a list says of a person's condition, as the register keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from yixian.sheets.kinds.staff import Condition, show_condition
from yixian.web.register.models import Person, PersonCondition

WEEK = timedelta(weeks=1)
NURSING = timedelta(days=365)


def stored_conditions(people: Iterable[int]) -> dict[int, dict[str, PersonCondition]]:
    """Return the conditions of people by person and kind."""
    found: dict[int, dict[str, PersonCondition]] = {}
    rows = PersonCondition.objects.unscoped("rows of the upload").filter(person__in=list(people))
    for row in rows:
        found.setdefault(row.person_id, {})[row.kind] = row
    return found


def change(stored: Mapping[str, PersonCondition], said: Condition | None, on: date) -> tuple[str, str] | None:
    """Return old and new words if a list says something that is not known yet."""
    if said is None:
        return None
    known = stored.get(said.kind)
    if known is not None and not _says_more(known, said, on):
        return None
    return "、".join(shown(row, on) for row in stored.values()), show_condition(said)


def said_of(row: PersonCondition, on: date) -> Condition:
    """Return a stored condition as a list would say it on a day."""
    value = str((on - row.since_on) // WEEK) if row.kind == "pregnant" else ""
    if row.kind == "nursing" and row.until_on:
        value = row.until_on.isoformat()
    return Condition(row.kind, value)


def shown(row: PersonCondition, on: date) -> str:
    """Return a stored condition in the words of the workbook, for a day."""
    return show_condition(said_of(row, on))


def _says_more(known: PersonCondition, said: Condition, on: date) -> bool:
    if said.kind == "nursing":
        return known.until_on is None or known.until_on.isoformat() != said.value
    # The weeks count on by themselves: a list that says fewer is only an older list.
    return said.kind == "pregnant" and (known.since_on - (on - int(said.value) * WEEK)) > WEEK


def store(rows: Iterable[tuple[Person, Condition]], at: datetime, on: date) -> None:
    """Store what lists say; it takes the place of what was known of these people."""
    made = [_row(person, said, at, on) for person, said in rows]
    old = PersonCondition.objects.unscoped("replaced by the upload").filter(person__in=[row.person for row in made])
    old.delete()
    PersonCondition.objects.bulk_create(made)


def _row(person: Person, said: Condition, at: datetime, on: date) -> PersonCondition:
    row = PersonCondition(person=person, kind=said.kind, since_on=on, recorded_at=at)
    if said.kind == "pregnant":
        row.since_on = on - int(said.value) * WEEK
    if said.kind == "nursing":
        row.until_on = date.fromisoformat(said.value)
        row.since_on = row.until_on - NURSING
    return row

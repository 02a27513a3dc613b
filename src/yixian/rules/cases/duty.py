"""``[{"id", "person", "start", "end", "hours_already_that_day"}]``: people and the shifts meant for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yixian.rules.cases.node import Node, read
from yixian.rules.protection import Person, Shift

KEYS = ("person", "start", "end", "hours_already_that_day")
PERSON_KEYS = ("age", "gest_weeks", "nursing_months", "symptomatic", "under_observation")
OLDEST, LONGEST_WEEKS, LONGEST_MONTHS, DAY_H = 150, 45, 72, 24


@dataclass(frozen=True)
class Duty:
    """A shift meant for a person; ``id`` is as the file gives it."""

    id: object
    person: Person
    shift: Shift


def read_duties(data: object, source: str) -> list[Duty]:
    """Return the duties of a parsed file.

    Raises
    ------
    BadInput
        With every fault of the file.
    """
    return read(data, source, KEYS, _duty)


def _duty(node: Node) -> Duty:
    return Duty(node.key("id").value, _person(node.key("person")), _shift(node))


def _person(node: Node) -> Person:
    person = node.record(PERSON_KEYS)
    return Person(
        age=_optional(person, "age", OLDEST),
        gest_weeks=_optional(person, "gest_weeks", LONGEST_WEEKS),
        nursing_months=_optional(person, "nursing_months", LONGEST_MONTHS),
        is_ill=person.has("symptomatic") and person.key("symptomatic").flag(),
        is_under_observation=person.has("under_observation") and person.key("under_observation").flag(),
    )


def _shift(node: Node) -> Shift:
    start, end = node.key("start").wall_time(), node.key("end").wall_time()
    if datetime.min < end <= start:
        node.key("end").refuse("a time after the start; a night shift ends on the next day")
    return Shift(start, end, _optional(node, "hours_already_that_day", DAY_H) or 0)


def _optional(node: Node, name: str, most: float) -> float | None:
    return node.key(name).number(0, most) if node.has(name) else None

"""Who takes part in the day: gates out of the county's posts, and phones that are enrolled there."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from yixian.faults import BadInput, Fault
from yixian.simulate.day import reading
from yixian.simulate.day.console import PHONE
from yixian.simulate.day.doors import Door
from yixian.simulate.day.world import Gate, Holder, Shift

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from yixian.simulate.day.console import Console

PHONES_A_GATE = 3
MOST_OF_GATE = 12
JOB = "/f/job.json"


@dataclass(frozen=True)
class Cast:
    """The gates by the id of their place, and the phones."""

    gates: dict[int, Gate]
    phones: tuple[Holder, ...]


def gates_of(console: Console, n_phones: int, chance: random.Random) -> list[Gate]:
    """Return as many posts as the phones are enough for, drawn from all that need people.

    Raises
    ------
    BadInput
        If there is none.
    """
    numbers = console.post_numbers()
    chance.shuffle(numbers)
    found: list[Gate] = []
    for number in numbers:
        if len(found) * PHONES_A_GATE >= n_phones:
            break
        gate = console.gate(number)
        if gate is not None and any(people for _hours, people in gate.needs):
            found.append(gate)
    if not found:
        raise BadInput([Fault("URL", "posts", "posts that need people, and an officer who may plan them", "none")])
    return found


def has_roster(console: Console, gates: list[Gate], day: date) -> bool:
    """Whether somebody has been told to come to one of the gates on a day."""
    shown = f"{day:%m-%d}"
    return any(on == shown for gate in gates for on, _at, _name in reading.coming(console.post_page(gate.number)))


def enrol(
    console: Console, gates: list[Gate], n_phones: int, chance: random.Random, *, told: Callable[[float], None]
) -> Cast:
    """Enrol phones through the public doors: first one for each gate itself, then for people who will stand there."""
    phones: list[Holder] = []
    for gate, person in _wishes(console, gates, chance):
        if len(phones) >= n_phones:
            break
        phones.append(Holder(gate.place, person, console.enrol(gate, person)))
        told(len(phones) / n_phones)
    return Cast({gate.place: gate for gate in gates}, tuple(phones))


def shifts_of(base: str, cast: Cast) -> dict[str, Shift]:
    """Return the shifts that the phones are told of; whose each is, is known from people's own phones."""
    found: dict[str, Shift] = {}
    for holder in cast.phones:
        for task in job_of(base, holder)["tasks"]:
            known = found.get(task["key"])
            person = holder.person or (known.person if known else 0)
            place = int(task["post"].removeprefix("place:"))
            span = (datetime.fromisoformat(task[name]) for name in ("starts_at", "ends_at"))
            found[task["key"]] = Shift(task["key"], place, person, *span)
    return found


def job_of(base: str, holder: Holder) -> dict[str, Any]:
    """Return what a phone is told when it asks for its job."""
    door = Door(base, {PHONE: holder.token})
    try:
        answer: dict[str, Any] = door.get(JOB).json()
    finally:
        door.close()
    return answer if answer.get("post") else {"tasks": []}


def _wishes(console: Console, gates: list[Gate], chance: random.Random) -> Iterator[tuple[Gate, int]]:
    """Yield who is to have the next phone: gate by gate, and again, until nobody is left."""
    people = {gate.place: _likely(console, gate, chance) for gate in gates}
    given: set[int] = set()
    yield from ((gate, 0) for gate in gates)
    for turn in range(1, MOST_OF_GATE):
        for order, gate in enumerate(gates):
            # Every fourth gate has a second phone of its own: then two phones stand at one post.
            if turn == 1 and order % 4 == 0:
                yield gate, 0
                continue
            person = next((one for one in people[gate.place] if one not in given), 0)
            if person:
                given.add(person)
                yield gate, person
    yield from ((gate, 0) for _turn in range(MOST_OF_GATE) for gate in gates)


def _likely(console: Console, gate: Gate, chance: random.Random) -> list[int]:
    """Return who may have a phone of a gate, those who will stand there first."""
    named = {name for _on, _at, name in reading.coming(console.post_page(gate.number))}
    people = console.people_of(gate)
    ids = sorted(people)
    chance.shuffle(ids)
    return sorted(ids, key=lambda person: people[person] not in named)

"""``[{"id", "on", "events": [[date, kind, slot, value], ...]}]``: people under observation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast, get_args

from yixian.rules.cases.node import Node, read
from yixian.rules.observe import Event, Kind

if TYPE_CHECKING:
    from datetime import date

KINDS = get_args(Kind)
SLOTS = ("am", "pm")
# On the forehead at a winter gate; beyond these a finger slipped.
LEAST_CELSIUS, MOST_CELSIUS = 20, 45
# A form that asks for symptoms is answered so when there are none.
NO_SYMPTOM = ("无", "否", "没有")


@dataclass(frozen=True)
class Observed:
    """A person under observation with what was noted; ``id`` is as the file gives it."""

    id: object
    on: date
    events: list[Event]


def read_observed(data: object, source: str) -> list[Observed]:
    """Return the people of a parsed file.

    Raises
    ------
    BadInput
        With every fault of the file.
    """
    return read(data, source, ("on", "events"), _observed)


def _observed(node: Node) -> Observed:
    rows = [row for member in node.key("events").members() if (row := member.row(4))]
    events = [_event(row) for row in rows if row[1].value != "symptom" or row[3].value not in NO_SYMPTOM]
    return Observed(node.key("id").value, node.key("on").day(), events)


def _event(row: list[Node]) -> Event:
    on, kind, slot, value = row
    name = cast("Kind", kind.one_of(KINDS))
    if name != "temp":
        return Event(on.day(), name)
    return Event(on.day(), name, slot.one_of(SLOTS), value.number(LEAST_CELSIUS, MOST_CELSIUS))

"""``[{"id", "on", "cases": [[date, place], ...]}]``: areas to be graded on a date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yixian.rules.cases.node import Node, read
from yixian.rules.grade import Case

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class Area:
    """An area with the cases reported there; ``id`` is as the file gives it."""

    id: object
    on: date
    cases: list[Case]


def read_areas(data: object, source: str) -> list[Area]:
    """Return the areas of a parsed file.

    Raises
    ------
    BadInput
        With every fault of the file.
    """
    return read(data, source, ("on", "cases"), _area)


def _area(node: Node) -> Area:
    rows = [row for member in node.key("cases").members() if (row := member.row(2))]
    return Area(node.key("id").value, node.key("on").day(), [_case(on, place) for on, place in rows])


def _case(on: Node, place: Node) -> Case:
    return Case(on.day(), "" if place.value is None else place.text().strip())

"""A list as an office keeps it, and the words that several lists share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yixian.simulate.facts import Person
    from yixian.simulate.grid import Cell

DATUM = "WGS-84"


@dataclass(frozen=True)
class Listing:
    """A list with its title and headings; every row is as long as the headings."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def column(self, heading: str) -> int:
        """Return where a heading stands, -1 if the list has none of that name."""
        return self.headings.index(heading) if heading in self.headings else -1


def headings(text: str) -> tuple[str, ...]:
    """Return the headings that a text names, parted by blanks."""
    return tuple(text.split())


def member(person: Person) -> str:
    """Return what stands under 政治面貌."""
    return "中共党员" if person.is_member else "群众"

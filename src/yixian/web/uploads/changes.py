"""What an upload would do to each row, and who can say so: a writer for each kind of workbook."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Literal, Protocol

from yixian.sheets import Register, Row
from yixian.web import rooms
from yixian.web.access.models import Account

State = Literal["new", "changed", "same"]

NOBODY_DECIDED: Mapping[int, int] = {}


@dataclass(frozen=True)
class Change:
    """One row against the register: ``diff`` holds old and new value of each field that would change.

    Rows of a lower ``level`` are written first: a township before the compounds in it.
    """

    row: int
    state: State
    values: Mapping[str, Any]
    pk: int | None = None
    diff: Mapping[str, tuple[Any, Any]] = dataclasses.field(default_factory=dict)
    level: int = 0


@dataclass(frozen=True)
class Objection:
    """Why the register cannot take a row that the workbook alone would allow; a code of ``words.toml``."""

    row: int
    field: str
    code: str
    params: Mapping[str, object] = dataclasses.field(default_factory=dict)
    proposals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """All rows of a reading, compared."""

    changes: tuple[Change, ...]
    objections: tuple[Objection, ...] = ()

    def of(self, state: State) -> list[Change]:
        """Return the changes of one state."""
        return [change for change in self.changes if change.state == state]


@dataclass(frozen=True)
class Suspect:
    """What a row says of somebody whom the register may know already under another number, or without one."""

    row: int
    name: str
    id_number: str = ""
    phone: str = ""
    town: str = ""
    village: str = ""


@dataclass(frozen=True)
class Pair:
    """A row and somebody registered who may be one person; ``why`` is a code of the rules' words."""

    row: int
    pk: int
    why: str


class Writer(Protocol):
    """What a kind of workbook needs to be imported.

    ``is_row_by_row`` says that each row is compared without regard to the others of its workbook. ``known``
    holds what a person decided: ``{row: the registered person it is, 0 for none}``.
    """

    is_row_by_row: bool

    def names(self, by: Account) -> Register:
        """Return the names that cells are looked up in, as far as the uploader may write there."""

    def compare(self, rows: Sequence[Row], by: Account, known: Mapping[int, int] = NOBODY_DECIDED) -> Comparison:
        """Compare rows with what is stored; nothing is written."""

    def pairs(self, suspects: Sequence[Suspect], by: Account) -> list[Pair]:
        """Return who of the register may be meant by rows whose number does not say so."""

    def write(self, changes: Sequence[Change], at: datetime) -> None:
        """Store new and changed rows; runs inside the transaction of one chunk."""


class Things:
    """What writers of things have in common: nobody is looked for among people."""

    is_row_by_row = False

    def pairs(self, suspects: Sequence[Suspect], by: Account) -> list[Pair]:
        """Return nobody: a place is no person."""
        return []


@cache
def writers() -> dict[str, Writer]:
    """Return the writer of each kind that the ground floor and the open rooms can import."""
    found: dict[str, Writer] = {}
    for module in rooms.modules("sheets", floors=("register",)):
        found.update(module.WRITERS)
    return found


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Return old and new value of the fields that differ; a blank in the workbook leaves what is stored."""
    return {name: (old.get(name), value) for name, value in filled(new).items() if value != old.get(name)}


def filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that say something: an empty cell never empties what is stored."""
    return {name: value for name, value in values.items() if value not in (None, "")}

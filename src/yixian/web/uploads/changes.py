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


@dataclass(frozen=True)
class Change:
    """One row against the register: ``diff`` holds old and new text of each field that would change."""

    row: int
    state: State
    values: Mapping[str, Any]
    pk: int | None = None
    diff: Mapping[str, tuple[str, str]] = dataclasses.field(default_factory=dict)


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


class Writer(Protocol):
    """What a kind of workbook needs to be imported."""

    def names(self, by: Account) -> Register:
        """Return the names that cells are looked up in, as far as the uploader may write there."""

    def compare(self, rows: Sequence[Row], by: Account) -> Comparison:
        """Compare rows with what is stored; nothing is written."""

    def write(self, changes: Sequence[Change], at: datetime) -> None:
        """Store new and changed rows; runs inside the transaction of one chunk."""


@cache
def writers() -> dict[str, Writer]:
    """Return the writer of each kind that the ground floor and the open rooms can import."""
    found: dict[str, Writer] = {}
    for module in rooms.modules("sheets", floors=("register",)):
        found.update(module.WRITERS)
    return found


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Return old and new text of the fields that differ; a blank in the workbook leaves what is stored."""
    return {
        name: (shown(old.get(name)), shown(value))
        for name, value in new.items()
        if value not in (None, "") and value != old.get(name)
    }


def shown(value: Any) -> str:
    """Return a value as the dry run shows it."""
    return "" if value is None else str(value)

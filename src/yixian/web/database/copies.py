"""A consistent copy of a database taken while others write to it, and such a copy put into an empty place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

# {table: rows}: what a copy holds, and what must be there again when it was put back.
Rows = Mapping[str, int]


@dataclass(frozen=True)
class Health:
    """How a database stands; ``wrong`` and ``doubtful`` hold a code and what it is about."""

    name: str
    wrong: Sequence[tuple[str, str]] = ()
    doubtful: Sequence[tuple[str, str]] = ()


class Damaged(Exception):
    """The database contradicts itself; ``places`` name where, as far as it can tell."""

    def __init__(self, places: list[str]) -> None:
        super().__init__("\n".join(places))
        self.places = places


class Refused(Exception):
    """PostgreSQL's own program could not do it; the text is what it said."""


class Copies(Protocol):
    """How one kind of database is copied. ``kind`` and ``name`` tell the kinds and their files apart."""

    kind: str
    name: str

    def write(self, target: Path) -> Rows:
        """Write a copy of this moment and return what it holds; writers do not wait for it.

        Raises
        ------
        Damaged
            If the copy contradicts itself.
        Refused
            If the program that copies failed.
        """

    def is_empty(self) -> bool:
        """Whether a copy may be put here: nothing is ever written over."""

    def put(self, source: Path) -> None:
        """Put a copy into the empty place, whole or not at all.

        Raises
        ------
        Refused
            If the program that restores failed.
        """

    def rows(self) -> Rows:
        """Return what the database holds now."""


def copies_of(database: Mapping[str, Any]) -> Copies:
    """Return how the database of a Django description is copied."""
    is_file = not str(database["ENGINE"]).endswith("postgresql")
    module = import_module(f"yixian.web.database.{'sqlite' if is_file else 'postgresql.dump'}")
    copies: Copies = module.Copies(database)
    return copies

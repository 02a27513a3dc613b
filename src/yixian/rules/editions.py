"""Dated rule tables: each edition says from when it held and where it is written; a later one replaces it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


class Edition(Protocol):
    """What every edition of a rule carries."""

    @property
    def id(self) -> str:
        """Name by which files and people call the edition."""

    @property
    def in_force_from(self) -> date:
        """First day on which it held."""

    @property
    def source(self) -> str:
        """Where it is written."""


AnyEdition = TypeVar("AnyEdition", bound=Edition)


@cache
def table(name: str) -> dict[str, list[dict[str, Any]]]:
    """Return a table of the package, ``{kind: [edition, ...]}``."""
    text = resources.files("yixian.rules").joinpath("tables", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def load(name: str, kind: type[AnyEdition], key: str = "edition") -> tuple[AnyEdition, ...]:
    """Return the editions of one kind, oldest first.

    Raises
    ------
    TypeError
        If an edition lacks a field of ``kind`` or has one too many: a fault of ours that a test finds.
    """
    rows = [kind(**row) for row in table(name)[key]]
    return tuple(sorted(rows, key=lambda edition: edition.in_force_from))


def in_force(editions: Sequence[AnyEdition], on: date) -> AnyEdition:
    """Return the edition that holds on a date; before the first one, the first one answers."""
    begun = [edition for edition in editions if edition.in_force_from <= on]
    return begun[-1] if begun else editions[0]

"""What is stored although it follows from something else: rooms offer theirs in ``rebuild.py``.

A room's ``rebuild.py`` defines ``PROJECTIONS``, a list of ``Projection``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from yixian.web import rooms

FLOORS = ("journal", "access", "register", "tasks", "plans", "uploads", "field", "notify")


@dataclass(frozen=True)
class Difference:
    """One place where what is stored is not what follows; ``subject`` names the row, never a person."""

    subject: str
    stored: object
    computed: object


@dataclass(frozen=True)
class Projection:
    """Something stored twice. ``keys`` names the rows that hold it, ``differences`` compares some of them.

    ``key`` is room and column. ``differences`` reads only; it is asked again about rows that differ.
    """

    key: str
    keys: Callable[[], Iterable[int]]
    differences: Callable[[Sequence[int]], list[Difference]]


def all_projections() -> list[Projection]:
    """Return the projections of the ground floor and of every open room."""
    return [projection for module in rooms.modules("rebuild", floors=FLOORS) for projection in module.PROJECTIONS]


def copied(row: str, rows: Callable[[], QuerySet[Any]], column: str, source: str) -> Projection:
    """Return the projection of a column that is a copy of one of another table.

    Parameters
    ----------
    row
        What a row is called: room and model.
    rows
        Where the rows are.
    column, source
        The copy and what it is copied from, for instance ``place_path`` and ``place__path``.
    """

    def keys() -> Iterable[int]:
        return rows().order_by("pk").values_list("pk", flat=True).iterator()

    def differences(pks: Sequence[int]) -> list[Difference]:
        pairs = rows().filter(pk__in=pks).values_list("pk", column, source)
        return [Difference(f"{row}:{pk}", copy, first) for pk, copy, first in pairs if copy != first]

    return Projection(f"{row}.{column}", keys, differences)

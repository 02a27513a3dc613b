"""Lists of the register as workbooks that import back to the same facts: what a list offers, and how it is named.

A room offers its lists in ``exports.py``: ``EXPORTS``, a list of ``Export``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import QuerySet

from yixian.sheets import HIDDEN, Masked, Names, Register, stream_table
from yixian.web import rooms
from yixian.web.access import masks
from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.journal import record
from yixian.web.register import trees
from yixian.web.register.ground import Ground, Spot
from yixian.web.register.models import PlaceKind

AT_ONCE = 2000
MOBILE = 11

M = TypeVar("M", bound=models.Model)
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Wish:
    """For whom, of which area, with which filters of the list; whether numbers stand there whole."""

    account: Account
    path: str
    asked: Mapping[str, str] = field(default_factory=dict)
    is_whole: bool = False

    def shows_whole(self, path: str, unit: str = "") -> bool:
        """Whether the numbers of a row stand there whole: only where the reader may see them one by one."""
        return self.is_whole and self.account.may(Right.UNMASK, path, unit)


@dataclass(frozen=True)
class Export:
    """A list that can be exported: ``kind`` is the kind of workbook that takes it back."""

    key: str
    kind: str
    label: object
    right: Right
    rows: Callable[[Wish], Iterator[Row]]
    has_numbers: bool = False


def all_exports() -> list[Export]:
    """Return the lists of the ground floor and of every open room."""
    return [one for module in rooms.modules("exports", floors=("register",)) for one in module.EXPORTS]


def one_export(key: str) -> Export | None:
    """Return the list of a key, None if no open room offers it."""
    return next((one for one in all_exports() if one.key == key), None)


def exported(export: Export, wish: Wish, *, reason: str = "", at: datetime) -> Iterator[bytes]:
    """Return the workbook piece by piece; that it was taken out, by whom and why, stays in the audit."""
    with (
        transaction.atomic(),
        record.entry("export_list", by=wish.account, subject={}, at=at, path=wish.path),
    ):
        record.note(list=export.key, whole=wish.is_whole, reason=reason, filters=dict(wish.asked))
    return stream_table(export.kind, export.rows(wish))


def in_chunks(rows: QuerySet[M]) -> Iterator[list[M]]:
    """Yield rows some at a time, so that no question to the database lasts as long as the reader's line is slow."""
    last = 0
    while some := list(rows.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        yield some
        last = some[-1].pk


def phone(number: str, *, is_whole: bool) -> str | Masked | None:
    """Return a phone as a cell: a mobile number is masked unless it stands there whole."""
    shown = number if is_whole else masks.phone(number)
    return (Masked(shown) if shown != number else shown) or None


class Words:
    """The cells that name what the register holds. One that an import would not find again is hidden instead."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._ground = Ground()

    @cached_property
    def _register(self) -> Register:
        return self._ground.register(self._account)

    def home(self, place: int | None) -> dict[str, str | Masked | None]:
        """Return the cells of the township and of the village or compound."""
        spot = self._ground.by_pk.get(place or 0)
        if spot is None or not spot.path:
            return {"town": None, "place": None}
        if len(spot.path) == trees.WIDTH:
            return {"town": self._cell(self._register.places, spot), "place": None}
        cell = self._cell(self._register.places, spot)
        return {"town": cell if isinstance(cell, Masked) else spot.town, "place": cell}

    def post(self, place: int | None) -> str | Masked | None:
        """Return the cell of a post."""
        spot = self._ground.by_pk.get(place or 0)
        return self._cell(self._register.posts, spot) if spot and spot.kind == PlaceKind.POST else None

    def unit(self, unit: int | None) -> str | Masked | None:
        """Return the cell of a unit."""
        name = self._ground.unit_names.get(unit or 0)
        if name is None:
            return None
        return name if self._register.units.find(name).name == name else Masked(HIDDEN)

    def _cell(self, names: Names, spot: Spot) -> str | Masked:
        if not self._account.may_somewhere(Right.UPLOAD):
            return spot.said if self._account.may(Right.SEE, spot.path) else Masked(HIDDEN)
        town = spot.town if len(spot.path) > trees.WIDTH else ""
        return spot.said if names.find(spot.said, town).name == spot.said else Masked(HIDDEN)

"""The lines that a chunk wrote: a person with his number, a post with its place and needs, each taken back whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from yixian.web.access.scope import Scoped
from yixian.web.access.traced import Columns, Touch, plain, present

Key = tuple[type[Scoped], Any]


@dataclass(frozen=True)
class Line:
    """What was done for one row of the file: to its root, and to the rows that would go with it."""

    root: Key
    touches: tuple[Touch, ...]

    @property
    def is_new(self) -> bool:
        """Whether the upload brought it."""
        return self.root in self.added

    @property
    def added(self) -> list[Key]:
        """The rows that were not there before."""
        return [key_of(touch) for touch in self.touches if touch.before is None]


class Now:
    """The rows that a chunk touched as they are now, read once."""

    def __init__(self, touches: Iterable[Touch]) -> None:
        self._touches = {key_of(touch): touch for touch in touches}
        wanted: dict[type[Scoped], list[Any]] = defaultdict(list)
        for model, pk in self._touches:
            wanted[model].append(pk)
        self._rows = {model: present(model, pks) for model, pks in wanted.items()}

    def row(self, key: Key) -> Columns | None:
        """Return the columns of a row, None if there is none."""
        model, pk = key
        return self._rows.get(model, {}).get(pk)

    def stands(self, touch: Touch) -> bool:
        """Whether a row is as the upload left it, in the columns that the upload wrote."""
        now = self.row(key_of(touch))
        if touch.after is None or now is None:
            return touch.after is None and now is None
        return all(plain(now[name]) == value for name, value in touch.after.items())

    def lines(self) -> list[Line]:
        """Return what was done by line, in the order of writing."""
        found: dict[Key, list[Touch]] = defaultdict(list)
        for key, touch in self._touches.items():
            found[self._root(key)].append(touch)
        return [Line(root, tuple(touches)) for root, touches in found.items()]

    def _root(self, key: Key) -> Key:
        while key in self._touches and (above := _owner(key, self._columns(key))) is not None:
            key = above
        return key

    def _columns(self, key: Key) -> Columns:
        touch = self._touches[key]
        return (self.row(key) or {}) | (touch.before or {}) | (touch.after or {})


def key_of(touch: Touch) -> Key:
    """Return which row was touched."""
    return touch.model, touch.pk


def name_of(key: Key) -> str:
    """Return a row as the audit names it: ``person:17``."""
    return f"{key[0]._meta.model_name}:{key[1]}"


def links(model: type[Scoped]) -> dict[str, tuple[type[Any], bool]]:
    """Return the columns of a model that name another row: the other's model, and whether it takes this one along."""
    return {
        column.attname: (column.related_model, column.remote_field.on_delete is models.CASCADE)
        for column in model._meta.concrete_fields
        if isinstance(column, models.ForeignKey)
    }


def _owner(key: Key, columns: Columns) -> Key | None:
    model, pk = key
    for name, (above, takes_along) in links(model).items():
        owner = pk if model._meta.pk.attname == name else columns.get(name)
        if takes_along and owner is not None:
            return above, owner
    return None

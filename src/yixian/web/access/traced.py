"""What a piece of work does to rows, noted by every way to write one, so that it can be taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models

if TYPE_CHECKING:
    from yixian.web.access.scope import Scoped

M = TypeVar("M", bound=models.Model)
Columns = dict[str, Any]
AT_ONCE = 500


@dataclass(frozen=True)
class Touch:
    """One row that was written: the columns that changed, before and after; None where there was no row."""

    model: type[Scoped]
    pk: Any
    before: Columns | None
    after: Columns | None


@dataclass
class Trace:
    """The rows that were written since the trace began, in the order in which they were first touched."""

    _before: dict[type[Scoped], dict[Any, Columns | None]] = field(default_factory=dict)

    def added(self, rows: Iterable[Any]) -> None:
        """Note rows that have just been stored for the first time."""
        for row in rows:
            self._before.setdefault(type(row), {}).setdefault(row.pk, None)

    def changes(self, rows: models.QuerySet[Any], names: Collection[str]) -> None:
        """Note what columns of rows hold before they are overwritten; the first note of a column counts."""
        columns = [rows.model._meta.get_field(name).attname for name in names]
        noted = self._before.setdefault(rows.model, {})
        for pk, *values in rows.order_by().values_list("pk", *columns):
            old = noted.setdefault(pk, {})
            if old is not None:
                noted[pk] = dict(zip(columns, values, strict=True)) | old

    def touches(self) -> list[Touch]:
        """Return what was done to each row; a row that is as it was is left out."""
        return [touch for model, noted in self._before.items() for touch in _touches(model, noted)]


_trace: ContextVar[Trace | None] = ContextVar("trace", default=None)


@contextmanager
def traced() -> Iterator[Trace]:
    """Note what is done to rows inside."""
    trace = Trace()
    token = _trace.set(trace)
    try:
        yield trace
    finally:
        _trace.reset(token)


class TracedQuerySet(models.QuerySet[M]):
    """Rows whose writing is noted while somebody traces it."""

    def bulk_create(self, objs: Iterable[M], *args: Any, **options: Any) -> list[M]:
        """Store rows; while traced, none may be left out or overwritten on the way."""
        trace = _trace.get()
        if trace is not None and (options.get("ignore_conflicts") or options.get("update_conflicts")):
            raise RuntimeError("rows that may be there already cannot be traced")
        made = super().bulk_create(objs, *args, **options)
        if trace is not None:
            trace.added(made)
        return made

    def update(self, **values: Any) -> int:
        """Overwrite columns; ``bulk_update`` comes through here as well."""
        trace = _trace.get()
        if trace is not None:
            trace.changes(self, values)
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete rows; while traced, only such as nothing else goes with."""
        trace = _trace.get()
        if trace is not None:
            if self.model._meta.related_objects:
                raise RuntimeError("rows that others belong to cannot be deleted while traced")
            trace.changes(self, columns_of(self.model))
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


@contextmanager
def saving(row: Scoped) -> Iterator[None]:
    """Note one row that is saved by itself."""
    trace = _trace.get()
    is_new = row._state.adding
    if trace is not None and not is_new:
        trace.changes(stored(type(row), [row.pk]), columns_of(type(row)))
    yield
    if trace is not None and is_new:
        trace.added([row])


def columns_of(model: type[models.Model]) -> list[str]:
    """Return the columns of a model but its key."""
    return [column.attname for column in model._meta.concrete_fields if not column.primary_key]


def stored(model: type[Scoped], pks: Collection[Any]) -> models.QuerySet[Any]:
    """Return rows by their keys."""
    return model.objects.unscoped("rows that a batch wrote").filter(pk__in=pks)


def present(model: type[Scoped], pks: Collection[Any]) -> dict[Any, Columns]:
    """Return all columns of the rows that are there, by key."""
    columns, wanted = columns_of(model), list(pks)
    found: dict[Any, Columns] = {}
    for start in range(0, len(wanted), AT_ONCE):
        rows = stored(model, wanted[start : start + AT_ONCE]).order_by()
        found |= {pk: dict(zip(columns, values, strict=True)) for pk, *values in rows.values_list("pk", *columns)}
    return found


def _touches(model: type[Scoped], noted: Mapping[Any, Columns | None]) -> Iterator[Touch]:
    now = present(model, noted)
    for pk, before in noted.items():
        after = now.get(pk)
        if before is not None and after is not None:
            before = {name: value for name, value in before.items() if plain(value) != plain(after[name])}
            after = {name: after[name] for name in before}
        if before != after:
            yield Touch(model, pk, before, after)


def plain(value: Any) -> Any:
    """Return a value that compares: each database gives bytes in a wrapping of its own."""
    return bytes(value) if isinstance(value, memoryview | bytearray) else value

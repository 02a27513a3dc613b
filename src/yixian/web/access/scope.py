"""Deny by default: a model says how its rows are scoped, and its manager hands them out in no other way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Protocol, Self

from django.db import models
from django.db.models import Q

from yixian.web.access.traced import TracedQuerySet, saving

if TYPE_CHECKING:
    from yixian.web.access.models import Account


class Scope(Protocol):
    """Says which rows an account may see."""

    def rows(self, account: Account) -> Q:
        """Return the condition for the rows that the account may see."""


def under(field: str, path: str) -> Q:
    """Return the condition for everything at or below a path, as a range that an index can scan."""
    if not path:
        return Q()
    return Q(**{f"{field}__gte": path, f"{field}__lt": path + "~"})


NOBODY = Q(pk__in=())


class ByPlace:
    """Rows belong to a place: an account sees those of its areas, and of its units where the model has them."""

    def __init__(self, place: str = "place_path", unit: str | None = None) -> None:
        self.place = place
        self.unit = unit

    def rows(self, account: Account) -> Q:
        seen = NOBODY
        for path in account.place_paths:
            seen |= under(self.place, path) if path else Q(**{f"{self.place}__gte": ""})
        for path in account.unit_paths if self.unit else ():
            seen |= under(str(self.unit), path)
        return seen


class Open:
    """Rows that every signed-in account may see; the reason is for the reader."""

    def __init__(self, reason: str) -> None:
        self.reason = reason

    def rows(self, account: Account) -> Q:
        return Q(pk__isnull=False)


class NoScope:
    """Rows that no page lists: only ``unscoped`` with a reason reaches them."""

    def __init__(self, reason: str) -> None:
        self.reason = reason

    def rows(self, account: Account) -> Q:
        return NOBODY


class ScopedManager(models.Manager["Any"]):
    """Hands out rows for an account; a test forbids every other way to read."""

    def get_queryset(self) -> models.QuerySet[Any]:
        """Return rows whose writing an upload can take back."""
        return TracedQuerySet(self.model, using=self._db)

    def visible_to(self, account: Account) -> models.QuerySet[Any]:
        """Return the rows that the account may see."""
        return self.get_queryset().filter(self.model.scope.rows(account))

    def unscoped(self, reason: str) -> models.QuerySet[Any]:
        """Return all rows. The reason is read by people who look for holes."""
        return self.get_queryset()


class Scoped(models.Model):
    """A model that declares who may see its rows."""

    scope: ClassVar[Scope]
    objects = ScopedManager()

    class Meta:
        abstract = True

    def save_base(self, *args: Any, **options: Any) -> None:
        """Store the row; an upload that writes it can take it back."""
        with saving(self):
            super().save_base(*args, **options)

    def as_stored(self) -> Self:
        """Return the row as the database has it now."""
        return type(self).objects.unscoped("the same row again").get(pk=self.pk)  # type: ignore[no-any-return]

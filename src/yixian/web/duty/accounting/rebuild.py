"""The rows of a closed roster follow from its tasks and from what the field log held when it was closed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from yixian.web.duty.accounting.account import Account
from yixian.web.duty.models import Closing, ClosingPerson, ClosingPost
from yixian.web.projections import Difference, Projection

# Who is a member may change afterwards, and with it the minutes without one: those are kept, not computed anew.
PEOPLE = ("planned_min", "stood_min", "n_planned", "n_stood", "n_no_shows", "n_stand_ins")
POSTS = ("wanted_min", "planned_nobody", "nobody")


def _closings() -> QuerySet[Closing]:
    return Closing.objects.unscoped("what follows from what")


def _keys() -> Iterable[int]:
    return _closings().order_by("pk").values_list("pk", flat=True).iterator()


def _differences(pks: Sequence[int]) -> list[Difference]:
    found: list[Difference] = []
    for closing in _closings().filter(pk__in=pks).select_related("plan"):
        account = Account.of(closing.plan, closing.closed_at)
        people = {row.person_id: [getattr(row, name) for name in PEOPLE] for row in account.people}
        posts = {row.post_id: [getattr(row, name) for name in POSTS] for row in account.posts}
        kept = ClosingPerson.objects.unscoped("what follows from what").filter(closing=closing)
        found += _compared(closing, kept.values_list("person_id", *PEOPLE), people)
        places = ClosingPost.objects.unscoped("what follows from what").filter(closing=closing)
        found += _compared(closing, places.values_list("post_id", *POSTS), posts)
    return found


def _compared(closing: Closing, kept: Iterable[Sequence[Any]], computed: dict[int, list[int]]) -> list[Difference]:
    return [
        Difference(f"closing:{closing.pk} row {key}", list(row), computed.get(key))
        for key, *row in kept
        if list(row) != computed.get(key)
    ]


PROJECTIONS = [Projection("duty.closing.rows", _keys, _differences)]

"""How many posts have their branch, and which have nobody who leads it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yixian.web.duty.branches.queries import posts_of, without_secretary
from yixian.web.duty.figures.shown import PLACES, post_url
from yixian.web.duty.models import PostKind
from yixian.web.figures import Asked, Figure, Rows


def _with_branch(kind: str) -> Callable[[Asked], list[Any]]:
    def read(asked: Asked) -> list[Any]:
        posts = posts_of(asked.account, asked.path, kind).filter(has_branch=True).select_related("place")
        return list(posts.defer("place__boundary").order_by("number"))

    return read


def _unled(asked: Asked) -> list[Any]:
    return list(without_secretary(asked.account, asked.path))


def _rows(pick: Callable[[Asked], Sequence[Any]]) -> Callable[[Asked], Rows]:
    def rows(asked: Asked) -> Rows:
        found = pick(asked)
        return Rows(
            heads=(_("Post number"), _("Post"), _("Kind"), _("Members of the branch")),
            rows=[(one.spoken, one.place.name, one.get_kind_display(), one.n_members) for one in found],
            urls=[post_url(one.number) for one in found],
        )

    return rows


def _branch_figure(key: str, label: object, kind: str, order: int) -> Figure:
    return Figure(
        key=key,
        label=label,
        unit=PLACES,
        count=lambda asked: posts_of(asked.account, asked.path, kind).filter(has_branch=True).count(),
        rows=_rows(_with_branch(kind)),
        whole=lambda asked: posts_of(asked.account, asked.path, kind).count(),
        order=order,
    )


FIGURES = (
    _branch_figure("branches_urban", gettext_lazy("Compound gates with a branch"), PostKind.MAIN_GATE, 33),
    _branch_figure("branches", gettext_lazy("Posts with a branch"), "", 34),
    Figure(
        key="no_secretary",
        label=gettext_lazy("Posts without a secretary"),
        unit=PLACES,
        count=lambda asked: without_secretary(asked.account, asked.path).count(),
        rows=_rows(_unled),
        order=35,
    ),
)

"""How many posts stood empty or without a member today, and how many the plan left empty."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yixian.web.duty import troubles
from yixian.web.duty.figures.shown import PLACES
from yixian.web.duty.minutes import Gaps
from yixian.web.figures import Asked, Figure, Rows


def _gaps_where(minutes: Callable[[Gaps], int]) -> Callable[[Asked], list[Gaps]]:
    return lambda asked: sorted((one for one in troubles.gaps(asked) if minutes(one)), key=lambda one: -minutes(one))


_empty, _empty_planned = _gaps_where(lambda one: one.nobody), _gaps_where(lambda one: one.planned_nobody)
_memberless = _gaps_where(lambda one: one.no_member)


def _gap_rows(pick: Callable[[Asked], list[Gaps]], *, is_planned: bool) -> Callable[[Asked], Rows]:
    def rows(asked: Asked) -> Rows:
        found = pick(asked)
        return Rows(
            heads=(_("Post number"), _("Post"), _("Minutes with nobody"), _("Minutes without a member")),
            rows=[(one.post.spoken, one.post.place.name, *_minutes(one, is_planned=is_planned)) for one in found],
            urls=[reverse("duty:cover_post", args=[one.post.number]) for one in found],
        )

    return rows


def _minutes(one: Gaps, *, is_planned: bool) -> tuple[int, int]:
    return (one.planned_nobody, one.planned_no_member) if is_planned else (one.nobody, one.no_member)


FIGURES = (
    Figure(
        key="uncovered",
        label=gettext_lazy("Posts that stood empty today"),
        unit=PLACES,
        count=lambda asked: len(_empty(asked)),
        rows=_gap_rows(_empty, is_planned=False),
        order=19,
    ),
    Figure(
        key="memberless",
        label=gettext_lazy("Posts that lacked a member today"),
        unit=PLACES,
        count=lambda asked: len(_memberless(asked)),
        rows=_gap_rows(_memberless, is_planned=False),
        order=31,
    ),
    Figure(
        key="uncovered_planned",
        label=gettext_lazy("Posts planned empty today"),
        unit=PLACES,
        count=lambda asked: len(_empty_planned(asked)),
        rows=_gap_rows(_empty_planned, is_planned=True),
        order=32,
    ),
)

"""How many shifts of the next hours lack people."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yixian.web.duty import troubles
from yixian.web.duty.figures.shown import post_url, sign
from yixian.web.figures import Asked, Figure, Rows


def _hole_rows(asked: Asked) -> Rows:
    found = troubles.holes(asked)
    return Rows(
        heads=(_("Post number"), _("Post"), _("Shift begins"), _("People short")),
        rows=[(hole.post.spoken, hole.post.place.name, hole.slot.starts_at, hole.short) for hole in found],
        urls=[post_url(hole.post.number) for hole in found],
    )


HOLES_AHEAD = Figure(
    key="holes_ahead",
    label=gettext_lazy("Shifts short in 24 h"),
    unit=pgettext_lazy("unit", "shifts"),
    count=lambda asked: len(troubles.holes(asked)),
    rows=_hole_rows,
    state=sign(troubles.holes, "warn"),
    order=16,
)

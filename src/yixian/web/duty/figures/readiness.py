"""How many readiness items are overdue."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yixian.web.duty import troubles
from yixian.web.duty.figures.shown import post_url
from yixian.web.figures import Asked, Figure, Rows


def _overdue_rows(asked: Asked) -> Rows:
    found = troubles.overdue(asked)
    return Rows(
        heads=(_("Post number"), _("Post"), _("Item")),
        rows=[(post.spoken, post.place.name, item.name) for post, item in found],
        urls=[post_url(post.number) for post, _item in found],
    )


READINESS_OVERDUE = Figure(
    key="readiness_overdue",
    label=gettext_lazy("Readiness items overdue"),
    unit=pgettext_lazy("unit", "items"),
    count=lambda asked: len(troubles.overdue(asked)),
    rows=_overdue_rows,
    order=18,
)

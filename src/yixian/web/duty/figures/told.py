"""How many no-shows of the day that runs were told upwards, to whom and when."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yixian.web.access.scope import under
from yixian.web.duty import troubles
from yixian.web.duty.causes.called import way
from yixian.web.duty.figures.people import PEOPLE
from yixian.web.duty.models import NoShow
from yixian.web.duty.no_shows.queries import Followed, followed
from yixian.web.duty.now import duty_day
from yixian.web.figures import Asked, Figure, Rows


def _told(asked: Asked) -> list[Followed]:
    return asked.once("duty.told", lambda: _read(asked))


def _read(asked: Asked) -> list[Followed]:
    slots = troubles.slots(asked)
    day = duty_day(slots, asked.at)
    starts = [slot.starts_at for slot in slots if slot.on == day]
    if not starts:
        return []
    rows = NoShow.objects.visible_to(asked.account).filter(
        under("place_path", asked.path), task__starts_at__gte=starts[0], since__lte=asked.at
    )
    return followed(asked.account, rows.order_by("since", "pk"))


def _rows(asked: Asked) -> Rows:
    found = _told(asked)
    return Rows(
        heads=(_("Post number"), _("Post"), _("Who"), _("Told"), _("Answered"), _("Ended")),
        rows=[
            (
                one.post.spoken,
                one.post.place.name,
                one.name,
                way(one),
                one.answered.answered_by.name if one.answered and one.answered.answered_by else "",
                one.no_show.get_end_display() if one.no_show.end else "",
            )
            for one in found
        ],
        urls=[reverse("duty:cover_post", args=[one.post.number]) for one in found],
    )


FIGURES = (
    Figure(
        key="told_no_shows",
        label=gettext_lazy("No-shows told upwards today"),
        unit=PEOPLE,
        count=lambda asked: len(_told(asked)),
        rows=_rows,
        order=33,
    ),
)

"""How many of the posted have arrived, and who has not in time."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from yixian.web.figures import Asked, Figure, Rows
from yixian.web.rounds import troubles
from yixian.web.rounds.figures.shown import PEOPLE, compound_url
from yixian.web.rounds.models import Posting


def _rows(pick: Callable[[Asked], Iterable[Posting]]) -> Callable[[Asked], Rows]:
    def rows(asked: Asked) -> Rows:
        found = list(pick(asked))
        return Rows(
            heads=(pgettext("person", "Name"), _("Unit"), _("Compound"), _("Role"), _("Report by"), _("Arrived")),
            rows=[_row(one) for one in found],
            urls=[compound_url(one.task.place_id) for one in found],
        )

    return rows


def _row(one: Posting) -> tuple[object, ...]:
    person = one.task.person
    unit = person.unit.name if person and person.unit else ""
    name, task = person.name if person else "", one.task
    return (name, unit, task.place.name, one.get_role_display(), task.starts_at, task.started_at or "")


def _late(asked: Asked) -> list[Posting]:
    return [posting for _one, posting in troubles.late(asked)]


FIGURES = (
    Figure(
        key="cadres_arrived",
        label=gettext_lazy("Posted cadres arrived"),
        unit=PEOPLE,
        count=lambda asked: len(troubles.arrived(asked)),
        rows=_rows(troubles.arrived),
        whole=lambda asked: len(troubles.postings(asked)),
        order=42,
    ),
    Figure(
        key="cadres_late",
        label=gettext_lazy("Posted cadres not arrived in time"),
        unit=PEOPLE,
        count=lambda asked: len(_late(asked)),
        rows=_rows(_late),
        state=lambda asked: "warn" if _late(asked) else "ok",
        order=43,
    ),
)

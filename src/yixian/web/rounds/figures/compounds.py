"""How many compounds are covered, and how many lack one of the three roles."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yixian.web.figures import Asked, Figure, Rows
from yixian.web.rounds import troubles
from yixian.web.rounds.figures.shown import PLACES, compound_url
from yixian.web.rounds.now import CompoundNow


def _rows(pick: Callable[[Asked], list[CompoundNow]]) -> Callable[[Asked], Rows]:
    def rows(asked: Asked) -> Rows:
        found = pick(asked)
        return Rows(
            heads=(_("Compound"), _("To have"), _("Posted"), _("Arrived"), _("Lacks")),
            rows=[(one.place.name, one.need, len(one.postings), one.arrived, _lacking(one)) for one in found],
            urls=[compound_url(one.place.pk) for one in found],
        )

    return rows


def _lacking(one: CompoundNow) -> str:
    return "、".join(str(role.label) for role in one.lacking)


def _covered_sign(asked: Asked) -> str:
    if not troubles.is_begun(asked):
        return "off"
    return "warn" if troubles.short(asked) else "ok"


def _covered_note(asked: Asked) -> str:
    if not troubles.is_begun(asked):
        return _("Not begun")
    missing = len(troubles.short(asked))
    return ngettext("{n} short", "{n} short", missing).format(n=missing) if missing else _("All covered")


FIGURES = (
    Figure(
        key="compounds_covered",
        label=gettext_lazy("Compounds covered"),
        unit=PLACES,
        count=lambda asked: len(troubles.covered(asked)),
        rows=_rows(troubles.covered),
        whole=lambda asked: len(troubles.compounds(asked)),
        state=_covered_sign,
        note=_covered_note,
        order=41,
    ),
    Figure(
        key="compounds_roleless",
        label=gettext_lazy("Compounds that lack a role"),
        unit=PLACES,
        count=lambda asked: len(troubles.roleless(asked)),
        rows=_rows(troubles.roleless),
        state=lambda asked: "warn" if troubles.roleless(asked) else "ok",
        order=44,
    ),
)

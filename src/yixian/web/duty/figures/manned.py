"""How many posts are manned now, and how many are short-handed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yixian.web.duty import troubles
from yixian.web.duty.cover import Standing
from yixian.web.duty.figures.shown import PLACES, post_url
from yixian.web.duty.now import PostNow
from yixian.web.figures import Asked, Figure, Rows
from yixian.web.tasks.models import Task


def _manned(asked: Asked) -> list[PostNow]:
    return [one for one in troubles.standing(asked) if one.needed and one.here]


def _needed(asked: Asked) -> list[PostNow]:
    return [one for one in troubles.standing(asked) if one.needed]


def _now_rows(pick: Callable[[Asked], list[PostNow]]) -> Callable[[Asked], Rows]:
    def rows(asked: Asked) -> Rows:
        found = pick(asked)
        return Rows(
            heads=(_("Post number"), _("Post"), _("Needed"), _("Here"), _("Who")),
            rows=[(n.post.spoken, n.post.place.name, n.needed, len(n.here), _names(n.here)) for n in found],
            urls=[post_url(n.post.number) for n in found],
        )

    return rows


def _names(tasks: Iterable[Task]) -> str:
    return "、".join(task.person.name for task in tasks if task.person)


def _manned_sign(asked: Asked) -> str:
    if troubles.unmanned(asked):
        return "alarm"
    if all(one.standing == Standing.UNREPORTED for one in _needed(asked)):
        return "off"
    return "ok" if len(_manned(asked)) == len(_needed(asked)) else "warn"


def _manned_note(asked: Asked) -> str:
    if _manned_sign(asked) == "off":
        return _("Not reported")
    missing = len(_needed(asked)) - len(_manned(asked))
    return ngettext("{n} short", "{n} short", missing).format(n=missing) if missing else _("All there")


FIGURES = (
    Figure(
        key="manned_now",
        label=gettext_lazy("Posts manned"),
        unit=PLACES,
        count=lambda asked: len(_manned(asked)),
        rows=_now_rows(_manned),
        whole=lambda asked: len(_needed(asked)),
        state=_manned_sign,
        note=_manned_note,
        order=10,
    ),
    Figure(
        key="short_posts",
        label=gettext_lazy("Posts short-handed"),
        unit=PLACES,
        count=lambda asked: len(troubles.short(asked)),
        rows=_now_rows(troubles.short),
        order=24,
    ),
)

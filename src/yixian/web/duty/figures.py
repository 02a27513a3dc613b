"""Figures of the posts: how many there are, how they are manned, what is missing; each opens its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from yixian.web.access.scope import under
from yixian.web.duty import troubles
from yixian.web.duty.cover import Standing
from yixian.web.duty.minutes import Gaps
from yixian.web.duty.models import Post, PostKind
from yixian.web.duty.now import PostNow
from yixian.web.figures import Asked, Figure, Rows
from yixian.web.tasks.models import Task


def post_url(number: int) -> str:
    """Return the page of a post."""
    return reverse("duty:post", args=[number])


def _posts(asked: Asked) -> QuerySet[Post]:
    return Post.objects.visible_to(asked.account).filter(under("place__path", asked.path), is_open=True)


def _urban(asked: Asked) -> QuerySet[Post]:
    return _posts(asked).filter(kind=PostKind.MAIN_GATE)


def _post_rows(pick: Callable[[Asked], QuerySet[Post]]) -> Callable[[Asked], Rows]:
    def rows(asked: Asked) -> Rows:
        found = list(pick(asked).select_related("place").defer("place__boundary").order_by("number"))
        return Rows(
            heads=(_("Post number"), _("Post"), _("Kind"), _("Entrance"), _("Phone")),
            rows=[(one.spoken, one.place.name, one.get_kind_display(), one.entrance, one.phone) for one in found],
            urls=[post_url(one.number) for one in found],
        )

    return rows


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


def _on_duty(asked: Asked) -> list[tuple[PostNow, Task]]:
    return [(one, task) for one in troubles.standing(asked) for task in one.here]


def _planned(asked: Asked) -> list[tuple[PostNow, Task]]:
    return [(one, task) for one in troubles.standing(asked) for task in one.planned]


def _task_rows(pick: Callable[[Asked], list[tuple[PostNow, Task]]]) -> Callable[[Asked], Rows]:
    def rows(asked: Asked) -> Rows:
        found = pick(asked)
        return Rows(
            heads=(_("Post number"), _("Post"), _("Who"), _("Since")),
            rows=[
                (n.post.spoken, n.post.place.name, _names([task]), task.started_at or task.starts_at)
                for n, task in found
            ],
            urls=[post_url(n.post.number) for n, _task in found],
        )

    return rows


def _hole_rows(asked: Asked) -> Rows:
    found = troubles.holes(asked)
    return Rows(
        heads=(_("Post number"), _("Post"), _("Shift begins"), _("People short")),
        rows=[(hole.post.spoken, hole.post.place.name, hole.slot.starts_at, hole.short) for hole in found],
        urls=[post_url(hole.post.number) for hole in found],
    )


def _overdue_rows(asked: Asked) -> Rows:
    found = troubles.overdue(asked)
    return Rows(
        heads=(_("Post number"), _("Post"), _("Item")),
        rows=[(post.spoken, post.place.name, item.name) for post, item in found],
        urls=[post_url(post.number) for post, _item in found],
    )


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
            urls=[post_url(one.post.number) for one in found],
        )

    return rows


def _minutes(one: Gaps, *, is_planned: bool) -> tuple[int, int]:
    return (one.planned_nobody, one.planned_no_member) if is_planned else (one.nobody, one.no_member)


def _sign(pick: Callable[[Asked], object], state: str) -> Callable[[Asked], str]:
    return lambda asked: state if pick(asked) else "ok"


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


PLACES, PEOPLE = pgettext_lazy("unit", "places"), pgettext_lazy("unit", "people")

FIGURES = [
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
        key="on_duty_now",
        label=gettext_lazy("On duty this shift"),
        unit=PEOPLE,
        count=lambda asked: len(_on_duty(asked)),
        rows=_task_rows(_on_duty),
        whole=lambda asked: len(_planned(asked)),
        order=12,
    ),
    Figure(
        key="no_shows",
        label=gettext_lazy("Have not come"),
        unit=PEOPLE,
        count=lambda asked: len(troubles.late_tasks(asked)),
        rows=_task_rows(troubles.late_tasks),
        state=_sign(troubles.late_tasks, "alarm"),
        order=14,
    ),
    Figure(
        key="holes_ahead",
        label=gettext_lazy("Shifts short in 24 h"),
        unit=pgettext_lazy("unit", "shifts"),
        count=lambda asked: len(troubles.holes(asked)),
        rows=_hole_rows,
        state=_sign(troubles.holes, "warn"),
        order=16,
    ),
    Figure(
        key="readiness_overdue",
        label=gettext_lazy("Readiness items overdue"),
        unit=pgettext_lazy("unit", "items"),
        count=lambda asked: len(troubles.overdue(asked)),
        rows=_overdue_rows,
        order=18,
    ),
    Figure(
        key="uncovered",
        label=gettext_lazy("Posts that stood empty today"),
        unit=PLACES,
        count=lambda asked: len(_empty(asked)),
        rows=_gap_rows(_empty, is_planned=False),
        order=19,
    ),
    Figure(
        key="posts_urban",
        label=gettext_lazy("Compound gates"),
        unit=PLACES,
        count=lambda asked: _urban(asked).count(),
        rows=_post_rows(_urban),
        order=20,
    ),
    Figure(
        key="posts",
        label=gettext_lazy("Posts in all"),
        unit=PLACES,
        count=lambda asked: _posts(asked).count(),
        rows=_post_rows(_posts),
        order=22,
    ),
    Figure(
        key="short_posts",
        label=gettext_lazy("Posts short-handed"),
        unit=PLACES,
        count=lambda asked: len(troubles.short(asked)),
        rows=_now_rows(troubles.short),
        order=24,
    ),
    Figure(
        key="protected_on_duty",
        label=gettext_lazy("On duty against the rules of protection"),
        unit=PEOPLE,
        count=lambda asked: len(troubles.protected(asked)),
        rows=_task_rows(troubles.protected),
        order=26,
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
]

"""Figures of the posts: how many there are, how they are manned, what is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yixian.web.access.scope import under
from yixian.web.duty import cover
from yixian.web.duty.models import Need, Post, PostKind
from yixian.web.duty.now import PostNow, Slot, posts_now, slots_around, tasks_between
from yixian.web.duty.readiness import readiness
from yixian.web.figures import Asked, Figure, Rows
from yixian.web.tasks.models import Task

HOLES_AHEAD = timedelta(hours=24)


def post_url(number: int) -> str:
    """Return the page of a post."""
    return reverse("duty:post", args=[number])


def _posts(asked: Asked) -> QuerySet[Post]:
    return Post.objects.visible_to(asked.account).filter(under("place__path", asked.path), is_open=True)


def _post_rows(posts: QuerySet[Post]) -> Rows:
    found = list(posts.select_related("place").defer("place__boundary").order_by("number"))
    return Rows(
        heads=(_("Number"), _("Post"), _("Kind"), _("Entrance"), _("Phone")),
        rows=[(one.spoken, one.place.name, one.get_kind_display(), one.entrance, one.phone) for one in found],
        urls=[post_url(one.number) for one in found],
    )


def standing(asked: Asked) -> list[PostNow]:
    """Return the posts as they stand now; all figures and parts of one page share them."""
    return asked.once("duty.posts", lambda: posts_now(asked.account, asked.path, asked.at))


def _manned(asked: Asked) -> list[PostNow]:
    return [one for one in standing(asked) if one.needed and one.here]


def _now_rows(pick: Callable[[Asked], list[PostNow]]) -> Callable[[Asked], Rows]:
    def rows(asked: Asked) -> Rows:
        found = pick(asked)
        return Rows(
            heads=(_("Number"), _("Post"), _("Needed"), _("Here"), _("Who")),
            rows=[(n.post.spoken, n.post.place.name, n.needed, len(n.here), _names(n.here)) for n in found],
            urls=[post_url(n.post.number) for n in found],
        )

    return rows


def _names(tasks: list[Task]) -> str:
    return "、".join(task.person.name for task in tasks if task.person)


def _on_duty(asked: Asked) -> list[tuple[PostNow, Task]]:
    return [(one, task) for one in standing(asked) for task in one.here]


def late_tasks(asked: Asked) -> list[tuple[PostNow, Task]]:
    """Return who should be at a post now and has not come, with nobody sent for him."""
    return [(one, task) for one in standing(asked) for task in one.late]


def _task_rows(pick: Callable[[Asked], list[tuple[PostNow, Task]]]) -> Callable[[Asked], Rows]:
    def rows(asked: Asked) -> Rows:
        found = pick(asked)
        return Rows(
            heads=(_("Number"), _("Post"), _("Who"), _("Since")),
            rows=[
                (n.post.spoken, n.post.place.name, _names([task]), task.started_at or task.starts_at)
                for n, task in found
            ],
            urls=[post_url(n.post.number) for n, _task in found],
        )

    return rows


def slots_ahead(asked: Asked) -> list[Slot]:
    """Return the shifts of today and tomorrow that have not begun."""
    return asked.once("duty.slots", lambda: [slot for slot in slots_around(asked.at) if slot.starts_at > asked.at])


def holes(asked: Asked) -> list[dict[str, Any]]:
    """Return slots of the next 24 hours for which fewer people are planned than are needed."""
    return asked.once("duty.holes", lambda: _holes(asked))


def _holes(asked: Asked) -> list[dict[str, Any]]:
    slots = [s for s in slots_ahead(asked) if s.starts_at <= asked.at + HOLES_AHEAD]
    if not slots:
        return []
    planned: dict[tuple[int, datetime], int] = {}
    for place, tasks in tasks_between(asked.account, asked.path, slots[0].starts_at, slots[-1].ends_at).items():
        for task in tasks:
            planned[(place, task.starts_at)] = planned.get((place, task.starts_at), 0) + 1
    needs = Need.objects.visible_to(asked.account).filter(under("post__place__path", asked.path), people__gt=0)
    rows = needs.filter(post__is_open=True).select_related("post__place").defer("post__place__boundary")
    wanted = list(rows.order_by("post__number"))
    return [
        {"post": need.post, "slot": slot, "short": need.people - planned.get((need.post_id, slot.starts_at), 0)}
        for slot in slots
        for need in wanted
        if need.shift_id == slot.shift.pk and need.people > planned.get((need.post_id, slot.starts_at), 0)
    ]


def _hole_rows(asked: Asked) -> Rows:
    found = holes(asked)
    return Rows(
        heads=(_("Number"), _("Post"), _("Shift begins"), _("People short")),
        rows=[(h["post"].spoken, h["post"].place.name, h["slot"].starts_at, h["short"]) for h in found],
        urls=[post_url(h["post"].number) for h in found],
    )


def _overdue(asked: Asked) -> list[tuple[Post, str]]:
    posts = {post.pk: post for post in _posts(asked).select_related("place").defer("place__boundary")}
    return [
        (posts[pk], item.name)
        for pk, items in readiness(asked.account, asked.path, asked.at).items()
        for item in items
        if item.is_overdue
    ]


def _overdue_rows(asked: Asked) -> Rows:
    found = _overdue(asked)
    return Rows(
        heads=(_("Number"), _("Post"), _("Item")),
        rows=[(post.spoken, post.place.name, name) for post, name in found],
        urls=[post_url(post.number) for post, _name in found],
    )


def uncovered(asked: Asked, *, is_planned: bool) -> list[tuple[Post, int, int]]:
    """Return posts that stood empty today up to now: minutes with nobody, minutes without a member."""
    slots = [s for s in slots_around(asked.at, days_before=0, days_after=0) if s.starts_at < asked.at]
    if not slots:
        return []
    tasks = tasks_between(asked.account, asked.path, slots[0].starts_at, asked.at)
    wants = _wants(asked, slots)
    posts = {post.pk: post for post in _posts(asked).select_related("place").defer("place__boundary")}
    found = []
    for pk, post in posts.items():
        spells = [spell for task in tasks.get(pk, ()) if (spell := _spell(task, asked.at, is_planned=is_planned))]
        nobody = cover.minutes_short(wants.get(pk, ()), spells)
        no_member = cover.minutes_short(wants.get(pk, ()), spells, of_members=True)
        if nobody:
            found.append((post, nobody, no_member))
    return sorted(found, key=lambda row: -row[1])


def _wants(asked: Asked, slots: list[Any]) -> dict[int, list[cover.Want]]:
    wants: dict[int, list[cover.Want]] = {}
    needs = Need.objects.visible_to(asked.account).filter(under("post__place__path", asked.path))
    for post, shift, people in needs.values_list("post_id", "shift_id", "people"):
        for slot in slots:
            if slot.shift.pk == shift:
                want = cover.Want(slot.starts_at, min(slot.ends_at, asked.at), people)
                wants.setdefault(post, []).append(want)
    return wants


def _spell(task: Task, at: datetime, *, is_planned: bool) -> cover.Spell | None:
    is_member = bool(task.person and task.person.is_member)
    if is_planned:
        return cover.Spell(task.starts_at, task.ends_at, is_member)
    if task.started_at is None:
        return None
    # Who never signed out is not believed to stand there after his shift: his post would seem covered all day.
    return cover.Spell(task.started_at, task.finished_at or min(at, task.ends_at), is_member)


def _uncovered_rows(asked: Asked, *, is_planned: bool) -> Rows:
    found = uncovered(asked, is_planned=is_planned)
    return Rows(
        heads=(_("Number"), _("Post"), _("Minutes with nobody"), _("Minutes without a member")),
        rows=[(post.spoken, post.place.name, nobody, member) for post, nobody, member in found],
        urls=[post_url(post.number) for post, _nobody, _member in found],
    )


def _needed_now(asked: Asked) -> int:
    return sum(1 for one in standing(asked) if one.needed)


def _planned_now(asked: Asked) -> int:
    return sum(len(one.planned) for one in standing(asked))


PLACES, PEOPLE = pgettext_lazy("unit", "places"), pgettext_lazy("unit", "people")

FIGURES = [
    Figure(
        key="manned_now",
        label=gettext_lazy("Posts manned"),
        unit=PLACES,
        count=lambda asked: len(_manned(asked)),
        rows=_now_rows(_manned),
        whole=_needed_now,
        state=lambda asked: "alarm" if any(one.state == "alarm" for one in standing(asked)) else "ok",
        order=10,
    ),
    Figure(
        key="on_duty_now",
        label=gettext_lazy("On duty this shift"),
        unit=PEOPLE,
        count=lambda asked: len(_on_duty(asked)),
        rows=_task_rows(_on_duty),
        whole=_planned_now,
        order=12,
    ),
    Figure(
        key="no_shows",
        label=gettext_lazy("Have not come"),
        unit=PEOPLE,
        count=lambda asked: len(late_tasks(asked)),
        rows=_task_rows(late_tasks),
        state=lambda asked: "alarm" if late_tasks(asked) else "ok",
        order=14,
    ),
    Figure(
        key="holes_ahead",
        label=gettext_lazy("Shifts short in 24 h"),
        unit=pgettext_lazy("unit", "shifts"),
        count=lambda asked: len(holes(asked)),
        rows=_hole_rows,
        state=lambda asked: "warn" if holes(asked) else "ok",
        order=16,
    ),
    Figure(
        key="posts_urban",
        label=gettext_lazy("Compound gates"),
        unit=PLACES,
        count=lambda asked: _posts(asked).filter(kind=PostKind.MAIN_GATE).count(),
        rows=lambda asked: _post_rows(_posts(asked).filter(kind=PostKind.MAIN_GATE)),
        order=20,
    ),
    Figure(
        key="posts",
        label=gettext_lazy("Posts in all"),
        unit=PLACES,
        count=lambda asked: _posts(asked).count(),
        rows=lambda asked: _post_rows(_posts(asked)),
        order=22,
    ),
    Figure(
        key="uncovered",
        label=gettext_lazy("Posts that stood empty today"),
        unit=PLACES,
        count=lambda asked: len(uncovered(asked, is_planned=False)),
        rows=lambda asked: _uncovered_rows(asked, is_planned=False),
        order=19,
    ),
    Figure(
        key="uncovered_planned",
        label=gettext_lazy("Posts planned empty today"),
        unit=PLACES,
        count=lambda asked: len(uncovered(asked, is_planned=True)),
        rows=lambda asked: _uncovered_rows(asked, is_planned=True),
        order=32,
    ),
    Figure(
        key="readiness_overdue",
        label=gettext_lazy("Readiness items overdue"),
        unit=pgettext_lazy("unit", "items"),
        count=lambda asked: len(_overdue(asked)),
        rows=_overdue_rows,
        order=18,
    ),
]

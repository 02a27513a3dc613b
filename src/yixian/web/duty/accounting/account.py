"""What a roster planned against what was stood, as it was known at a moment, from tasks and field log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Q

from yixian.web.access.scope import under
from yixian.web.duty.cover import MINUTE, Spell, Want, minutes_short
from yixian.web.duty.duties import SHIFT, UNDONE
from yixian.web.duty.models import Post
from yixian.web.duty.needs_on import NeedsOn
from yixian.web.duty.window import ONE_DAY, Window
from yixian.web.field.models import FieldEntry
from yixian.web.plans.models import Plan
from yixian.web.tasks import progress
from yixian.web.tasks.models import Task


@dataclass(frozen=True)
class PersonRow:
    """One person: minutes and shifts planned and stood; a stand-in stood what nobody planned for him."""

    person_id: int
    planned_min: int = 0
    stood_min: int = 0
    n_planned: int = 0
    n_stood: int = 0
    n_no_shows: int = 0
    n_stand_ins: int = 0


@dataclass(frozen=True)
class PostRow:
    """One post: minutes over all days in which it was wanted, and in which nobody or no member was there."""

    post_id: int
    wanted_min: int
    planned_nobody: int
    planned_no_member: int
    nobody: int
    no_member: int


@dataclass(frozen=True)
class Stood:
    """One task with the spell that the log says of it, None if nobody stood there."""

    task: Task
    spell: Spell | None

    @property
    def is_planned(self) -> bool:
        """Whether the roster meant him to stand there: neither sent for another nor called off."""
        return self.task.stands_in_for_id is None and self.task.state not in UNDONE


@dataclass(frozen=True)
class Account:
    """The rows of a roster, people and posts in the order of their ids."""

    people: list[PersonRow]
    posts: list[PostRow]

    @classmethod
    def of(cls, plan: Plan, as_of: datetime) -> Account:
        """Compute it from what had been received by a moment: what arrives later changes nothing.

        Of a roster that still runs, nobody is missing at shifts that are not over, and minutes count up to now.
        """
        window = Window.of(plan.starts_on, plan.days)
        stood = _stood(plan, window, as_of)
        return cls(_people(stood, as_of), _posts(plan, window, stood, as_of))


def ends_at(plan: Plan) -> datetime:
    """Return when the last shift of a roster is over."""
    window = Window.of(plan.starts_on, plan.days)
    return max(end for _start, end in window.hours.values())


def _stood(plan: Plan, window: Window, as_of: datetime) -> list[Stood]:
    tasks = Task.objects.unscoped("a roster is accounted for as a whole").filter(
        Q(plan=plan) | Q(stands_in_for__plan=plan),
        kind=SHIFT,
        person__isnull=False,
        starts_at__gte=window.starts_at,
        starts_at__lt=window.ends_at,
    )
    rows = list(tasks.select_related("person").order_by("pk"))
    steps = _steps([task.pk for task in rows], as_of)
    return [Stood(task, _spell(task, steps.get(task.pk, []), as_of)) for task in rows]


def _steps(tasks: list[int], as_of: datetime) -> dict[int, list[progress.Step]]:
    """Return the check-ins and check-outs that had been received and not been taken back by a moment."""
    received = FieldEntry.objects.unscoped("the log of the roster's shifts").filter(received_at__lte=as_of)
    entries = received.filter(task__in=tasks, kind__in=(progress.COMES, progress.LEAVES))
    rows = list(entries.values_list("uuid", "task_id", "place_id", "kind", "happened_at"))
    undone = set(received.filter(undoes__in=[row[0] for row in rows]).values_list("undoes", "place_id"))
    found: dict[int, list[progress.Step]] = defaultdict(list)
    for uuid, task, place, kind, at in rows:
        if task is not None and (uuid, place) not in undone:
            found[task].append(progress.Step(uuid, kind == progress.COMES, at))
    return found


def _spell(task: Task, steps: list[progress.Step], as_of: datetime) -> Spell | None:
    said = progress.of(steps)
    if said.started_at is None:
        return None
    # Who never signed out is not believed to have stood there after his shift.
    end = said.finished_at or min(as_of, task.ends_at)
    return Spell(said.started_at, max(said.started_at, end), bool(task.person and task.person.is_member))


def _people(stood: Iterable[Stood], as_of: datetime) -> list[PersonRow]:
    found: dict[int, PersonRow] = {}
    for one in stood:
        person = one.task.person_id or 0
        row = found.get(person, PersonRow(person))
        if one.is_planned:
            row = replace(
                row,
                planned_min=row.planned_min + _minutes(one.task.starts_at, one.task.ends_at),
                n_planned=row.n_planned + 1,
                n_no_shows=row.n_no_shows + (one.spell is None and one.task.ends_at <= as_of),
            )
        if one.spell is not None:
            row = replace(
                row,
                stood_min=row.stood_min + _minutes(one.spell.start, one.spell.end),
                n_stood=row.n_stood + 1,
                n_stand_ins=row.n_stand_ins + (one.task.stands_in_for_id is not None),
            )
        if row.n_planned or row.n_stood:
            found[person] = row
    return [found[person] for person in sorted(found)]


def _posts(plan: Plan, window: Window, stood: list[Stood], as_of: datetime) -> list[PostRow]:
    rows = Post.objects.unscoped("a roster is accounted for as a whole").filter(under("place__path", plan.place_path))
    posts = {post.pk: post for post in rows}
    wants = _wants(posts, window, as_of)
    planned: dict[int, list[Spell]] = defaultdict(list)
    lived: dict[int, list[Spell]] = defaultdict(list)
    for one in stood:
        is_member = bool(one.task.person and one.task.person.is_member)
        if one.is_planned:
            planned[one.task.place_id].append(Spell(one.task.starts_at, one.task.ends_at, is_member))
        if one.spell is not None:
            lived[one.task.place_id].append(one.spell)
    return [
        _post(posts[pk], wants[pk], planned[pk], lived[pk]) for pk in sorted({*wants, *planned, *lived} & set(posts))
    ]


def _wants(posts: dict[int, Post], window: Window, as_of: datetime) -> dict[int, list[Want]]:
    needs = NeedsOn.of(Q(post__in=list(posts)), as_of)
    wants: dict[int, list[Want]] = defaultdict(list)
    shifts = {shift.code: shift.pk for shift in window.shifts}
    begun = {cell: hours for cell, hours in window.hours.items() if hours[0] < as_of}
    for (day, code), (start, end) in begun.items():
        for post in posts:
            people = needs.on(post, shifts[code], window.starts_on + day * ONE_DAY)
            if people > 0:
                wants[post].append(Want(start, min(end, as_of), people))
    return wants


def _post(post: Post, wants: list[Want], planned: list[Spell], lived: list[Spell]) -> PostRow:
    return PostRow(
        post_id=post.pk,
        wanted_min=sum(_minutes(want.start, want.end) for want in wants),
        planned_nobody=minutes_short(wants, planned),
        planned_no_member=minutes_short(wants, planned, of_members=True) if post.needs_leader else 0,
        nobody=minutes_short(wants, lived),
        no_member=minutes_short(wants, lived, of_members=True) if post.needs_leader else 0,
    )


def _minutes(start: datetime, end: datetime) -> int:
    return max(timedelta(), end - start) // MINUTE

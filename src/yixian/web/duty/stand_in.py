"""Who can stand in for somebody who has not come: ranked, and the reason against each of the others."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Q

from yixian.web.access.models import Account
from yixian.web.access.scope import under
from yixian.web.duty.duties import SHIFT, UNDONE
from yixian.web.duty.ground import town
from yixian.web.duty.protection import Protection
from yixian.web.duty.reach import Map, minutes
from yixian.web.duty.staffing import STAFFING
from yixian.web.register.models import Person
from yixian.web.tasks.models import WAITING, Task

REST = timedelta(seconds=STAFFING.rest_s)
DAY = timedelta(days=1)
# Of a township's people so many are looked at for one task, the nearest: enough to find somebody rested.
MOST = 150
COLUMNS = ("pk", "place_path", "post_place_id", "post_place__lon", "post_place__lat", "is_member", "name_key")


class Somebody(NamedTuple):
    """What the search needs of a person: who he is, and where his own post stands."""

    pk: int
    place_path: str
    post: int
    lon: float | None
    lat: float | None
    is_member: bool
    name_key: str


@dataclass(frozen=True)
class Ranked:
    """One person in the order of choice: ``reason`` is the code against him, empty when he may be sent."""

    pk: int
    reason: str
    is_of_post: bool
    walk: int | None


@dataclass(frozen=True)
class Candidate:
    """A ranked person with his row; ``walk`` minutes from his own post, None where a place is not known."""

    person: Person
    reason: str
    is_of_post: bool
    walk: int | None


@dataclass(frozen=True)
class Ties:
    """What binds people: the law, and the duties around the time in question."""

    law: Protection
    duties: dict[int, list[tuple[datetime, datetime]]]

    @classmethod
    def of(cls, people: Collection[int], tasks: Iterable[Task], at: datetime) -> Ties:
        """Read the ties of people around the rest of some tasks."""
        return cls(Protection.of(people, at), _duties(people, tasks, at))

    def reason(self, person: int, task: Task, at: datetime) -> str:
        """Return the first reason against sending a person: himself, the law, on duty then, rest."""
        if person == task.person_id:
            return "is_the_late_one"
        start = max(at, task.starts_at)
        forbidden = self.law.against(person, start, task.ends_at)
        if forbidden:
            return forbidden
        duties = self.duties.get(person, [])
        if any(s < task.ends_at and e > start for s, e in duties):
            return "on_duty_then"
        if any(start - e < REST if e <= start else s - task.ends_at < REST for s, e in duties):
            return "rest_too_short"
        return ""


@dataclass(frozen=True)
class Pool:
    """The nearest people of some tasks' townships with what binds them; read once for all tasks."""

    near: dict[int, list[tuple[int | None, Somebody]]] = field(default_factory=dict)
    ties: Ties | None = None

    @classmethod
    def around(cls, tasks: list[Task], by: Account, at: datetime) -> Pool:
        """Read who could stand in for any of these tasks: people who serve at posts of the same township."""
        towns = Q(pk__in=())
        for path in {town(task.place_path) for task in tasks}:
            towns |= under("place_path", path)
        rows = Person.objects.visible_to(by).filter(towns, is_active=True, post_place__isnull=False)
        people: dict[str, list[Somebody]] = defaultdict(list)
        for row in map(Somebody._make, rows.values_list(*COLUMNS)):
            people[town(row.place_path)].append(row)
        near = {task.pk: _nearest(task, people[town(task.place_path)]) for task in tasks}
        keys = {one.pk for rows in near.values() for _walk, one in rows}
        return cls(near, Ties.of(keys, tasks, at))

    def ranked(self, task: Task, at: datetime) -> list[Ranked]:
        """Return the people of a task: who may be sent first, of the post and the nearest before others."""
        ties = self.ties or Ties.of([], [task], at)
        found = [
            (ties.reason(one.pk, task, at), task.leads and not one.is_member, one.post != task.place_id, walk, one)
            for walk, one in self.near.get(task.pk, [])
        ]
        found.sort(
            key=lambda row: (bool(row[0]), row[1], row[2], math.inf if row[3] is None else row[3], row[4].name_key)
        )
        return [Ranked(one.pk, reason, not is_other, walk) for reason, _lacks, is_other, walk, one in found]


def candidates(task: Task, by: Account, at: datetime) -> list[Candidate]:
    """Return who could stand in for the rest of one task, the reason against each of the others beside them."""
    ranked = Pool.around([task], by, at).ranked(task, at)
    people = Person.objects.visible_to(by).in_bulk([one.pk for one in ranked])
    return [Candidate(people[one.pk], one.reason, one.is_of_post, one.walk) for one in ranked]


def reason_against(person: Person, task: Task, at: datetime) -> str:
    """Return the code of the rule that forbids sending a person, empty when he may be sent."""
    return Ties.of([person.pk], [task], at).reason(person.pk, task, at)


def _nearest(task: Task, people: list[Somebody]) -> list[tuple[int | None, Somebody]]:
    place = task.place
    lon, lat = place.lon, place.lat
    if lon is None or lat is None:
        return [(None, one) for one in people[:MOST]]
    ground = Map(lon, lat)
    walks = [
        (None if one.lon is None or one.lat is None else minutes(ground.metres(one.lon, one.lat), (0.0, 0.0)), one)
        for one in people
    ]
    walks.sort(key=lambda pair: (math.inf if pair[0] is None else pair[0], pair[1].pk))
    return walks[:MOST]


def _duties(people: Collection[int], tasks: Iterable[Task], at: datetime) -> dict[int, list[tuple[datetime, datetime]]]:
    spans = [(max(at, task.starts_at), task.ends_at) for task in tasks]
    start, end = min(start for start, _end in spans), max(end for _start, end in spans)
    rows = Task.objects.unscoped("duties anywhere bind a person").filter(
        person__in=people, kind=SHIFT, starts_at__lt=end + DAY, ends_at__gt=start - DAY
    )
    # Who never came to a shift that is over has not worked it; who is late for one that runs is expected there still.
    came = rows.exclude(state__in=UNDONE).exclude(state__in=WAITING, late_at__isnull=False, ends_at__lte=start)
    found: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    for pk, starts_at, ends_at in came.values_list("person_id", "starts_at", "ends_at"):
        found[pk].append((starts_at, ends_at))
    return found

"""Who can stand in for somebody who has not come: ranked, and the reason against each of the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from yixian.web.access.models import Account
from yixian.web.access.scope import under
from yixian.web.duty.duties import SHIFT, UNDONE
from yixian.web.duty.ground import town
from yixian.web.duty.protection import Protection
from yixian.web.duty.reach import Map, minutes
from yixian.web.duty.staffing import STAFFING
from yixian.web.register.models import Person, Place
from yixian.web.tasks.models import WAITING, Task

REST = timedelta(seconds=STAFFING.rest_s)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Candidate:
    """One person: ``reason`` is the code against him, empty when he may be sent; ``walk`` minutes where known."""

    person: Person
    reason: str
    is_of_post: bool
    walk: int | None


@dataclass(frozen=True)
class Pool:
    """Those who serve at posts of some townships, with the law and the duties that bind them; read once."""

    people: dict[str, list[Person]]
    law: Protection
    duties: dict[int, list[tuple[datetime, datetime]]]

    @classmethod
    def around(cls, tasks: list[Task], by: Account, at: datetime) -> Pool:
        """Read who could stand in for any of these tasks: people of the same township."""
        towns = Q(pk__in=())
        for path in {town(task.place_path) for task in tasks}:
            towns |= under("place_path", path)
        rows = Person.objects.visible_to(by).filter(towns, is_active=True, post_place__isnull=False)
        people: dict[str, list[Person]] = defaultdict(list)
        for person in rows.select_related("post_place").defer("post_place__boundary", "note").order_by("name_key"):
            people[town(person.place_path)].append(person)
        keys = [person.pk for of_town in people.values() for person in of_town]
        return cls(people, Protection.of(keys, at), _duties(keys, tasks, at))

    def candidates(self, task: Task, at: datetime) -> list[Candidate]:
        """Return everybody of the township: who may be sent first, of the post and the nearest before others."""
        rows = self.people.get(town(task.place_path), [])
        found = [
            Candidate(one, self.reason(one, task, at), one.post_place_id == task.place_id, walk(one, task.place))
            for one in rows
        ]
        return sorted(found, key=lambda one: _rank(one, task))

    def reason(self, person: Person, task: Task, at: datetime) -> str:
        """Return the first reason against sending a person: himself, the law, on duty then, rest."""
        if person.pk == task.person_id:
            return "is_the_late_one"
        start = max(at, task.starts_at)
        forbidden = self.law.against(person.pk, start, task.ends_at)
        if forbidden:
            return forbidden
        duties = self.duties.get(person.pk, [])
        if any(s < task.ends_at and e > start for s, e in duties):
            return "on_duty_then"
        if any(start - e < REST if e <= start else s - task.ends_at < REST for s, e in duties):
            return "rest_too_short"
        return ""


def candidates(task: Task, by: Account, at: datetime) -> list[Candidate]:
    """Return who could stand in for the rest of one task."""
    return Pool.around([task], by, at).candidates(task, at)


def reason_against(person: Person, task: Task, at: datetime) -> str:
    """Return the code of the rule that forbids sending a person, empty when he may be sent."""
    return Pool({}, Protection.of([person.pk], at), _duties([person.pk], [task], at)).reason(person, task, at)


def walk(person: Person, place: Place) -> int | None:
    """Return how many minutes somebody needs from his own post to another; None where a place is not known."""
    start = person.post_place
    if start is None or None in (start.lon, start.lat, place.lon, place.lat):
        return None
    ground = Map(place.lon or 0.0, place.lat or 0.0)
    return minutes(ground.metres(start.lon or 0.0, start.lat or 0.0), (0.0, 0.0))


def _rank(one: Candidate, task: Task) -> tuple[bool, bool, bool, int, str]:
    lacks = task.leads and not one.person.is_member
    far = STAFFING.most_minutes * 10 if one.walk is None else one.walk
    return bool(one.reason), lacks, not one.is_of_post, far, one.person.name_key


def _duties(keys: list[int], tasks: Iterable[Task], at: datetime) -> dict[int, list[tuple[datetime, datetime]]]:
    spans = [(max(at, task.starts_at), task.ends_at) for task in tasks]
    start, end = min(start for start, _end in spans), max(end for _start, end in spans)
    rows = Task.objects.unscoped("duties anywhere bind a person").filter(
        person__in=keys, kind=SHIFT, starts_at__lt=end + DAY, ends_at__gt=start - DAY
    )
    # Who never came to a shift that is over has not worked it; who is late for one that runs is expected there still.
    came = rows.exclude(state__in=UNDONE).exclude(state__in=WAITING, late_at__isnull=False, ends_at__lte=start)
    found: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    for pk, starts_at, ends_at in came.values_list("person_id", "starts_at", "ends_at"):
        found[pk].append((starts_at, ends_at))
    return found

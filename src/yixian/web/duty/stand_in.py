"""Who can stand in for somebody who has not come: ranked, and the reason against each of the others."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import cos, radians

from django.db.models import ExpressionWrapper, F, FloatField, QuerySet
from django.utils import timezone

from yixian.rules.protection import Shift, blocks
from yixian.web.access.models import Account
from yixian.web.access.scope import under
from yixian.web.duty.barred import as_the_law_sees, conditions_of
from yixian.web.duty.duties import SHIFT, UNDONE
from yixian.web.register.models import Person, PersonCondition, PersonNumber, Place
from yixian.web.tasks.models import WAITING, Task

REST = timedelta(hours=11)
DAY = timedelta(days=1)
MOST = 400


@dataclass(frozen=True)
class Candidate:
    """One person: ``reason`` is the code against him, empty when he may be sent."""

    person: Person
    reason: str
    is_of_post: bool


def candidates(task: Task, by: Account, at: datetime, *, most: int = MOST) -> list[Candidate]:
    """Return who could stand in for the rest of a task: of the same post first, then of its township."""
    town = task.place_path[:4]
    people = Person.objects.visible_to(by).filter(under("place_path", town), is_active=True)
    own = list(people.filter(post_place_id=task.place_id))
    near = people.exclude(post_place_id=task.place_id).filter(post_place__isnull=False)
    rows = [*own, *_nearest_first(near, task.place)[: max(0, most - len(own))]]
    against = _reasons(rows, task, at)
    found = [Candidate(person, against.get(person.pk, ""), person.post_place_id == task.place_id) for person in rows]
    # The sort keeps the order of rows: nearest first among equals.
    return sorted(found, key=lambda one: (bool(one.reason), task.leads and not one.person.is_member))


def _nearest_first(people: QuerySet[Person], place: Place) -> QuerySet[Person]:
    """Return people by how far their own post is as the crow flies; degrees suffice within a township."""
    if place.lon is None or place.lat is None:
        return people.order_by("name_key", "pk")
    east = (F("post_place__lon") - place.lon) * cos(radians(place.lat))
    north = F("post_place__lat") - place.lat
    apart = ExpressionWrapper(east * east + north * north, output_field=FloatField())
    return people.order_by(apart.asc(nulls_last=True), "name_key", "pk")


def reason_against(person: Person, task: Task, at: datetime) -> str:
    """Return the code of the rule that forbids sending a person, empty when he may be sent."""
    return _reasons([person], task, at).get(person.pk, "")


def _reasons(people: list[Person], task: Task, at: datetime) -> dict[int, str]:
    """Return the first reason against each: himself, the law, on duty then, rest."""
    keys = [person.pk for person in people]
    start = max(at, task.starts_at)
    law = _barred_by_law(keys, start, task.ends_at)
    duties = _duties(keys, start, task.ends_at)
    found: dict[int, str] = {}
    for pk in keys:
        if pk == task.person_id:
            found[pk] = "is_the_late_one"
        elif pk in law:
            found[pk] = law[pk]
        elif any(s < task.ends_at and e > start for s, e in duties[pk]):
            found[pk] = "on_duty_then"
        elif any(start - e < REST if e <= start else s - task.ends_at < REST for s, e in duties[pk]):
            found[pk] = "rest_too_short"
    return found


def _barred_by_law(keys: list[int], start: datetime, end: datetime) -> dict[int, str]:
    """Return the protection code that forbids each person these hours (rules of duty protection)."""
    conditions = conditions_of(PersonCondition.objects.unscoped("the law protects everybody").filter(person__in=keys))
    born = dict(PersonNumber.objects.unscoped("ages").filter(person__in=keys).values_list("person_id", "born_on"))
    hours = Shift(timezone.localtime(start).replace(tzinfo=None), timezone.localtime(end).replace(tzinfo=None))
    found = {}
    for pk in keys:
        blocked = blocks(as_the_law_sees(born.get(pk), conditions.get(pk, ()), hours.start.date()), hours)
        if blocked:
            found[pk] = str(blocked[0])
    return found


def _duties(keys: list[int], start: datetime, end: datetime) -> dict[int, list[tuple[datetime, datetime]]]:
    tasks = Task.objects.unscoped("duties anywhere bind a person").filter(
        person__in=keys, kind=SHIFT, starts_at__lt=end + DAY, ends_at__gt=start - DAY
    )
    # Who never came to a shift that is over has not worked it; who is late for one that runs is expected there still.
    came = tasks.exclude(state__in=UNDONE).exclude(state__in=WAITING, late_at__isnull=False, ends_at__lte=start)
    found: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    for pk, starts_at, ends_at in came.values_list("person_id", "starts_at", "ends_at"):
        found[pk].append((starts_at, ends_at))
    return found

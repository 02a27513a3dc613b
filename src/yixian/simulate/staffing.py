"""Who belongs to which post: the people go where most person-shifts of a week are still missing."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from yixian.simulate.crowd import DUTIES, Crowd
from yixian.simulate.facts import TOWNSHIP_KINDS, Person, PersonKind, Place, Post, PostKind, Unit
from yixian.simulate.people import EIGHT, seat
from yixian.simulate.units import committee

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# With eight-hour shifts both the week of 48 hours and six days in a row allow six.
MOST_SHIFTS = 6
DAYS = 7
_COMPOUND_POSTS: tuple[PostKind, ...] = ("main_gate", "side_gate")
_RURAL_POSTS: tuple[PostKind, ...] = ("village", "road")
# The staff that belongs to a place, and the volunteers; the eight known people are among these counts.
CREWS: tuple[tuple[PersonKind, int, tuple[PostKind, ...]], ...] = (
    ("village", 810, _RURAL_POSTS),
    ("community", 430, _COMPOUND_POSTS),
    ("property", 760, _COMPOUND_POSTS),
    ("volunteer", 1000, (*_COMPOUND_POSTS, *_RURAL_POSTS)),
)
# Offices guess their needs: some posts get more people than they lack, others fewer.
_GUESS = 0.06


@dataclass(frozen=True)
class Ground:
    """What people are tied to."""

    places: tuple[Place, ...]
    units: tuple[Unit, ...]
    posts: tuple[Post, ...]


def staff(ground: Ground, crowd: Crowd, rng: np.random.Generator) -> tuple[Person, ...]:
    """Return all people: the eight first, then officers, cadres and the crews."""
    known = seat(EIGHT, ground.units, ground.places, ground.posts)
    people = [*_officers(ground, crowd), *_cadres(ground, known, crowd)]
    people += _crews(ground, [*known, *people], crowd, rng)
    return (*known, *crowd.with_conditions(people))


def shifts_a_week(person: Person) -> int:
    """Return how many shifts a person can stand in seven days when nothing but the week limits him."""
    return MOST_SHIFTS if person.shifts_per_week is None else person.shifts_per_week


def _officers(ground: Ground, crowd: Crowd) -> Iterator[Person]:
    """Yield an officer for each township; in 柳河镇 it is 李婉宁."""
    for unit in ground.units:
        if unit.kind == "township" and unit.short_name != "柳河镇":
            yield crowd.person("officer", unit.id, unit.place)


def _cadres(ground: Ground, known: Sequence[Person], crowd: Crowd) -> Iterator[Person]:
    """Yield the cadres unit by unit, so that those of one unit guard compounds beside one another."""
    mine = [person for person in known if person.kind == "cadre"]
    at_gates = {person.post for person in mine}
    gates = [post for post in ground.posts if post.kind == "main_gate"]
    total = sum(unit.quota for unit in ground.units)
    n_seated = sum(gate.number in at_gates for gate in gates)
    ends = np.arange(len(gates) + 1) * (total - len(mine) + n_seated) // len(gates)
    slots = [gate for index, gate in enumerate(gates) for _ in range(int(ends[index + 1] - ends[index]))]
    for number in at_gates & {gate.number for gate in gates}:
        slots.remove(next(gate for gate in gates if gate.number == number))
    free = iter(slots)
    for unit in ground.units:
        n_new = unit.quota - sum(person.unit == unit.id for person in mine)
        for order in range(n_new if unit.quota else 0):
            gate = next(free)
            cadre = crowd.person("cadre", unit.id, gate.place, gate.number)
            yield _with_duty(cadre, order)


def _with_duty(cadre: Person, order: int) -> Person:
    # Members are spread evenly, otherwise some gates had three and others no leader at all.
    share = 0.60 + 0.15 * (cadre.unit % 4) / 3
    is_member = math.floor((order + 1) * share) > math.floor(order * share)
    return replace(cadre, duty=DUTIES[order % len(DUTIES)], is_member=is_member)


def _crews(ground: Ground, already: Sequence[Person], crowd: Crowd, rng: np.random.Generator) -> Iterator[Person]:
    posts = ground.posts
    index = {post.number: order for order, post in enumerate(posts)}
    missing = np.array([DAYS * sum(post.need) for post in posts]) * rng.normal(1, _GUESS, len(posts))
    for person in already:
        if person.post is not None:
            missing[index[person.post]] -= shifts_a_week(person)
    homes = _Homes(ground)
    for kind, count, kinds in CREWS:
        barred = np.array([post.kind not in kinds for post in posts])
        for _ in range(count - sum(person.kind == kind for person in already)):
            post = posts[int(np.argmax(np.where(barred, -np.inf, missing)))]
            unit, place = homes.of(kind, post)
            person = crowd.person(kind, unit, place, post.number)
            missing[index[post.number]] -= shifts_a_week(person)
            yield person


class _Homes:
    """Where the people of a post live, and whose they are."""

    def __init__(self, ground: Ground) -> None:
        self._places = ground.places
        self._units = {unit.name: unit.id for unit in ground.units}
        self._firms = [unit.id for unit in ground.units if unit.kind == "firm"]
        self._villages = [place for place in ground.places if place.kind == "village"]

    def of(self, kind: PersonKind, post: Post) -> tuple[int, int]:
        """Return unit and place of a person of a kind who belongs to a post."""
        place = self._places[post.place]
        if place.kind in TOWNSHIP_KINDS:
            place = self._nearest(post)
        if kind == "property":
            return self._firms[place.id % len(self._firms)], place.id
        over = place if place.kind == "village" or place.parent is None else self._places[place.parent]
        return self._units[committee(over)], place.id

    def _nearest(self, post: Post) -> Place:
        mine = [place for place in self._villages if place.parent == post.town]
        return min(mine, key=lambda place: math.dist((place.lon, place.lat), (post.lon, post.lat)))

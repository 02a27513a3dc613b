"""Who answers for what (包保): a person of the register for each level, and a few levels still empty."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from yixian.simulate.facts import Person, Place, Post, Unit
    from yixian.simulate.staffing import Ground

N_EMPTY = 4
_HEAD = "陈国平"


def answer(ground: Ground, people: tuple[Person, ...], rng: np.random.Generator) -> Ground:
    """Return the same ground with leaders named; four compounds have none, which is a finding."""
    by_post: dict[str, list[Person]] = defaultdict(list)
    by_unit: dict[int, list[Person]] = defaultdict(list)
    for person in people:
        by_unit[person.unit].append(person)
        if person.post is not None:
            by_post[person.post].append(person)
    posts = tuple(_led_post(post, by_post[post.number]) for post in ground.posts)
    compounds = [place.id for place in ground.places if place.kind == "compound" and place.name != "安平苑"]
    empty = {int(index) for index in rng.choice(compounds, N_EMPTY, replace=False)}
    leaders = _leaders(ground, posts, by_unit, people)
    places = tuple(place if place.id in empty else _led_place(place, leaders.get(place.id)) for place in ground.places)
    units = tuple(_led_unit(unit, by_unit[unit.id], people) for unit in ground.units)
    return type(ground)(places, units, posts)


def _leaders(
    ground: Ground, posts: tuple[Post, ...], by_unit: dict[int, list[Person]], people: tuple[Person, ...]
) -> dict[int, Person]:
    """Return who answers for each place: officer, first of the committee, leader of the main gate."""
    leaders = {unit.place: by_unit[unit.id] for unit in ground.units if unit.place is not None}
    first = {place: _first_member(crew) for place, crew in leaders.items()}
    by_phone = {person.phone: person for person in people}
    gates = {post.place: by_phone.get(post.leader_phone) for post in posts if post.kind == "main_gate"}
    return {place: person for place, person in {**first, **gates, 0: _head(people)}.items() if person is not None}


def _first_member(crew: list[Person]) -> Person | None:
    """Return the member who stands first in a list, or the first of all when none is a member."""
    staff = [person for person in crew if person.kind != "volunteer" and person.condition is None]
    return next((person for person in staff if person.is_member), staff[0] if staff else None)


def _led_post(post: Post, crew: list[Person]) -> Post:
    leader = _first_member(crew)
    return post if leader is None else replace(post, leader=leader.name, leader_phone=leader.phone)


def _led_place(place: Place, leader: Person | None) -> Place:
    return place if leader is None else replace(place, leader=leader.name, leader_phone=leader.phone)


def _led_unit(unit: Unit, crew: list[Person], people: tuple[Person, ...]) -> Unit:
    leader = _head(people) if unit.place == 0 else _first_member(crew)
    return unit if leader is None else replace(unit, leader=leader.name, phone=leader.phone)


def _head(people: tuple[Person, ...]) -> Person:
    return next(person for person in people if person.name == _HEAD)

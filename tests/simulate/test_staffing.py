"""The county lacks people: of the person-shifts of a week 5 to 10 in 100 must stay open."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from yixian.simulate.county import county
from yixian.simulate.scale import kilometres
from yixian.simulate.staffing import DAYS, shifts_a_week

if TYPE_CHECKING:
    from yixian.simulate.facts import County, Person

NEAREST = 5  # the own post and the four next to it


def can_stand(person: Person) -> int:
    """Shifts of a week; who is ill or observed stands none."""
    is_away = person.condition is not None and person.condition.kind in ("ill", "under_observation")
    return 0 if is_away or person.post is None else shifts_a_week(person)


def needed(made: County) -> int:
    """Person-shifts of a week."""
    return DAYS * sum(sum(post.need) for post in made.posts)


def most_covered(made: County, n_near: int) -> int:
    """The most person-shifts that can be stood within reach: a flow from people to posts, rest ignored."""
    spots = np.array([kilometres(post.lon, post.lat) for post in made.posts])
    near = [np.argsort(np.hypot(*(spots - spot).T), kind="stable")[:n_near] for spot in spots]
    index = {post.number: order for order, post in enumerate(made.posts)}
    guards = [person for person in made.people if person.post is not None]
    source, sink = len(guards) + len(made.posts), len(guards) + len(made.posts) + 1
    arcs = [(source, order, can_stand(person)) for order, person in enumerate(guards)]
    arcs += [
        (order, len(guards) + int(post), can_stand(person))
        for order, person in enumerate(guards)
        for post in near[index[person.post or ""]]
    ]
    arcs += [(len(guards) + order, sink, DAYS * sum(post.need)) for order, post in enumerate(made.posts)]
    tails, heads, caps = (np.array(column, dtype=np.int32) for column in zip(*arcs, strict=True))
    graph = csr_array((caps, (tails, heads)), shape=(sink + 1, sink + 1))
    return int(maximum_flow(graph, source, sink).flow_value)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_it_works(seed: int) -> None:
    made = county(seed=seed)
    open_share = 1 - most_covered(made, NEAREST) / needed(made)

    assert 0.05 <= open_share <= 0.10


def test_people_near_each_other_can_fill_what_the_county_can_fill(linxi: County) -> None:
    within_reach = most_covered(linxi, NEAREST)
    anywhere = sum(can_stand(person) for person in linxi.people)

    assert within_reach >= 0.999 * min(anywhere, needed(linxi))


def test_even_without_neighbours_no_post_is_left_alone(linxi: County) -> None:
    at_home = {person.post for person in linxi.people if can_stand(person)}

    assert {post.number for post in linxi.posts} <= at_home
    assert 1 - most_covered(linxi, 1) / needed(linxi) < 0.10


def test_the_shortage_is_spread_over_the_townships(linxi: County) -> None:
    for town in linxi.townships():
        posts = {post.number: post for post in linxi.posts if post.town == town.id}
        wanted = DAYS * sum(sum(post.need) for post in posts.values())
        given = sum(can_stand(person) for person in linxi.people if person.post in posts)

        assert 0.80 <= given / wanted <= 1.02, town.name


def test_there_are_leaders_enough_for_most_gates(linxi: County) -> None:
    gates = {post.number for post in linxi.posts if post.needs_leader}
    shifts = sum(can_stand(person) for person in linxi.people if person.is_member and person.post in gates)
    slots = DAYS * sum(math.ceil(min(count, 1)) for post in linxi.posts if post.needs_leader for count in post.need)

    assert shifts >= 0.95 * slots


def test_every_main_gate_has_a_member_among_its_people(linxi: County) -> None:
    led = {person.post for person in linxi.people if person.is_member and can_stand(person)}

    assert all(post.number in led for post in linxi.posts if post.kind == "main_gate")


def test_the_cadres_of_a_unit_guard_few_townships(linxi: County) -> None:
    towns = {post.number: post.town for post in linxi.posts}
    for unit in linxi.units:
        sent = {
            towns[person.post or ""] for person in linxi.people if person.unit == unit.id and person.kind == "cadre"
        }
        assert len(sent) <= 12

    one_or_two = [
        unit
        for unit in linxi.units
        if unit.quota
        and len({towns[person.post or ""] for person in linxi.people if person.unit == unit.id and person.post}) <= 2
    ]
    assert len(one_or_two) >= 40

"""The little county fits in a head and agrees with the large one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tests.simulate.little import LITTLE
from yixian.simulate.people import EIGHT

if TYPE_CHECKING:
    from yixian.simulate.facts import County


def test_it_works() -> None:
    assert len(LITTLE.townships()) == 2
    assert Counter(place.kind for place in LITTLE.places)["compound"] == 3
    assert len(LITTLE.posts) == 5
    assert [person.name for person in LITTLE.people] == [known.name for known in EIGHT]
    assert [line.name for line in LITTLE.lines if line.kind == "lane"] == ["下湾村三组巷"]


def test_ids_are_places_in_the_lists() -> None:
    assert [place.id for place in LITTLE.places] == list(range(len(LITTLE.places)))
    assert [unit.id for unit in LITTLE.units] == list(range(len(LITTLE.units)))


def test_numbers_needs_and_people_are_those_of_the_large_county(linxi: County) -> None:
    large = {post.number: post for post in linxi.posts}

    for post in LITTLE.posts:
        twin = large[post.number]
        assert (twin.name, twin.kind, twin.need, twin.needs_leader) == (
            post.name,
            post.kind,
            post.need,
            post.needs_leader,
        )
    assert [person.post for person in LITTLE.people] == [person.post for person in linxi.people[:8]]


def test_names_of_places_and_units_are_those_of_the_large_county(linxi: County) -> None:
    assert {place.name for place in LITTLE.places} <= {place.name for place in linxi.places}
    assert {unit.name for unit in LITTLE.units} <= {unit.name for unit in linxi.units}


def test_leaders_are_people_of_the_county_with_their_own_phones() -> None:
    phones = {person.phone: person.name for person in LITTLE.people}
    led = [*LITTLE.posts, *LITTLE.places]

    assert all(phones[one.leader_phone] == one.leader for one in led if one.leader)
    assert all(phones[unit.phone] == unit.leader for unit in LITTLE.units if unit.leader)


def test_some_answer_for_nothing_yet() -> None:
    assert [place.name for place in LITTLE.places if place.kind == "compound" and not place.leader] == [
        "金穗小区",
        "幸福小区",
    ]


def test_everything_lies_in_the_box_of_its_township() -> None:
    boxes = {area.place: area.ring for area in LITTLE.areas}

    for post in LITTLE.posts:
        lons, lats = zip(*boxes[post.town], strict=True)
        assert min(lons) < post.lon < max(lons)
        assert min(lats) < post.lat < max(lats)


def test_households_add_up() -> None:
    for place in LITTLE.places:
        children = [child.households for child in LITTLE.places if child.parent == place.id]
        assert not children or sum(children) == place.households, place.name

"""The people: eight whom everybody knows, and 3,889 others who might be anybody."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pytest

from yixian.rules import identity
from yixian.simulate.county import county
from yixian.simulate.people import EIGHT
from yixian.simulate.units import BUREAUS

if TYPE_CHECKING:
    from datetime import date

    from yixian.simulate.facts import County, Person


def named(linxi: County, name: str) -> Person:
    """One of the eight, who stand first."""
    return next(person for person in linxi.people[: len(EIGHT)] if person.name == name)


def age(person: Person, on: date) -> int:
    """Full years on a day."""
    born = person.born_on
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def test_it_works(linxi: County) -> None:
    assert [person.name for person in linxi.people[:8]] == [known.name for known in EIGHT]
    assert Counter(person.kind for person in linxi.people) == {
        "officer": 17,
        "cadre": 882,
        "village": 810,
        "community": 430,
        "property": 760,
        "volunteer": 1000,
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_identity_number_is_valid_and_belongs_to_nobody(seed: int) -> None:
    made = county(seed=seed)

    assert {identity.judge(person.id_number, made.on) for person in made.people} == {"ok"}
    assert {person.id_number[:6] for person in made.people} == {"419901", "419902", "419903"}


def test_numbers_and_phones_are_used_once(linxi: County) -> None:
    assert len({person.id_number for person in linxi.people}) == len(linxi.people)
    assert len({person.phone for person in linxi.people}) == len(linxi.people)
    assert all(len(person.phone) == 11 and person.phone.isdigit() for person in linxi.people)


def test_the_number_says_the_sex(linxi: County) -> None:
    words = {"男": "male", "女": "female"}

    assert all(identity.sex(person.id_number) == words[person.sex] for person in linxi.people)


def test_each_of_sixty_units_sends_its_quota(linxi: County) -> None:
    sent = Counter(person.unit for person in linxi.people if person.kind == "cadre")
    quotas = {unit.id: unit.quota for unit in linxi.units if unit.quota}

    assert len(quotas) == len(BUREAUS) == 60
    assert sent == quotas


def test_most_cadres_are_members(linxi: County) -> None:
    cadres = [person for person in linxi.people if person.kind == "cadre"]

    assert 0.60 <= sum(person.is_member for person in cadres) / len(cadres) <= 0.75


def test_volunteers_give_two_or_three_shifts_a_week(linxi: County) -> None:
    given = {person.shifts_per_week for person in linxi.people if person.kind == "volunteer"}

    assert given == {2, 3}
    assert {person.shifts_per_week for person in linxi.people if person.kind != "volunteer"} == {None}


def test_staff_live_where_their_post_stands(linxi: County) -> None:
    places = {post.number: post.place for post in linxi.posts if post.kind != "road"}
    tied = [person for person in linxi.people if person.post in places]

    assert all(person.place == places[person.post or ""] for person in tied)


def test_every_compound_has_the_three_roles_or_nearly(linxi: County) -> None:
    roles = defaultdict(set)
    for person in linxi.people:
        if person.kind == "cadre":
            roles[person.place].add(person.duty)

    assert len(roles) == 300
    assert sum(len(found) == 3 for found in roles.values()) > 200


def test_a_few_are_protected(linxi: County) -> None:
    conditions = Counter(person.condition.kind for person in linxi.people if person.condition)
    years = [age(person, linxi.on) for person in linxi.people]

    assert conditions == {"pregnant": 8, "nursing": 9, "ill": 5, "under_observation": 9}
    assert sum(year in (16, 17) for year in years) == 6
    assert sum(year > 65 for year in years) == 10
    assert min(years) == 16


def test_only_women_of_an_age_are_pregnant_or_nursing(linxi: County) -> None:
    mothers = [
        person for person in linxi.people if person.condition and person.condition.kind in ("pregnant", "nursing")
    ]

    assert all(person.sex == "女" and age(person, linxi.on) < 41 for person in mothers)


def test_a_minor_leads_nobody(linxi: County) -> None:
    minors = [person for person in linxi.people if age(person, linxi.on) < 18]

    assert not any(person.is_member for person in minors)


def test_the_first_secretary_is_seven_months_pregnant_and_stands_at_her_village(linxi: County) -> None:
    secretary = named(linxi, "赵秀英")
    post = next(post for post in linxi.posts if post.number == secretary.post)

    assert secretary.condition is not None
    assert (secretary.condition.kind, secretary.condition.value) == ("pregnant", "30")
    assert secretary.title == "第一书记"
    assert post.name == "下湾村口"


def test_the_officers_stand_at_no_post(linxi: County) -> None:
    officers = [person for person in linxi.people if person.kind == "officer"]

    assert {person.post for person in officers} == {None}
    assert {"赵云清", "陈国平", "李婉宁"} <= {person.name for person in officers}


def test_the_eight_are_the_same_in_every_county(linxi: County) -> None:
    other = county(seed=9)

    assert [(person.id_number, person.phone) for person in other.people[:8]] == [
        (known.id_number, known.phone) for known in EIGHT
    ]
    assert [person.post for person in other.people[:8]] == [person.post for person in linxi.people[:8]]


def test_rare_surnames_occur(linxi: County) -> None:
    names = [person.name for person in linxi.people]

    for surname in ("单", "曾", "解", "区", "欧阳"):
        assert any(name.startswith(surname) for name in names), surname

"""The county keeps to the figures of the printed page: 15, 300, 800, 882, 60, about 2,000, 1,000."""

from __future__ import annotations

import time
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from yixian.simulate.county import county
from yixian.simulate.facts import TOWNSHIP_KINDS
from yixian.simulate.lists.cadres import seconded_cadres

if TYPE_CHECKING:
    from yixian.simulate.facts import County


def test_it_works(linxi: County) -> None:
    assert len(linxi.townships()) == 15
    assert Counter(place.kind for place in linxi.places)["compound"] == 300
    assert len(linxi.posts) == 800
    assert sum(unit.quota for unit in linxi.units) == 882
    assert Counter(person.kind for person in linxi.people)["cadre"] == 882


def test_the_same_seed_gives_the_same_county(linxi: County) -> None:
    assert county(seed=1) == linxi


def test_another_seed_gives_other_people(linxi: County) -> None:
    other = county(seed=2)

    assert {person.id_number for person in other.people} != {person.id_number for person in linxi.people}
    assert [place.name for place in other.townships()] == [place.name for place in linxi.townships()]


def test_the_people_have_reported_by_the_day_that_it_is() -> None:
    on = date(2026, 11, 24)
    listing = seconded_cadres(county(seed=1, on=on))
    days = {row[listing.column("到岗日期")] for row in listing.rows}
    assert listing.title == "县直单位下沉干部名单（2026年11月）"
    assert (min(days), max(days)) == (on - timedelta(days=7), on)


def test_it_is_made_in_three_seconds() -> None:
    began_s = time.perf_counter()
    county(seed=3)

    assert time.perf_counter() - began_s < 3


def test_three_townships_have_no_official_code(linxi: County) -> None:
    local = {place.name for place in linxi.townships() if not place.code}

    assert local == {"凤岭林站", "东湖办", "产业区"}


def test_codes_are_official_looking_and_used_once(linxi: County) -> None:
    codes = [place.code for place in linxi.places if place.code]

    assert len(codes) == len(set(codes))
    assert all(len(code) == 12 and code.startswith("419901") for code in codes)


def test_nothing_inside_a_local_unit_has_a_code(linxi: County) -> None:
    for place in linxi.places:
        parent = linxi.places[place.parent] if place.parent is not None else None
        if parent is not None and parent.kind in TOWNSHIP_KINDS and not parent.code:
            assert not place.code


def test_places_are_a_tree_with_parents_first(linxi: County) -> None:
    for index, place in enumerate(linxi.places):
        assert place.id == index
        assert place.parent is None if index == 0 else place.parent is not None and place.parent < index


def test_no_two_villages_or_compounds_share_a_name(linxi: County) -> None:
    names = Counter(place.name for place in linxi.places)

    assert names.most_common(1)[0][1] == 1


@pytest.mark.parametrize("people", [50_000, 500_000])
def test_households_follow_the_population_and_add_up(people: int) -> None:
    made = county(people, seed=1)
    homes = [place for place in made.places if place.kind in ("village", "compound")]

    assert sum(home.households for home in homes) == made.places[0].households == round(people / 3.3)
    assert sum(town.households for town in made.townships()) == made.places[0].households


def test_266_compounds_lie_in_three_towns(linxi: County) -> None:
    towns = Counter(linxi.places[post.town].name for post in linxi.posts if post.kind == "main_gate")

    assert towns["城关镇"] + towns["杏湾镇"] + towns["白塔镇"] == 266


def test_every_level_has_somebody_who_answers_but_for_a_few(linxi: County) -> None:
    empty = [place for place in linxi.places if not place.leader]
    phones = {person.phone for person in linxi.people}

    assert 4 <= len(empty) <= 8
    assert sum(place.kind == "compound" for place in empty) == 4
    assert all(place.leader_phone in phones for place in linxi.places if place.leader)


def test_the_county_is_answered_for_by_the_shift_head(linxi: County) -> None:
    assert linxi.places[0].leader == "陈国平"

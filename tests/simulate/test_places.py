"""Places: named once, apart from each other, near their seat."""

from __future__ import annotations

import math
from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest

from yixian.simulate.places import settle
from yixian.simulate.scale import kilometres
from yixian.simulate.seats import BORDER_KM, SEATS, room
from yixian.simulate.towns import NAMED_COMPOUNDS, TOWNS

if TYPE_CHECKING:
    from yixian.simulate.facts import Place


@pytest.fixture(scope="module")
def places() -> tuple[Place, ...]:
    """The places of one county of 500,000."""
    return settle(500_000, np.random.default_rng(1))


def inside(places: tuple[Place, ...], town: str, kind: str) -> list[Place]:
    """The places of a kind in a township."""
    seat = next(place for place in places if place.name == town)
    below = {seat.id}
    for place in places:
        if place.parent in below:
            below.add(place.id)
    return [place for place in places if place.id in below and place.kind == kind]


def test_it_works(places: tuple[Place, ...]) -> None:
    assert Counter(place.kind for place in places) == {
        "county": 1,
        "town": 7,
        "township": 5,
        "subdistrict": 1,
        "zone": 1,
        "farm": 1,
        "community": 42,
        "village": 240,
        "compound": 300,
    }


@pytest.mark.parametrize("town", TOWNS, ids=lambda town: town.name)
def test_each_township_has_its_share(town: object, places: tuple[Place, ...]) -> None:
    wanted = next(one for one in TOWNS if one == town)

    assert len(inside(places, wanted.name, "compound")) == wanted.n_compounds
    assert len(inside(places, wanted.name, "community")) == wanted.n_communities
    assert len(inside(places, wanted.name, "village")) == wanted.n_villages


def test_given_names_stand_first(places: tuple[Place, ...]) -> None:
    compounds = [place.name for place in inside(places, "城关镇", "compound")]

    assert tuple(compounds[:24]) == NAMED_COMPOUNDS
    assert [place.name for place in inside(places, "柳河镇", "village")][:3] == ["下湾村", "上湾村", "大庙村"]
    assert [place.name for place in inside(places, "柳河镇", "compound")][:2] == ["安平苑", "金穗小区"]


def test_a_compound_belongs_to_a_community(places: tuple[Place, ...]) -> None:
    parents = {places[place.parent or 0].kind for place in places if place.kind == "compound"}

    assert parents == {"community"}


def test_every_community_has_a_compound_where_the_town_has_enough(places: tuple[Place, ...]) -> None:
    parents = {place.parent for place in places if place.kind == "compound"}
    communities = inside(places, "城关镇", "community")

    assert {place.id for place in communities} <= parents


def test_villages_keep_away_from_borders(places: tuple[Place, ...]) -> None:
    for town in SEATS:
        for village in inside(places, town, "village"):
            assert room(kilometres(village.lon, village.lat), town) > BORDER_KM - 0.01


def test_villages_keep_apart(places: tuple[Place, ...]) -> None:
    villages = [kilometres(place.lon, place.lat) for place in places if place.kind == "village"]

    assert min(math.dist(a, b) for a, b in combinations(villages, 2)) > 0.4


def test_compounds_lie_around_their_seat(places: tuple[Place, ...]) -> None:
    for town, seat in SEATS.items():
        for compound in inside(places, town, "compound"):
            assert math.dist(kilometres(compound.lon, compound.lat), seat) < 2.5


def test_former_names_are_aliases(places: tuple[Place, ...]) -> None:
    aliases = {place.name: place.aliases for place in places}

    assert "示范区" in aliases["产业区"]
    assert "凤岭林场" in aliases["凤岭林站"]
    assert aliases["双泉乡"] == ()


def test_nobody_lives_nowhere(places: tuple[Place, ...]) -> None:
    homes = [place for place in places if place.kind in ("village", "compound")]

    assert min(home.households for home in homes) > 30
    assert max(home.households for home in homes) < 2000


def test_a_small_population_still_adds_up() -> None:
    places = settle(10_000, np.random.default_rng(1))

    assert places[0].households == 3030
    assert all(place.households >= 0 for place in places)

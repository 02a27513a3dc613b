"""Units: headquarters, groups, sixty county units, townships, committees, firms."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest

from yixian.simulate.places import settle
from yixian.simulate.units import BUREAUS, N_CADRES, committee, set_up

if TYPE_CHECKING:
    from yixian.simulate.facts import County, Place


@pytest.fixture(scope="module")
def places() -> tuple[Place, ...]:
    """The places of one county."""
    return settle(500_000, np.random.default_rng(1))


def test_it_works(places: tuple[Place, ...]) -> None:
    units = set_up(places, np.random.default_rng(1))

    assert Counter(unit.kind for unit in units) == {
        "headquarters": 1,
        "group": 8,
        "bureau": 60,
        "township": 15,
        "community": 282,
        "firm": 12,
    }


@pytest.mark.parametrize("seed", range(20))
def test_quotas_always_sum_to_882(seed: int, places: tuple[Place, ...]) -> None:
    quotas = [unit.quota for unit in set_up(places, np.random.default_rng(seed)) if unit.quota]

    assert len(quotas) == 60
    assert sum(quotas) == N_CADRES == 882
    assert min(quotas) >= 4


def test_names_and_short_names_are_used_once(linxi: County) -> None:
    assert len({unit.name for unit in linxi.units}) == len(linxi.units)
    assert len({unit.short_name for unit in linxi.units}) == len(linxi.units)


def test_bureaus_have_a_name_that_people_say() -> None:
    assert ("县住房和城乡建设局", "县住建局") in BUREAUS
    assert all(short and short != name for name, short in BUREAUS)


def test_units_are_a_tree_with_parents_first(linxi: County) -> None:
    for index, unit in enumerate(linxi.units):
        assert unit.id == index
        assert unit.parent is None if index == 0 else unit.parent is not None and unit.parent < index


def test_a_committee_stands_below_its_township(linxi: County) -> None:
    unit = next(unit for unit in linxi.units if unit.name == "下湾村委会")

    assert linxi.units[unit.parent or 0].name == "柳河镇人民政府"
    assert linxi.places[unit.place or 0].name == "下湾村"


def test_local_units_have_an_office_of_their_own_name(linxi: County) -> None:
    names = {unit.short_name: unit.name for unit in linxi.units if unit.kind == "township"}

    assert names["东湖办"] == "东湖街道办事处"
    assert names["产业区"] == "产业示范区管委会"
    assert names["凤岭林站"] == "国有凤岭林场"


def test_committees_are_called_as_people_call_them(linxi: County) -> None:
    called = {place.name: committee(place) for place in linxi.places if place.kind in ("village", "community")}

    assert called["下湾村"] == "下湾村委会"
    assert called["马庄集"] == "马庄集村委会"
    assert called["新华社区"] == "新华社区居委会"


def test_each_bureau_has_a_leader_and_a_phone(linxi: County) -> None:
    bureaus = [unit for unit in linxi.units if unit.kind == "bureau"]

    assert all(unit.leader and len(unit.phone) == 11 for unit in bureaus)

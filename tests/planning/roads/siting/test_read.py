"""Reading questions of sites: what is asked, and every fault at its place."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from yixian.faults import BadInput
from yixian.planning.roads.siting.read import read_sites

COVER: dict[str, Any] = {
    "format": "yixian-sites/1",
    "question": "cover",
    "p": 1,
    "minutes": 8,
    "sites": [{"id": "S1", "lon": 117.2, "lat": 28.3}, {"id": "S2", "lon": 117.21, "lat": 28.3, "least": 1}],
    "demand": [{"id": "D1", "lon": 117.22, "lat": 28.3, "residents": 320}],
}
ENTRANCES: dict[str, Any] = {
    "format": "yixian-sites/1",
    "question": "entrances",
    "stations": [{"id": "S1", "lon": 117.2, "lat": 28.3}],
    "demand": COVER["demand"],
    "villages": [
        {"id": "V1", "entrances": [{"id": "E1", "lon": 117.2, "lat": 28.3}, {"id": "E2", "lon": 1, "lat": 2}]}
    ],
}


def faults(value: Any) -> list[str]:
    with pytest.raises(BadInput) as bad:
        read_sites(value)
    return [str(fault) for fault in bad.value.faults]


def changed(base: dict[str, Any], **words: Any) -> dict[str, Any]:
    return {**copy.deepcopy(base), **words}


def test_it_works():
    asked = read_sites(COVER)
    assert (asked.question, asked.p, asked.limit_s) == ("cover", 1, 480)
    assert asked.sites.ids == ("S1", "S2")
    assert asked.least.tolist() == [0, 1]
    assert asked.residents.tolist() == [320]


def test_villages_are_read():
    asked = read_sites(ENTRANCES)
    assert asked.villages[0].entrances.ids == ("E1", "E2")
    assert asked.villages[0].n_open == 1


@pytest.mark.parametrize(
    ("spelt", "question"), [("mclp", "cover"), ("lscp", "fewest"), ("p-median", "nearest"), ("mexclp", "busy")]
)
def test_names_of_the_literature_are_known(spelt: str, question: str):
    assert read_sites(changed(COVER, question=spelt, busy=0.3)).question == question


def test_phone_coordinates_are_moved():
    moved = read_sites(changed(COVER, datum="GCJ-02")).sites
    assert 0.001 < abs(moved.lon[0] - 117.2) < 0.01


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ({"format": "yixian-sites/2"}, "sites: format: expected yixian-sites/1"),
        ({"question": "best"}, "sites: question: expected one of cover, fewest"),
        ({"p": 0}, "sites: p: expected a whole number"),
        ({"p": 3}, "sites: p: expected 1 to 2, for which the sites have room"),
        ({"minutes": -1}, "sites: minutes: expected a number above 0"),
        ({"minutes": float("nan")}, "sites: minutes: expected a number above 0"),
        ({"by": "boat"}, "sites: by: expected one of ambulance, car"),
        ({"datum": "MARS"}, "sites: datum: expected one of WGS-84"),
        ({"sites": []}, "sites: sites: expected at least one place"),
        ({"demand": None}, "sites: demand: expected a list"),
        ({"minuts": 8}, "sites: key: expected minutes"),
        ({"sites": [{"id": "S1", "lon": 200, "lat": 28}]}, "sites[0]: lon: expected degrees, -180 to 180"),
        ({"sites": [{"id": "", "lon": 1, "lat": 2}]}, "sites[0]: id: expected a text"),
        ({"sites": [{"id": "S", "lon": 1, "lat": 2}] * 2}, "sites[1]: id: expected an id of its own"),
        ({"sites": [{"id": "S", "lon": 1, "lat": 2, "least": 2}]}, "sites[0]: least: expected at most 1"),
        ({"demand": [{"id": "D", "lon": 1, "lat": 2, "residents": -1}]}, "demand[0]: residents: expected"),
        ({"demand": [7]}, "demand[0]: entry: expected an object"),
    ],
)
def test_a_fault_has_its_place(words: dict[str, Any], where: str):
    assert any(fault.startswith(where) for fault in faults(changed(COVER, **words)))


@pytest.mark.parametrize(
    ("villages", "where"),
    [
        ([], "sites: villages: expected at least one village"),
        ([{"id": "V", "entrances": []}], "villages[0]: entrances: expected at least one entrance"),
        ([{"id": "V", "open": 3, "entrances": [{"id": "E", "lon": 1, "lat": 2}]}], "villages[0]: open: expected"),
        ([{"id": "V", "entrances": [{"id": "E", "lon": "x", "lat": 2}]}], "villages[0].entrances[0]: lon: expected"),
        ([{"id": "V", "entrances": [{"id": "E", "lon": 1, "lat": 2}]}] * 2, "villages[1]: id: expected an id that"),
    ],
)
def test_a_fault_of_a_village_has_its_place(villages: list[Any], where: str):
    assert any(fault.startswith(where) for fault in faults(changed(ENTRANCES, villages=villages)))


def test_all_faults_come_at_once():
    bad = changed(COVER, p=0, minutes="x", by="boat", demand=[{"id": "D1"}])
    assert len(faults(bad)) >= 6


@pytest.mark.parametrize("value", [None, [], 3, "text"])
def test_something_else_than_an_object_is_refused(value: Any):
    assert faults(value)


def test_a_busy_share_is_needed_only_where_it_counts():
    assert read_sites(COVER).busy == 0.0
    assert any("busy" in fault for fault in faults(changed(COVER, question="busy")))

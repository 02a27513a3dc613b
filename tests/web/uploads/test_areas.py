"""The county's map as GeoJSON: checked whole, drawn or refused whole."""

from __future__ import annotations

import json
from copy import deepcopy

import pytest

from yixian.web import clock
from yixian.web.action import Refused
from yixian.web.register.models import MapFeature, PlaceName
from yixian.web.uploads.areas import set_map

RING = [[113.0, 33.8], [113.1, 33.8], [113.1, 33.9], [113.0, 33.8]]
TOWN = {"properties": {"name": "柳河镇"}, "geometry": {"type": "Polygon", "coordinates": [RING]}}
RIVER = {
    "properties": {"kind": "river", "name": "临溪"},
    "geometry": {"type": "LineString", "coordinates": [[113.0, 33.8], [113.2, 33.9]]},
}


def draw(by, *features):
    return set_map(by=by, content=json.dumps({"features": features}).encode(), at=clock.now())


def test_it_works(county):
    assert draw(county.duty_officer, TOWN, RIVER) == 2
    assert county.places["柳河镇"].as_stored().boundary["coordinates"] == [RING]
    assert MapFeature.objects.unscoped("test").get().name == "临溪"


def test_a_new_map_takes_the_place_of_the_old_one(county):
    draw(county.duty_officer, TOWN, RIVER)
    draw(county.duty_officer, RIVER)
    assert MapFeature.objects.unscoped("test").count() == 1


def test_another_name_of_a_place_will_do(county):
    PlaceName.objects.create(place=county.places["柳河镇"], name="柳河办")
    area = deepcopy(TOWN)
    area["properties"]["name"] = "柳河办"
    draw(county.duty_officer, area)
    assert county.places["柳河镇"].as_stored().boundary


def broken(**geometry):
    return {"properties": {"name": "柳河镇"}, "geometry": {**TOWN["geometry"], **geometry}}


@pytest.mark.parametrize(
    ("feature", "code"),
    [
        (broken(coordinates=[RING[:3]]), "ring_open"),
        (broken(coordinates=[[[113, 33], [113, 33]]]), "ring_open"),
        (broken(coordinates=[[[500, 33], *RING[1:]]]), "map_degrees"),
        (broken(coordinates=[[[float("nan"), 33], *RING[1:]]]), "map_degrees"),
        (broken(coordinates=[]), "ring_open"),
        (broken(coordinates=5), "not_geojson"),
        (broken(coordinates=[[["a", "b"]]]), "not_geojson"),
        (broken(type="Point", coordinates=[1, 2]), "not_geojson"),
        ({"properties": {"name": "别处镇"}, "geometry": TOWN["geometry"]}, "areas_unknown"),
        ({"properties": None, "geometry": TOWN["geometry"]}, "areas_unknown"),
        ("nothing", "not_geojson"),
        ({"properties": "x", "geometry": TOWN["geometry"]}, "not_geojson"),
    ],
)
def test_what_is_no_map_is_refused_whole(county, feature, code):
    with pytest.raises(Refused, match=code) as refused:
        draw(county.duty_officer, RIVER, feature)
    assert refused.value.sentence
    assert not MapFeature.objects.unscoped("test").exists()


def test_an_empty_map_is_refused(county):
    with pytest.raises(Refused, match="map_size"):
        draw(county.duty_officer)


def test_one_area_twice_is_refused(county):
    with pytest.raises(Refused, match="areas_twice"):
        draw(county.duty_officer, TOWN, TOWN)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff\xfe", b"[" * 5000, b'{"features": 1}'])
def test_other_files_are_refused(county, content):
    with pytest.raises(Refused, match="not_geojson"):
        set_map(by=county.duty_officer, content=content, at=clock.now())


def test_too_many_points_are_refused(county, monkeypatch):
    monkeypatch.setattr("yixian.web.uploads.areas.MOST_POINTS", 3)
    with pytest.raises(Refused, match="map_size"):
        draw(county.duty_officer, TOWN)


def test_a_township_draws_no_map(county):
    with pytest.raises(Refused, match="not_allowed"):
        draw(county.township_officer, RIVER)

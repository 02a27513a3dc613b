"""The map of today as one drawing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yixian.web.marks import Mark
from yixian.web.register.models import MapFeature, Place
from yixian.web.today import atlas
from yixian.web.today.signs import MEANING

SQUARE = [[113.0, 33.8], [113.1, 33.8], [113.1, 33.9], [113.0, 33.9], [113.0, 33.8]]
RIVER = {"type": "LineString", "coordinates": [[112.9, 33.85], [113.2, 33.86]]}
points = st.lists(
    st.tuples(st.floats(73.5, 135.1), st.floats(18.1, 53.6)),
    min_size=1,
    max_size=30,
)


def area(name: str = "柳河镇", **fields: object) -> Place:
    kept: dict[str, object] = {"boundary": {"type": "Polygon", "coordinates": [SQUARE]}} | fields
    return Place(path="0000", name=name, kind="town", **kept)


def mark(state: str = "ok", place: int = 1, name: str = "安平苑北门", **fields: object) -> Mark:
    at = {"lon": 113.05, "lat": 33.85} | fields
    return Mark(place_id=place, state=state, name=name, text="", url="", **at)


def drawn(areas: list[Place], marks: list[Mark], numbers: dict[int, int] | None = None, *, is_near: bool = False):
    return atlas.draw(areas, marks, numbers or {}, MEANING, is_near=is_near)


@pytest.mark.django_db
def test_it_works():
    MapFeature.objects.create(kind="river", name="临溪", geometry=RIVER)
    picture = drawn([area()], [mark(), mark("alarm", 2)], {2: 1})
    assert picture["names"][0]["name"] == "柳河镇"
    assert [line["kind"] for line in picture["lines"]] == ["water"]
    assert '<text class="mark-number">1</text>' in picture["loud"]
    assert [(one["state"], one["n"]) for one in picture["legend"]] == [("ok", 1), ("alarm", 1)]


@given(points)
def test_every_point_lies_in_the_drawing(places):
    frame = atlas.fitted(places)
    for place in places:
        x, y = frame.at(place)
        assert atlas.EDGE - 0.1 <= x <= atlas.WIDE - atlas.EDGE + 0.1
        assert atlas.EDGE - 0.1 <= y <= atlas.HIGH - atlas.EDGE + 0.1


@given(points)
def test_north_is_up_and_east_is_right(places):
    frame = atlas.fitted(places)
    lon, lat = places[0]
    x, y = frame.at((lon, lat))
    assert frame.at((lon + 1, lat))[0] > x
    assert frame.at((lon, lat + 1))[1] < y


def test_a_kilometre_is_as_long_east_as_north():
    frame = atlas.fitted([(113.0, 33.9), (113.2, 34.1)])
    x, y = frame.at((113.1, 34.0))
    east = frame.at((113.1 + 0.01 / 0.8290, 34.0))[0] - x
    north = y - frame.at((113.1, 34.01))[1]
    assert east == pytest.approx(north, abs=0.2)


@pytest.mark.django_db
def test_a_county_without_map_and_marks_says_so():
    assert drawn([], []) == {"is_empty": True}


@pytest.mark.django_db
def test_areas_are_drawn_without_marks():
    picture = drawn([area()], [])
    assert picture["areas"] and picture["total"] == 0 and picture["legend"] == []


@pytest.mark.django_db
def test_marks_are_drawn_without_areas():
    picture = drawn([area(boundary=None)], [mark()])
    assert picture["areas"] == [] and "sign-ok" in picture["quiet"]


@pytest.mark.django_db
def test_a_post_without_coordinates_is_counted_and_not_drawn():
    picture = drawn([area()], [mark(lon=None, lat=None)])
    assert picture["total"] == 1 and picture["quiet"] == ""


@pytest.mark.django_db
def test_alarms_lie_above_everything():
    picture = drawn([area()], [mark("alarm", 1), mark("ok", 2), mark("warn", 3), mark("off", 4)])
    assert re.findall(r'class="sign-(\w+)', picture["quiet"]) == ["ok", "off"]
    assert re.findall(r'class="sign-(\w+)', picture["loud"]) == ["warn", "alarm"]


@pytest.mark.django_db
def test_a_name_cannot_write_into_the_page():
    assert "<script>" not in drawn([area()], [mark(name="<script>alert(1)</script>")])["quiet"]


@pytest.mark.django_db
def test_an_area_in_two_pieces_is_one_path():
    second = [[lon + 0.3, lat] for lon, lat in SQUARE]
    whole = area(boundary={"type": "MultiPolygon", "coordinates": [[SQUARE], [second]]})
    assert drawn([whole], [])["areas"][0]["d"].count("M") == 2


@pytest.mark.parametrize(
    "geometry",
    [None, "", [], {}, {"type": "Point", "coordinates": [113, 33]}, {"type": "Polygon", "coordinates": [[[1, 2]]]}],
)
def test_what_is_no_area_has_no_ring(geometry):
    assert atlas.rings(geometry) == []


@pytest.mark.django_db
def test_lanes_show_only_when_near():
    MapFeature.objects.create(kind="lane", geometry=RIVER)
    assert drawn([area()], [])["lines"] == []
    assert len(drawn([area()], [], is_near=True)["lines"]) == 1


@pytest.mark.django_db
def test_a_road_of_another_corner_is_left_out():
    away = {"type": "LineString", "coordinates": [[120.0, 40.0], [120.1, 40.0]]}
    MapFeature.objects.create(kind="road", geometry=away)
    assert drawn([area()], [])["lines"] == []


@pytest.mark.django_db
def test_a_mark_may_bring_its_own_number():
    one = Mark(1, 113.05, 33.85, "alarm", "安平苑北门", "", "", number=3)
    assert ">3</text>" in drawn([area()], [one], {1: 1})["loud"]


@pytest.mark.django_db
def test_a_sign_with_a_number_is_large_enough_to_read_it():
    assert 'width="18"' in drawn([area()], [mark("warn")], {1: 1})["loud"]
    assert 'width="11"' in drawn([area()], [mark("warn")])["loud"]

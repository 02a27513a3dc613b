"""Importing people: once each, where they serve, with what protects them."""

from __future__ import annotations

import pytest

from tests.web.register.books import WANG, changed, dry, faults, written
from yixian.rules.identity import check_character
from yixian.sheets.kinds.staff import Condition
from yixian.web.register import seal
from yixian.web.register.models import Person, PersonCondition, PersonNumber, Place, Unit


@pytest.fixture(autouse=True)
def _now(evening):
    pass


def person(name):
    return Person.objects.unscoped("test").get(name=name)


def test_it_works(county):
    counts = written(county.duty_officer, "staff", {**WANG, "town": "柳河镇", "place": "下湾村", "post": "安平苑北门"})
    assert (counts["new"], counts["kept"]) == (1, 1)
    wang = person("王秀兰")
    assert wang.home == county.places["下湾村"]
    assert wang.post_place == county.posts["安平苑北门"].place
    assert wang.place_path == wang.post_place.path
    assert (wang.name_initials, wang.phone_end) == ("wxl", "0001")
    assert seal.unseal(bytes(wang.number.sealed)) == WANG["id_number"]


def test_the_same_twice_changes_nothing(county):
    row = {**WANG, "place": "下湾村", "condition": Condition("pregnant", "30")}
    written(county.duty_officer, "staff", row)
    assert dry(county.duty_officer, "staff", row).counts["same"] == 1


def test_without_a_post_he_serves_where_he_lives(county):
    written(county.duty_officer, "staff", {**WANG, "place": "下湾村"})
    assert person("王秀兰").place_path == county.places["下湾村"].path


def test_a_list_that_only_says_where_he_lives_does_not_move_him_from_his_post(county):
    written(county.duty_officer, "staff", {**WANG, "post": "安平苑北门"})
    written(county.duty_officer, "staff", {**WANG, "place": "上湾村"})
    assert person("王秀兰").place_path == county.posts["安平苑北门"].place.path


def test_an_empty_cell_leaves_what_is_stored(county):
    written(county.duty_officer, "staff", {**WANG, "title": "主任", "post": "安平苑北门"})
    assert dry(county.duty_officer, "staff", WANG).counts["same"] == 1


def test_a_new_phone_is_shown_and_written(county):
    written(county.duty_officer, "staff", WANG)
    row = {**WANG, "phone": "13900000002"}
    assert changed(dry(county.duty_officer, "staff", row)) == {"phone": ("13900000001", "13900000002")}
    written(county.duty_officer, "staff", row)
    assert (person("王秀兰").phone, person("王秀兰").phone_end) == ("13900000002", "0002")


def test_a_condition_that_is_new_is_a_change(county):
    written(county.duty_officer, "staff", WANG)
    row = {**WANG, "condition": Condition("nursing", "2020-06-01")}
    assert changed(dry(county.duty_officer, "staff", row)) == {"condition": ("", "哺乳期至2020-06-01")}
    written(county.duty_officer, "staff", row)
    assert PersonCondition.objects.unscoped("test").get(person=person("王秀兰")).until_on.isoformat() == "2020-06-01"


@pytest.mark.parametrize(("weeks", "is_change"), [("29", False), ("30", False), ("33", True)])
def test_weeks_count_on_by_themselves(county, weeks, is_change):
    written(county.duty_officer, "staff", {**WANG, "condition": Condition("pregnant", "30")})
    made = dry(county.duty_officer, "staff", {**WANG, "condition": Condition("pregnant", weeks)})
    assert bool(made.counts["changed"]) == is_change


def test_a_place_of_another_township_is_said(county):
    (error,) = dry(county.duty_officer, "staff", {**WANG, "town": "城关镇", "place": "安平苑"}).reading.errors
    assert (error.field, error.kind, error.proposals) == ("town", "place_elsewhere", ("柳河镇",))


def test_two_places_of_one_name_are_told_apart(county):
    other = Place.objects.create(path="00010009", kind="village", name="下湾村", parent=county.places["城关镇"])
    (error,) = dry(county.duty_officer, "staff", {**WANG, "place": "下湾村"}).reading.errors
    assert error.proposals == ("柳河镇 下湾村", "城关镇 下湾村")
    written(county.duty_officer, "staff", {**WANG, "place": error.proposals[1]})
    assert person("王秀兰").home == other
    assert dry(county.duty_officer, "staff", {**WANG, "town": "城关镇", "place": "下湾村"}).counts["same"] == 1


def test_a_unit_that_nobody_registered_is_not_dropped(county):
    Person.objects.unscoped("test").update(unit=None)
    Unit.objects.unscoped("test").delete()
    assert faults(dry(county.duty_officer, "staff", {**WANG, "unit": "县财政局"})) == [("unit", "not_registered")]


def test_a_stranger_township_writes_nobody_of_another(county):
    made = dry(county.stranger, "staff", {**WANG, "place": "粮站家属院"}, path="0001")
    assert made.counts["new"] == 1
    number = seal.unseal(bytes(PersonNumber.objects.unscoped("test").get(person=county.people["赵秀英"]).sealed))
    row = {**WANG, "name": "赵秀英", "id_number": number, "place": "粮站家属院"}
    assert faults(dry(county.stranger, "staff", row, path="0001")) == [("id_number", "registered_elsewhere")]


def test_a_township_does_not_know_the_posts_of_another(county):
    made = dry(county.stranger, "staff", {**WANG, "post": "安平苑北门"}, path="0001")
    assert made.n_writable == 0
    assert "安平苑" not in str([one.proposals for one in made.reading.errors])


def test_nobody_without_a_place_is_written_by_a_township(county):
    assert faults(dry(county.stranger, "staff", WANG, path="0001")) == [("name", "outside_your_area")]


def test_a_list_of_cadres_makes_cadres_of_nobody_who_is_known(county):
    written(county.duty_officer, "staff", WANG)
    row = {key: WANG[key] for key in ("name", "id_number", "phone")}
    written(county.duty_officer, "staff", row | {"unit": "县水利局"})
    assert person("王秀兰").kind == "village"


def test_many_at_once_take_few_queries(county, django_assert_max_num_queries):
    rows = []
    for n in range(300):
        first = f"41990119700101{n:03d}"
        rows.append({**WANG, "id_number": first + check_character(first), "phone": f"139{n:08d}", "place": "下湾村"})
    with django_assert_max_num_queries(60):
        assert written(county.duty_officer, "staff", *rows)["kept"] == 300

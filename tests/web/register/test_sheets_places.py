"""Importing places: a tree that grows, found again by code and name, and never a 16th township."""

from __future__ import annotations

import pytest

from tests.web.register.books import changed, dry, faults, written
from yixian.web.access.models import Account, Grant
from yixian.web.register.models import Answer, Place, PlaceName

TOWN = {"name": "杏湾镇", "kind": "town", "parent": "临溪县", "code": "419901103000"}
COMMUNITY = {"name": "新华社区", "kind": "community", "parent": "杏湾镇"}
COMPOUND = {"name": "水岸", "kind": "compound", "parent": "新华社区", "aliases": ("水岸小区",), "households": 320}


def place(name):
    return Place.objects.unscoped("test").get(name=name)


def test_it_works(county):
    counts = written(county.duty_officer, "places", TOWN, COMMUNITY, COMPOUND)
    assert (counts["new"], counts["kept"]) == (3, 3)
    assert place("水岸").path.startswith(place("新华社区").path) and place("水岸").name_initials == "sa"
    assert PlaceName.objects.unscoped("test").get(place=place("水岸")).name == "水岸小区"


def test_children_may_stand_before_their_parents(county):
    written(county.duty_officer, "places", COMPOUND, COMMUNITY, TOWN)
    assert [place(one["name"]).path for one in (TOWN, COMMUNITY, COMPOUND)] == ["0002", "00020000", "000200000000"]


def test_the_first_import_names_the_county(db):
    account = Account.objects.create_account("hq", None, name="赵云清")
    Grant.objects.create(account=account, role="headquarters")
    written(account, "places", COMMUNITY, TOWN)
    assert place("临溪县").path == ""
    assert place("新华社区").path == "00000000"


def test_the_same_twice_changes_nothing(county):
    written(county.duty_officer, "places", TOWN, COMMUNITY, COMPOUND)
    made = dry(county.duty_officer, "places", TOWN, COMMUNITY, COMPOUND)
    assert made.counts == {"wrong": 0, "new": 0, "changed": 0, "same": 3, "asked": 0}


def test_an_alias_finds_the_place_again(county):
    written(county.duty_officer, "places", TOWN, COMMUNITY, COMPOUND)
    made = dry(
        county.duty_officer, "places", {"name": "水岸小区", "kind": "compound", "parent": "新华社区", "households": 321}
    )
    assert changed(made) == {"households": (320, 321)}


def test_a_code_finds_a_renamed_place_and_the_old_name_stays(county):
    row = {"name": "柳河新镇", "kind": "town", "parent": "临溪县", "code": "419901100000"}
    assert changed(dry(county.duty_officer, "places", row))["name"] == ("柳河镇", "柳河新镇")
    written(county.duty_officer, "places", row)
    assert place("柳河新镇").path == "0000"
    assert PlaceName.objects.unscoped("test").get(place=place("柳河新镇")).name == "柳河镇"


@pytest.mark.parametrize("name", ["柳河乡", "柳何镇", "柳河街道"])
def test_a_misprinted_township_is_asked_about(county, name):
    made = dry(county.duty_officer, "places", {"name": name, "kind": "town", "parent": "临溪县"})
    (error,) = made.reading.errors
    assert (error.kind, error.proposals) == ("township_near", ("柳河镇",))
    assert made.n_writable == 0


def test_two_spellings_of_one_new_township_are_one(county):
    made = dry(county.duty_officer, "places", TOWN, {**TOWN, "name": "杏湾乡", "code": None})
    assert faults(made) == [("name", "township_near")]


def test_an_official_code_of_its_own_speaks_for_a_new_township(county):
    row = {"name": "城西镇", "kind": "town", "parent": "临溪县", "code": "419901104000"}
    written(county.duty_officer, "places", {**row, "name": "城东镇", "code": "419901105000"})
    assert dry(county.duty_officer, "places", row).counts["new"] == 1


def test_a_misprinted_parent_is_proposed(county):
    made = dry(county.duty_officer, "places", {"name": "水岸", "kind": "compound", "parent": "柳何镇"})
    (error,) = made.reading.errors
    assert (error.field, error.kind, error.proposals) == ("parent", "parent_unknown", ("柳河镇",))


def test_below_a_wrong_row_nothing_is_written(county):
    misprint = {"name": "柳河乡", "kind": "township", "parent": "临溪县"}
    made = dry(county.duty_officer, "places", misprint, {"name": "水岸", "kind": "compound", "parent": "柳河乡"})
    assert faults(made) == [("name", "township_near"), ("parent", "parent_unknown")]


def test_two_that_lie_in_each_other_are_refused(county):
    one = {"name": "甲社区", "kind": "community", "parent": "乙社区"}
    made = dry(county.duty_officer, "places", one, {"name": "乙社区", "kind": "community", "parent": "甲社区"})
    assert faults(made) == [("parent", "parent_unknown")] * 2


def test_a_parent_of_two_is_asked_about(county):
    Place.objects.create(path="00010009", kind="village", name="下湾村", parent=county.places["城关镇"])
    made = dry(county.duty_officer, "places", {"name": "水岸", "kind": "compound", "parent": "下湾村"})
    assert faults(made) == [("parent", "parent_many")]


def test_a_place_does_not_move(county):
    row = {"name": "柳河镇", "kind": "town", "parent": "别的县", "code": "419901100000"}
    assert faults(dry(county.duty_officer, "places", row)) == [("parent", "parent_moved")]


def test_who_answers_is_kept_with_his_own_phone(county):
    row = {"name": "安平苑", "kind": "compound", "parent": "柳河镇"}
    written(county.duty_officer, "places", row | {"leader": "高东", "leader_phone": "13900000009"})
    written(county.duty_officer, "places", row | {"leader": "高东"})
    assert Answer.objects.unscoped("test").get(place=county.places["安平苑"]).phone == "13900000009"
    written(county.duty_officer, "places", row | {"leader": "华勇"})
    answer = Answer.objects.unscoped("test").get(place=county.places["安平苑"])
    assert (answer.name, answer.phone) == ("华勇", "")


def test_a_township_imports_no_places(county):
    made = dry(county.township_officer, "places", COMMUNITY, path="0000")
    assert faults(made) == [("name", "county_only")]

"""Households: imported as a list, read door by door, masked where one may not see."""

from __future__ import annotations

import re

import pytest

from tests.web.register.books import changed, dry, faults, written
from yixian.web.register.households import door_key
from yixian.web.register.models import Household

pytestmark = pytest.mark.usefixtures("evening")

DOOR = {
    "town": "柳河镇", "place": "安平苑", "building": "3号楼", "stairwell": "2单元", "flat": "301", "persons": 4,
    "contact": "王秀兰", "phone": "13900000001",
}  # fmt: skip
PAGE = "/register/households/"


def doors(page):
    return re.findall(r'data-door="([^"]+)"', page)


def test_it_works(county, logged_in):
    counts = written(county.duty_officer, "households", DOOR, DOOR | {"flat": "302", "persons": 2})
    assert (counts["new"], counts["kept"]) == (2, 2)
    page = logged_in(county.duty_officer).get(f"{PAGE}?in=00000002").content.decode()
    assert doors(page) == ["3号楼2单元301", "3号楼2单元302"]
    assert "6 人" in page


def test_the_same_twice_changes_nothing(county):
    written(county.duty_officer, "households", DOOR)
    assert dry(county.duty_officer, "households", DOOR).counts["same"] == 1


def test_a_change_is_shown_and_written(county):
    written(county.duty_officer, "households", DOOR)
    assert changed(dry(county.duty_officer, "households", DOOR | {"persons": 5})) == {"persons": (4, 5)}
    written(county.duty_officer, "households", DOOR | {"persons": 5, "contact": None})
    household = Household.objects.unscoped("test").get()
    assert (household.persons, household.contact) == (5, "王秀兰")


def test_a_village_has_groups(county):
    written(county.duty_officer, "households", {"place": "下湾村", "stairwell": "2组", "flat": "69号"})
    assert Household.objects.unscoped("test").get().place == county.places["下湾村"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"place": "粮站家属院"}, ("town", "place_elsewhere")),
        ({"place": "城关镇", "town": None}, ("place", "door_place_kind")),
    ],
)
def test_a_door_lies_in_a_compound_or_village(county, change, fault):
    assert faults(dry(county.duty_officer, "households", DOOR | change)) == [fault]


def test_a_stranger_township_cannot_write_or_see(county, logged_in):
    written(county.duty_officer, "households", DOOR)
    pk = Household.objects.unscoped("test").get().pk
    assert faults(dry(county.stranger, "households", DOOR, path="0001")) == [
        ("town", "place_unknown"),
        ("place", "place_unknown"),
    ]
    stranger = logged_in(county.stranger)
    assert doors(stranger.get(f"{PAGE}?in=0000").content.decode()) == []
    assert stranger.get(f"{PAGE}{pk}/").status_code == 404
    assert logged_in(county.auditor).get(PAGE).status_code == 403


def test_phones_are_masked_in_the_list(county, logged_in):
    written(county.duty_officer, "households", DOOR)
    officer = logged_in(county.duty_officer)
    assert "13900000001" not in officer.get(PAGE).content.decode()
    pk = Household.objects.unscoped("test").get().pk
    assert "13900000001" in officer.get(f"{PAGE}{pk}/").content.decode()


@pytest.mark.parametrize(
    ("words", "found"), [("王秀", 1), ("0001", 1), ("301", 1), ("3号楼", 1), ("王五", 0), ("1", 0)]
)
def test_a_door_is_found(county, logged_in, words, found):
    written(county.duty_officer, "households", DOOR)
    assert len(doors(logged_in(county.duty_officer).get(f"{PAGE}?q={words}").content.decode())) == found


def test_doors_are_walked_past_in_their_order_a_hundred_a_page(county, logged_in, django_assert_max_num_queries):
    place = county.places["安平苑"]
    kept = {"place": place, "place_path": place.path, "flat": "1"}
    names = [f"{number}号楼" for number in range(1, 121)]
    Household.objects.bulk_create(Household(**kept, building=name, door_key=door_key(name, "", "1")) for name in names)
    officer = logged_in(county.duty_officer)
    with django_assert_max_num_queries(12):
        first = officer.get(PAGE).content.decode()
    assert doors(first)[:3] == ["1号楼1", "2号楼1", "3号楼1"]
    link = re.search(r'href="(\?after=[^"]+)"', first)
    assert link
    second = doors(officer.get(PAGE + link[1].replace("&amp;", "&")).content.decode())
    assert (len(second), second[0], second[-1]) == (20, "101号楼1", "120号楼1")


def test_the_place_says_how_many(county, logged_in):
    written(county.duty_officer, "households", DOOR)
    page = logged_in(county.duty_officer).get(f"/register/places/{county.places['安平苑'].pk}/").content.decode()
    assert "/register/households/?in=00000002" in page


def test_in_english(county, logged_in):
    written(county.duty_officer, "households", DOOR)
    officer = logged_in(county.duty_officer)
    officer.cookies["django_language"] = "en"
    assert "Whom to ask for" in officer.get(PAGE).content.decode()

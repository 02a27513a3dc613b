"""A bureau: it sees, uploads and unmasks its own people, wherever they serve, and nothing of others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.county import EVENING
from tests.web.field.phones import shift
from tests.web.register.books import WANG, dry, faults, upload, written
from yixian.sheets import write_table
from yixian.web.access.models import Account, Grant
from yixian.web.access.rights import Right
from yixian.web.action import Refused
from yixian.web.register.actions import show_number
from yixian.web.register.models import Person
from yixian.web.uploads.models import Upload

MINE = {**WANG, "kind": "cadre", "unit": "县水利局"}
CHEN = {"name": "陈国平", "id_number": "419901196811053315", "phone": "13900000077"}
FOREIGN = {"name": "于倩", "id_number": "419902199002143329", "phone": "13900000088", "kind": "property"}


@pytest.fixture(autouse=True)
def _now(evening):
    pass


@pytest.fixture
def bureau(county):
    return _bureau(county, "县水利局")


def _bureau(county, unit):
    account = Account.objects.create_account(f"b{county.units[unit].pk}", None, name=unit)
    Grant.objects.create(account=account, role="bureau", unit_path=county.units[unit].path)
    return account


def _said(client, content, kind="staff"):
    return client.post("/uploads/", {"kind": kind, "file": SimpleUploadedFile("list.xlsx", content)})


def test_it_works(county, bureau, logged_in):
    client = logged_in(bureau)
    answer = _said(client, write_table("staff", [MINE, CHEN | {"kind": "cadre"}]))
    assert answer.status_code == 302
    assert "王秀兰" in client.get(answer.url).content.decode()
    client.post(f"{answer.url}write/")
    wang = Person.objects.unscoped("test").get(name="王秀兰")
    assert wang.unit == county.units["县水利局"]
    assert Person.objects.unscoped("test").get(name="陈国平").phone == "13900000077"


def test_it_shows_the_number_of_its_own_and_of_nobody_else(county, bureau):
    shown = show_number(by=bureau, person=county.people["陈国平"], reason="verify", at=EVENING)
    assert shown == "419901196811053315"
    with pytest.raises(Refused, match="not_allowed"):
        show_number(by=bureau, person=county.people["于倩"], reason="verify", at=EVENING)


def test_its_list_may_name_any_post(county, bureau):
    written(bureau, "staff", {**MINE, "post": "粮站家属院门"})
    assert Person.objects.unscoped("test").get(name="王秀兰").post_place == county.posts["粮站家属院门"].place


def test_who_belongs_to_no_unit_or_another_is_not_its_own(county, bureau):
    for unit in ({}, {"unit": "县委办"}):
        made = dry(bureau, "staff", {**WANG, **unit})
        assert faults(made) == [("name", "outside_your_area")]


def test_it_takes_nobody_over(county, bureau):
    made = dry(bureau, "staff", {**FOREIGN, "unit": "县水利局"})
    assert faults(made) == [("id_number", "registered_elsewhere")]


def test_it_gives_nobody_away(county, bureau):
    assert faults(dry(bureau, "staff", {**CHEN, "unit": "县委办"})) == [("name", "outside_your_area")]


@pytest.mark.parametrize("kind", ["units", "places", "posts"])
def test_it_changes_no_units_places_or_posts(county, bureau, kind):
    rows = {
        "units": {"name": "县水利局", "kind": "bureau", "quota": 99},
        "places": {"name": "新村", "kind": "village", "parent": "柳河镇"},
        "posts": {"name": "安平苑北门", "number": 1, "kind": "main_gate", "place": "安平苑"},
    }
    assert dry(bureau, kind, rows[kind]).counts["wrong"] == 1


def test_its_uploads_are_seen_by_itself_and_the_headquarters_alone(county, bureau, logged_in):
    pk = upload(bureau, "staff", MINE).pk
    assert Upload.objects.unscoped("test").get(pk=pk).unit_path == county.units["县水利局"].path
    seen = {
        "duty_officer": 200,
        "township_officer": 404,
        "stranger": 404,
    }
    assert {name: logged_in(county.accounts[name]).get(f"/uploads/{pk}/").status_code for name in seen} == seen
    assert logged_in(_bureau(county, "县委办")).get(f"/uploads/{pk}/").status_code == 404
    assert logged_in(bureau).get(f"/uploads/{pk}/").status_code == 200


def test_it_does_not_touch_the_upload_of_another(county, bureau, logged_in):
    pk = upload(county.duty_officer, "staff", MINE).pk
    assert logged_in(bureau).post(f"/uploads/{pk}/write/").status_code == 404


def test_the_pages_offer_what_it_may(county, bureau, logged_in):
    client = logged_in(bureau)
    assert "/uploads/" in client.get("/register/people/").content.decode()
    person = client.get(f"/register/people/{county.people['陈国平'].pk}/").content.decode()
    assert "13800000002" in person
    assert client.get(f"/register/people/{county.people['于倩'].pk}/").status_code == 404


def test_it_sees_where_its_own_people_stand(county, bureau, logged_in):
    shift(county, "陈国平", "粮站家属院门", starts_at=EVENING, ends_at=EVENING + timedelta(hours=8))
    page = logged_in(bureau).get(f"/register/people/{county.people['陈国平'].pk}/").content.decode()
    assert page.count("粮站家属院门") == 2


def test_an_act_is_offered_where_it_is_open(county, logged_in):
    both = county.township_officer
    Grant.objects.create(account=both, role="post_leader", place_path="0001")
    client = logged_in(both)
    assert client.get("/duty/rosters/?in=0000").context["may"]["plan"]
    assert not client.get("/duty/rosters/?in=0001").context["may"]["plan"]


def test_a_unit_below_it_is_its_own_a_unit_that_begins_alike_is_not():
    account = Account(username="x")
    account.held_grants = (Grant(role="bureau", unit_path="0001"),)
    assert account.may(Right.UPLOAD, "", "00010004")
    assert not account.may(Right.UPLOAD, "0001", "")
    assert not account.may(Right.UPLOAD, "0001", "0010")
    assert not account.may(Right.PLAN, "", "0001")

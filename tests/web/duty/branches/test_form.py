"""Branches are formed at every post of an area in one act, and dissolved in one act."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.county import DAY
from tests.web.duty.branches.party import branch_of, dissolve, form, members
from yixian.web.action import Refused
from yixian.web.journal.models import AuditPayload
from yixian.web.register.models import Answer, Branch, Membership, Person, Unit


def test_it_works(county):
    assert form(county) == 3
    branch = branch_of(county, "安平苑北门")
    assert branch.unit.name == "安平苑北门临时党支部"
    assert (branch.unit.kind, branch.formed_on, branch.place_path) == ("branch", DAY, "000000020001")
    assert members(branch) == [("李建新", "member"), ("王建军", "member")]


def test_home_units_stay_what_they_are(county):
    before = county.people["王建军"].unit_id
    form(county)
    assert county.people["王建军"].as_stored().unit_id == before


def test_who_answers_for_the_post_becomes_secretary(county):
    Answer.objects.create(place=county.posts["安平苑北门"].place, name="王建军")
    form(county)
    assert members(branch_of(county, "安平苑北门")) == [("李建新", "member"), ("王建军", "secretary")]


def test_two_of_one_name_are_no_secretary(county):
    Person.objects.unscoped("test").filter(name="李建新").update(name="王建军")
    Answer.objects.create(place=county.posts["安平苑北门"].place, name="王建军")
    form(county)
    assert {role for _name, role in members(branch_of(county, "安平苑北门"))} == {"member"}


def test_a_post_where_no_member_serves_gets_none(county):
    form(county)
    assert not Branch.objects.unscoped("test").filter(place=county.posts["安平苑东门"].place).exists()
    payload = AuditPayload.objects.unscoped("test").latest("pk").content
    assert (payload["formed"], payload["left"]) == ([1, 3, 5], 2)


def test_again_forms_nothing(county):
    form(county)
    with pytest.raises(Refused, match="no_branch_to_form"):
        form(county)


def test_only_the_kind_that_is_named(county):
    assert form(county, kind="village") == 1
    with pytest.raises(Refused, match="post_kind_unknown"):
        form(county, kind="moon")


def test_a_township_forms_its_own_only(county):
    assert form(county, by=county.township_officer, area="柳河镇") == 2
    with pytest.raises(Refused, match="not_allowed"):
        form(county, by=county.township_officer, area="城关镇")
    with pytest.raises(Refused, match="not_allowed"):
        form(county, by=county.auditor)


def test_a_day_to_come_is_refused(county):
    with pytest.raises(Refused, match="branch_day_ahead"):
        form(county, on=DAY + timedelta(days=1))


def test_a_closed_post_and_who_serves_no_more_are_left_out(county):
    post = county.posts["下湾村口"]
    post.is_open = False
    post.save(update_fields=["is_open"])
    Person.objects.unscoped("test").filter(name="陈国平").update(is_active=False)
    assert form(county) == 1


def test_nobody_is_in_two_branches(county):
    form(county)
    Person.objects.unscoped("test").filter(name="王建军").update(post_place=county.posts["金穗小区南门"].place)
    with pytest.raises(Refused, match="no_branch_to_form"):
        form(county)


def test_gates_of_one_name_are_told_apart_by_their_number(county):
    Unit.objects.create(path="0009", kind="squad", name="安平苑北门临时党支部")
    form(county)
    assert branch_of(county, "安平苑北门").unit.name == "卡点0001临时党支部"


def test_an_imported_branch_is_bound_to_its_post(county):
    waiting = Unit.objects.create(path="0009", kind="branch", name="下湾村口临时党支部")
    form(county)
    assert branch_of(county, "下湾村口").unit_id == waiting.pk


def test_it_hangs_below_the_office_of_its_township(county):
    town = Unit.objects.create(path="0009", kind="township", name="柳河镇政府", place=county.places["柳河镇"])
    head = Unit.objects.create(path="0008", kind="headquarters", name="指挥部")
    form(county)
    assert branch_of(county, "安平苑北门").unit.parent_id == town.pk
    assert branch_of(county, "粮站家属院门").unit.parent_id == head.pk
    paths = [unit.path for unit in Unit.objects.unscoped("test").filter(kind="branch").order_by("path")]
    assert paths == ["00080000", "00090000", "00090001"]


def test_all_are_dissolved_in_one_act(county):
    form(county, on=DAY - timedelta(days=3))
    assert dissolve(county) == 3
    assert not Membership.objects.unscoped("test").filter(until_on=None).exists()
    ends = Membership.objects.unscoped("test").values_list("from_on", "until_on").distinct()
    assert list(ends) == [(DAY - timedelta(days=3), DAY)]
    with pytest.raises(Refused, match="no_branch_to_dissolve"):
        dissolve(county)


def test_dissolving_before_forming_is_refused(county):
    form(county)
    with pytest.raises(Refused, match="dissolved_before_formed"):
        dissolve(county, on=DAY - timedelta(days=1))
    assert Branch.objects.unscoped("test").filter(dissolved_on=None).count() == 3


def test_dissolving_one_kind_leaves_the_others(county):
    form(county)
    assert dissolve(county, kind="main_gate") == 2
    assert branch_of(county, "下湾村口").dissolved_on is None


def test_formed_again_it_is_the_same_unit_with_a_new_day(county):
    form(county, on=date(2020, 2, 3))
    first = branch_of(county, "安平苑北门")
    dissolve(county, on=date(2020, 2, 10))
    form(county)
    again = branch_of(county, "安平苑北门")
    assert (again.unit_id, again.formed_on) == (first.unit_id, DAY)
    assert again.pk != first.pk

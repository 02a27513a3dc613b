"""One branch is changed: who leads it, who is in it, when it began and ended."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.county import DAY, EVENING
from tests.web.duty.branches.party import branch_of, form, members
from yixian.web.action import Refused
from yixian.web.duty.branches import actions
from yixian.web.register.models import Membership, Person

NEXT_DAY = EVENING + timedelta(days=1)


@pytest.fixture
def branch(county):
    """The branch of 安平苑北门, formed today, with nobody who leads it."""
    form(county)
    return branch_of(county, "安平苑北门")


def appoint(county, branch, name, at=EVENING, by=None):
    actions.appoint_secretary(by=by or county.duty_officer, branch=branch, person=county.people[name], at=at)


def leave(county, branch, name, at=EVENING):
    actions.end_membership(by=county.duty_officer, branch=branch, person=county.people[name], at=at)


def test_it_works(county, branch):
    appoint(county, branch, "李建新")
    assert members(branch) == [("李建新", "secretary"), ("王建军", "member")]


def test_another_secretary_leaves_the_old_one_a_member(county, branch):
    appoint(county, branch, "李建新")
    appoint(county, branch, "王建军", at=NEXT_DAY)
    assert members(branch) == [("李建新", "member"), ("王建军", "secretary")]
    was = Membership.objects.unscoped("test").get(role="secretary", person=county.people["李建新"])
    assert (was.from_on, was.until_on) == (DAY, DAY + timedelta(days=1))


def test_twice_is_refused(county, branch):
    appoint(county, branch, "李建新")
    with pytest.raises(Refused, match="leads_already"):
        appoint(county, branch, "李建新")


def test_a_secretary_may_come_from_outside(county, branch):
    appoint(county, branch, "赵云清")
    assert ("赵云清", "secretary") in members(branch)


def test_who_is_no_member_of_the_party_is_refused(county, branch):
    with pytest.raises(Refused, match="not_a_member"):
        appoint(county, branch, "于倩")


def test_who_serves_no_more_is_refused(county, branch):
    Person.objects.unscoped("test").filter(name="赵云清").update(is_active=False)
    county.people["赵云清"].refresh_from_db()
    with pytest.raises(Refused, match="not_a_member"):
        appoint(county, branch, "赵云清")


def test_who_is_in_another_branch_is_refused_by_its_name(county, branch):
    with pytest.raises(Refused) as refused:
        appoint(county, branch, "赵秀英")
    assert refused.value.code == "in_another_branch"
    assert "下湾村口临时党支部" in refused.value.sentence


def test_a_stranger_township_is_refused(county, branch):
    with pytest.raises(Refused, match="not_allowed"):
        appoint(county, branch, "李建新", by=county.stranger)


def test_a_member_is_added_once(county, branch):
    person = county.people["赵云清"]
    actions.add_member(by=county.duty_officer, branch=branch, person=person, at=EVENING)
    assert ("赵云清", "member") in members(branch)
    with pytest.raises(Refused, match="in_this_branch"):
        actions.add_member(by=county.duty_officer, branch=branch, person=person, at=EVENING)


def test_a_member_leaves_and_may_join_another(county, branch):
    leave(county, branch, "王建军", at=NEXT_DAY)
    other = branch_of(county, "下湾村口")
    actions.add_member(by=county.duty_officer, branch=other, person=county.people["王建军"], at=NEXT_DAY)
    assert members(other) == [("王建军", "member"), ("赵秀英", "member")]
    with pytest.raises(Refused, match="not_in_this_branch"):
        leave(county, branch, "王建军", at=NEXT_DAY)


def test_the_secretary_leaves_and_the_branch_waits_for_one(county, branch):
    appoint(county, branch, "李建新")
    leave(county, branch, "李建新", at=NEXT_DAY)
    assert members(branch) == [("王建军", "member")]


def test_the_day_of_forming_is_corrected_with_its_first_members(county, branch):
    earlier = DAY - timedelta(days=5)
    actions.date_branch(by=county.duty_officer, branch=branch, on=earlier, at=EVENING)
    assert branch.as_stored().formed_on == earlier
    assert set(Membership.objects.unscoped("test").filter(branch=branch).values_list("from_on", flat=True)) == {earlier}


def test_it_cannot_have_been_formed_after_somebody_left(county, branch):
    leave(county, branch, "王建军", at=NEXT_DAY)
    later = EVENING + timedelta(days=3)
    with pytest.raises(Refused, match="formed_after_leaving"):
        actions.date_branch(by=county.duty_officer, branch=branch, on=DAY + timedelta(days=2), at=later)
    with pytest.raises(Refused, match="branch_day_ahead"):
        actions.date_branch(by=county.duty_officer, branch=branch, on=DAY + timedelta(days=9), at=later)


def test_one_is_dissolved_and_changed_no_more(county, branch):
    actions.dissolve_branch(by=county.duty_officer, branch=branch, on=DAY, at=EVENING)
    assert branch.as_stored().dissolved_on == DAY
    assert members(branch) == []
    for change in (lambda: appoint(county, branch, "李建新"), lambda: leave(county, branch, "李建新")):
        with pytest.raises(Refused, match="branch_dissolved"):
            change()


@pytest.mark.parametrize(("days", "code"), [(-1, "dissolved_before_formed"), (1, "branch_day_ahead")])
def test_a_day_out_of_its_life_is_refused(county, branch, days, code):
    with pytest.raises(Refused, match=code):
        on = DAY + timedelta(days=days)
        actions.dissolve_branch(by=county.duty_officer, branch=branch, on=on, at=EVENING)

"""Roles: given and taken by somebody else, where and until when; three administrators kept apart."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.county import EVENING
from yixian.web import clock
from yixian.web.access import grants
from yixian.web.access.areas import Area, area_of
from yixian.web.access.models import Account, Grant
from yixian.web.access.rights import ADMINISTRATORS, ROLE_NAMES, Right
from yixian.web.action import Refused
from yixian.web.journal.models import AuditEntry


@pytest.fixture
def lin(county):
    return Account.objects.create_account("lin", None, name="林静")


@pytest.fixture
def guard(county):
    account = Account.objects.create_account("guard", None, name="安全管理员")
    Grant.objects.create(account=account, role="security_admin")
    return account


def _give(by, account, role="township", said="柳河镇", ends_at=None):
    area = area_of(role, said)
    return grants.give_grant(by=by, account=account, role=role, area=area, ends_at=ends_at, at=EVENING)


def _fresh(account):
    return Account.objects.unscoped("test").get(pk=account.pk)


def test_it_works(county, guard, lin):
    _give(guard, lin)
    assert _fresh(lin).may(Right.PLAN, "00000002")
    entry = AuditEntry.objects.unscoped("test").get()
    assert (entry.action, entry.account_id, entry.kind) == ("give_grant", guard.pk, "access")
    assert entry.payload.content["subject"]["role"] == "township"


@pytest.mark.parametrize("role", ROLE_NAMES)
def test_every_role_can_be_given_and_taken(county, guard, lin, role):
    grant = _give(guard, lin, role, "县水利局" if role == "bureau" else "下湾村")
    grants.take_grant(by=guard, grant=grant, at=EVENING)
    assert not _fresh(lin).grants.exists()


def test_a_grant_ends_by_itself(county, guard, lin, logged_in):
    _give(guard, lin, ends_at=EVENING + timedelta(hours=1))
    client = logged_in(lin)
    with clock.stopped_at(EVENING + timedelta(minutes=59)):
        assert client.get("/register/people/").status_code == 200
    with clock.stopped_at(EVENING + timedelta(hours=1)):
        assert client.get("/register/people/").status_code == 403


def test_given_again_it_has_the_new_end(county, guard, lin):
    _give(guard, lin, ends_at=EVENING + timedelta(hours=1))
    _give(guard, lin)
    assert [grant.ends_at for grant in lin.grants.all()] == [None]


@pytest.mark.parametrize("administrator", sorted(ADMINISTRATORS))
@pytest.mark.parametrize("role", ROLE_NAMES)
def test_no_administrator_gives_himself_anything(county, guard, administrator, role):
    mine = Account.objects.create_account("mine", None, name="x")
    Grant.objects.create(account=mine, role=administrator)
    with pytest.raises(Refused, match=r"not_allowed|not_to_yourself"):
        _give(mine, mine, role, "县水利局" if role == "bureau" else "柳河镇")


@pytest.mark.parametrize("role", ["security_admin", "audit_admin", "headquarters", "township"])
def test_who_lets_in_says_no_roles_once_there_is_somebody_who_does(county, guard, lin, role):
    with pytest.raises(Refused, match="roles_by_security"):
        _give(county.admin, lin, role)


def test_until_then_he_sets_the_county_up(county, lin):
    _give(county.admin, lin, "security_admin", "")
    other = Account.objects.create_account("other", None, name="x")
    with pytest.raises(Refused, match="roles_by_security"):
        _give(county.admin, other)


def test_closing_the_security_administrator_gives_nobody_his_power(county, guard, lin):
    guard.is_active = False
    guard.save()
    with pytest.raises(Refused, match="roles_by_security"):
        _give(county.admin, lin)


@pytest.mark.parametrize("who", ["duty_officer", "township_officer", "auditor"])
def test_others_give_nothing(county, lin, who):
    with pytest.raises(Refused, match="not_allowed"):
        _give(county.accounts[who], lin)


def test_administrators_hold_one_role(county, guard, lin):
    _give(guard, lin, "audit_admin", "")
    for role in ("system_admin", "security_admin", "headquarters"):
        with pytest.raises(Refused, match="roles_apart"):
            _give(guard, lin, role)
    with pytest.raises(Refused, match="roles_apart"):
        _give(guard, county.township_officer, "system_admin")


def test_what_is_over_is_not_given(county, guard, lin):
    with pytest.raises(Refused, match="end_is_over"):
        _give(guard, lin, ends_at=EVENING)


@pytest.mark.parametrize(
    ("role", "said", "code"),
    [
        ("township", "", "area_needed"),
        ("township", "县水利局", "area_unknown"),
        ("bureau", "柳河镇", "area_unknown"),
        ("post_leader", "nowhere", "area_unknown"),
    ],
)
def test_an_area_that_is_none_is_refused(county, role, said, code):
    with pytest.raises(Refused, match=code):
        area_of(role, said)


def test_a_role_of_a_place_is_not_given_over_a_unit(county, guard, lin):
    for role, area in (("township", Area("x", unit_path="0001")), ("bureau", Area("x", place_path="0000"))):
        with pytest.raises(Refused, match="area_of_other_kind"):
            grants.give_grant(by=guard, account=lin, role=role, area=area, ends_at=None, at=EVENING)


def test_a_name_that_two_places_share_is_asked_for_with_its_township(county):
    twin = county.places["粮站家属院"]
    type(twin).objects.unscoped("test").filter(pk=twin.pk).update(name="安平苑")
    with pytest.raises(Refused, match="area_shared") as refusal:
        area_of("community", "安平苑")
    assert "城关镇 安平苑" in refusal.value.sentence
    assert area_of("community", "城关镇 安平苑").place_path == "00010000"


def test_the_whole_county_is_said_in_words(county):
    assert area_of("community", "全县").place_path == area_of("community", "临溪县").place_path == ""


def test_the_page_gives_and_takes(county, guard, lin, logged_in):
    client, url = logged_in(guard), f"/settings/accounts/{lin.pk}/"
    answer = client.post(f"{url}give/", {"role": "township", "area": "柳河镇", "until": "2099-02-20"})
    assert (answer.status_code, answer.url) == (302, url)
    page = client.get(url).content.decode()
    assert "乡镇 · 柳河镇" in page
    assert "到 2099-02-21 00:00" in page
    client.post(f"/settings/grants/{lin.grants.get().pk}/take/")
    assert "还没有角色" in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"role": "township", "area": "没有的镇"}, "登记里没有“没有的镇”"),
        ({"role": "king", "area": "柳河镇"}, "role"),
        ({"role": "township", "area": "柳河镇", "until": "2001-01-01"}, "截止日期已经过了"),
        ({"role": "township", "area": "柳河镇", "until": "tomorrow"}, "until"),
    ],
)
def test_the_page_says_why_not(county, guard, lin, logged_in, asked, words):
    page = logged_in(guard).post(f"/settings/accounts/{lin.pk}/give/", asked)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not lin.grants.exists()


def test_twice_taken_is_gone(county, guard, logged_in):
    client, grant = logged_in(guard), county.township_officer.grants.get()
    assert client.post(f"/settings/grants/{grant.pk}/take/").status_code == 302
    assert client.post(f"/settings/grants/{grant.pk}/take/").status_code == 404


def test_nobody_takes_his_own(county, guard, logged_in):
    page = logged_in(guard).post(f"/settings/grants/{guard.grants.get().pk}/take/")
    assert page.status_code == 409
    assert "不能给自己的账号授权或收权" in page.content.decode()


def test_in_english(county, guard, lin, logged_in):
    page = logged_in(guard).get(f"/settings/accounts/{lin.pk}/", headers={"Accept-Language": "en"}).content.decode()
    assert "Give the role" in page
    assert "Security administrator" in page

import pytest

from tests.county import EVENING
from yixian.web.access import actions
from yixian.web.access.models import Account
from yixian.web.action import Refused


def _add(county, by=None, **more):
    asked = {"username": "lin", "name": "林静", "role": "township", "area": county.places["柳河镇"]} | more
    return actions.add_account(by=by or county.admin, at=EVENING, **asked)


def test_it_works(county, client):
    account, password = _add(county)
    assert [(grant.role, grant.place_path) for grant in account.grants.all()] == [("township", "0000")]
    assert client.login(username="lin", password=password)
    assert account.must_change_password


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"username": "duty_officer"}, "username_taken"),
        ({"username": "林"}, "username_form"),
        ({"username": "a b"}, "username_form"),
        ({"username": "x" * 41}, "username_form"),
        ({"role": "king"}, "role_unknown"),
    ],
)
def test_what_cannot_be_is_refused(county, more, code):
    with pytest.raises(Refused, match=code):
        _add(county, **more)
    assert Account.objects.unscoped("test").count() == 5


@pytest.mark.parametrize("who", ["duty_officer", "township_officer", "auditor"])
def test_only_administrators_may(county, who):
    with pytest.raises(Refused, match="not_allowed"):
        _add(county, by=county.accounts[who])


def test_a_closed_account_stays_outside(county, client):
    account, password = _add(county)
    actions.close_account(by=county.admin, account=account, at=EVENING)
    assert not client.login(username="lin", password=password)


def test_opened_again_it_has_a_new_password(county, client):
    account, old = _add(county)
    actions.close_account(by=county.admin, account=account, at=EVENING)
    new = actions.reopen_account(by=county.admin, account=account, at=EVENING)
    assert not client.login(username="lin", password=old)
    assert client.login(username="lin", password=new)


def test_nobody_closes_his_own(county):
    with pytest.raises(Refused, match="not_your_own"):
        actions.close_account(by=county.admin, account=county.admin, at=EVENING)


def test_the_page_shows_the_first_password_once(county, logged_in):
    client = logged_in(county.admin)
    asked = {"username": "lin", "name": "林静", "role": "township", "area": "0000"}
    page = client.post("/settings/accounts/add/", asked)
    assert page.context["password"] in page.content.decode()
    assert page.context["password"] not in client.get("/settings/").content.decode()


def test_the_page_says_why_not(county, logged_in):
    page = logged_in(county.admin).post(
        "/settings/accounts/add/", {"username": "duty_officer", "name": "x", "role": "township", "area": ""}
    )
    assert page.status_code == 422
    assert "这个用户名已经有人用" in page.content.decode()


def test_others_find_the_page_shut(county, logged_in):
    assert logged_in(county.duty_officer).get("/settings/").status_code == 403
    assert logged_in(county.admin).get("/settings/audit/").status_code == 403


def test_the_auditor_reads_what_was_decided(county, logged_in):
    _add(county)
    page = logged_in(county.auditor).get("/settings/audit/").content.decode()
    assert "add_account" in page
    assert "系统管理员" in page

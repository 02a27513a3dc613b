import pytest

from tests.county import EVENING
from yixian.faults import BadInput
from yixian.web.access import actions, setup
from yixian.web.access.models import Account, Grant
from yixian.web.action import Refused


def _add(county, by=None, **more):
    asked = {"username": "lin", "name": "林静"} | more
    return actions.add_account(by=by or county.admin, at=EVENING, **asked)


def test_it_works(county, client):
    account, password = _add(county)
    assert not account.grants.exists()
    assert client.login(username="lin", password=password)
    assert account.must_change_password


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"username": "duty_officer"}, "username_taken"),
        ({"username": "林"}, "username_form"),
        ({"username": "a b"}, "username_form"),
        ({"username": "x" * 41}, "username_form"),
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


def test_a_closed_account_is_outside_at_once(county, logged_in):
    client = logged_in(county.township_officer)
    assert client.get("/register/people/").status_code == 200
    actions.close_account(by=county.admin, account=county.township_officer, at=EVENING)
    assert client.get("/register/people/").status_code == 302


def test_the_password_of_an_administrator_is_reset_by_nobody(county):
    guard = Account.objects.create_account("guard", None, name="安全管理员")
    Grant.objects.create(account=guard, role="security_admin")
    with pytest.raises(Refused, match="reset_at_the_machine"):
        actions.reopen_account(by=county.admin, account=guard, at=EVENING)


def test_the_machines_owner_resets_it(county, client):
    setup.reset_password("admin", "an evening in spring")
    assert client.login(username="admin", password="an evening in spring")
    with pytest.raises(BadInput, match="a stronger one"):
        setup.reset_password("admin", "short")
    with pytest.raises(BadInput, match="registered"):
        setup.reset_password("nobody", "an evening in spring")


def test_a_bureau_is_added_over_its_unit_and_nobody_else(county):
    for role, place, unit in (("bureau", "柳河镇", ""), ("township", "", "县水利局")):
        with pytest.raises(BadInput, match="bureau"):
            setup.add_account("lin", "an evening in spring", role=role, name="", place=place, unit=unit)


def test_the_page_shows_the_first_password_once(county, logged_in):
    client = logged_in(county.admin)
    page = client.post("/settings/accounts/add/", {"username": "lin", "name": "林静"})
    assert page.context["password"] in page.content.decode()
    again = client.get(f"/settings/accounts/{page.context['account'].pk}/").content.decode()
    assert page.context["password"] not in again


def test_the_page_says_why_not(county, logged_in):
    page = logged_in(county.admin).post("/settings/accounts/add/", {"username": "duty_officer", "name": "x"})
    assert page.status_code == 422
    assert "这个用户名已经有人用" in page.content.decode()


def test_a_hundred_accounts_a_page_in_few_questions(county, logged_in, django_assert_max_num_queries):
    Account.objects.bulk_create(Account(username=f"x{n:03d}", name="x") for n in range(150))
    client = logged_in(county.admin)
    with django_assert_max_num_queries(12):
        first = client.get("/settings/?q=x")
    second = client.get("/settings/" + first.context["page"].after_url)
    assert [len(page.context["page"].rows) for page in (first, second)] == [100, 50]


def test_whose_first_password_is_not_changed_comes_nowhere_else(county, logged_in):
    account, _ = _add(county)
    Grant.objects.create(account=account, role="headquarters")
    answer = logged_in(account).get("/register/people/")
    assert (answer.status_code, answer.url) == (302, "/password/")


def test_others_find_the_page_shut(county, logged_in):
    assert logged_in(county.duty_officer).get("/settings/").status_code == 403
    assert logged_in(county.admin).get("/settings/audit/").status_code == 403


def test_the_auditor_reads_what_was_decided(county, logged_in):
    _add(county)
    page = logged_in(county.auditor).get("/settings/audit/").content.decode()
    assert "新开账号" in page
    assert "系统管理员" in page

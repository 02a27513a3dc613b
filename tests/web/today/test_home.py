"""One home per role: who comes to ``/`` finds what is his, and nobody finds what is another's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.county import County
from yixian.web.access.models import Account, Grant

LogIn = Callable[[Account], Client]
pytestmark = pytest.mark.usefixtures("evening")


def test_it_works(county: County, logged_in: LogIn) -> None:
    answer = logged_in(county.duty_officer).get("/")
    assert answer.status_code == 200
    assert "要你处理" in answer.content.decode()


@pytest.mark.django_db
def test_nobody_is_sent_to_the_log_in_page() -> None:
    answer = Client().get("/")
    assert answer.status_code == 302
    assert answer["Location"] == "/login/?next=/"


def test_an_administrator_finds_accounts_and_no_people(county: County, logged_in: LogIn) -> None:
    html = logged_in(county.admin).get("/").content.decode()
    assert "/settings/accounts/" in html or "/settings/" in html
    assert "要你处理" not in html
    assert not [name for name in (*county.people, "安平苑北门") if name in html]


def test_an_audit_administrator_finds_the_audit(county: County, logged_in: LogIn) -> None:
    account = Account.objects.create_account("keeper", None, name="审计管理员")
    Grant.objects.create(account=account, role="audit_admin", place_path="")
    html = logged_in(account).get("/").content.decode()
    assert "/settings/audit/" in html and "要你处理" not in html


def test_an_auditor_reads_what_was_read(county: County, logged_in: LogIn) -> None:
    html = logged_in(county.auditor).get("/").content.decode()
    assert "/settings/audit/" in html


def test_an_account_without_a_grant_is_refused(county: County, logged_in: LogIn) -> None:
    account = Account.objects.create_account("nobody", None, name="无名")
    assert logged_in(account).get("/").status_code == 403


@pytest.mark.parametrize("part", ["alarms", "map", "news"])
def test_an_administrator_gets_no_part(county: County, logged_in: LogIn, part: str) -> None:
    assert logged_in(county.admin).get(f"/today/{part}/").status_code == 403

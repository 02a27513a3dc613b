"""A county without data is told what it needs first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.county import County
from yixian.web.access.models import Account, Grant
from yixian.web.register.models import Place, Unit
from yixian.web.today.firsts import steps

LogIn = Callable[[Account], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evening")]


def officer(role: str = "headquarters") -> Account:
    account = Account.objects.create_account("hq", None, name="赵云清")
    Grant.objects.create(account=account, role=role, place_path="")
    return account


def test_it_works(logged_in: LogIn) -> None:
    html = logged_in(officer()).get("/").content.decode()
    assert "/uploads/" in html and "要你处理" not in html
    order = [html.index(words) for words in ("导入地点", "导入单位", "导入卡点", "导入人员")]
    assert order == sorted(order)


def test_an_empty_database_lacks_everything() -> None:
    assert [step.is_done for step in steps(officer())] == [False] * 4


def test_what_is_there_is_ticked() -> None:
    root = Place.objects.create(path="", kind="county", name="临溪县")
    Place.objects.create(path="0000", kind="town", name="柳河镇", parent=root)
    Unit.objects.create(path="0000", kind="bureau", name="县水利局")
    assert [step.is_done for step in steps(officer())] == [True, True, False, False]


def test_a_county_with_data_has_no_steps(county: County) -> None:
    assert steps(county.duty_officer) == []


def test_a_township_without_posts_is_no_county_without_data(county: County) -> None:
    assert steps(county.stranger) == []


def test_who_may_not_upload_sees_no_link(logged_in: LogIn) -> None:
    account = officer("community")
    assert {step.url for step in steps(account)} == {""}
    assert 'href="/uploads/' not in logged_in(account).get("/").content.decode()


def test_every_link_leads_somewhere(logged_in: LogIn) -> None:
    account = officer()
    client = logged_in(account)
    assert {client.get(str(step.url)).status_code for step in steps(account)} == {200}

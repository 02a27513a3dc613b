"""Lists on paper and as workbooks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.county import County
from tests.web.rounds.postings import crew, post
from yixian.sheets.workbook import open_workbook
from yixian.web.access.models import Account

LogIn = Callable[[Account], Client]
pytestmark = pytest.mark.usefixtures("evening")


@pytest.fixture(autouse=True)
def _posted(county: County) -> None:
    crew(county)
    post(county, "孙一", role="publicist")
    post(county, "钱二", "金穗小区", role="screener")
    post(county, "陈国平", "粮站家属院")


def cells(client: Client, url: str) -> list[list[str]]:
    answer = client.get(url)
    assert answer.status_code == 200, url
    [sheet] = open_workbook(b"".join(answer.streaming_content))
    return [[str(cell) for cell in row] for row in sheet.cells]


def test_it_works(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.duty_officer)
    for by in ("compound", "unit"):
        answer = client.get(f"/rounds/print/{by}/")
        assert answer["Content-Type"] == "application/pdf"
        assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_the_workbook_has_a_line_for_everybody(county: County, logged_in: LogIn) -> None:
    title, heads, *rows = cells(logged_in(county.duty_officer), "/rounds/compound.xlsx")
    assert title[0] == "下沉安排"
    assert heads[:6] == ["名单", "#", "姓名", "单位", "角色", "报到时限"]
    assert [row[:5] for row in rows] == [
        ["安平苑", "1", "孙一", "县委办", "宣传员"],
        ["金穗小区", "1", "钱二", "县委办", "排查员"],
        ["粮站家属院", "1", "陈国平", "县水利局", "服务员"],
    ]


def test_by_unit_it_names_the_compound(county: County, logged_in: LogIn) -> None:
    _title, heads, *rows = cells(logged_in(county.duty_officer), "/rounds/unit.xlsx")
    assert heads[3] == "小区"
    assert [row[0] for row in rows] == ["县委办", "县委办", "县水利局"]


def test_one_compound_alone(county: County, logged_in: LogIn) -> None:
    url = f"/rounds/compound.xlsx?only={county.places['金穗小区'].pk}"
    assert [row[2] for row in cells(logged_in(county.duty_officer), url)[2:]] == ["钱二"]


def test_no_number_and_no_phone_is_on_it(county: County, logged_in: LogIn) -> None:
    text = str(cells(logged_in(county.duty_officer), "/rounds/compound.xlsx"))
    assert "1390000" not in text and "4199" not in text


def test_a_township_gets_its_own_lines_only(county: County, logged_in: LogIn) -> None:
    names = [row[2] for row in cells(logged_in(county.stranger), "/rounds/compound.xlsx")[2:]]
    assert names == ["陈国平"]
    answer = logged_in(county.stranger).get(f"/rounds/print/compound/?only={county.places['安平苑'].pk}")
    assert answer.status_code == 404


@pytest.mark.parametrize("url", ["/rounds/print/cook/", "/rounds/cook.xlsx", "/rounds/print/unit/?only=999999"])
def test_what_is_not_there_is_404(county: County, logged_in: LogIn, url: str) -> None:
    assert logged_in(county.duty_officer).get(url).status_code == 404


def test_the_auditor_prints_no_names(county: County, logged_in: LogIn) -> None:
    assert logged_in(county.auditor).get("/rounds/print/unit/").status_code == 403


def test_in_english(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.duty_officer)
    client.cookies["django_language"] = "en"
    title, heads, *rows = cells(client, "/rounds/compound.xlsx")
    assert (title[0], heads[0], rows[0][4]) == ("Postings", "List", "Publicist")

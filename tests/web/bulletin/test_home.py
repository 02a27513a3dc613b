"""The page of the bulletin: figures, what the brief would say of them, issues."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.county import EVENING, County
from yixian.web import clock
from yixian.web.access.models import Account
from yixian.web.bulletin.actions import make_brief
from yixian.web.bulletin.press import Issue
from yixian.web.figures import all_figures

LogIn = Callable[[Account], Client]
pytestmark = pytest.mark.usefixtures("evening")


def test_it_works(county: County, logged_in: LogIn) -> None:
    page = logged_in(county.duty_officer).get("/bulletin/").content.decode()
    assert "临溪县疫情防控简报" in page
    assert "出第 1 期" in page


def test_every_figure_opens_as_many_rows_as_it_says(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.duty_officer)
    shown = client.get("/bulletin/").context["figures"]
    assert [one["key"] for one in shown] == [figure.key for figure in all_figures()]
    for one in shown:
        assert client.get(one["url"]).context["page"].total == int(one["value"].replace(",", ""))


def test_every_number_of_the_text_is_a_link(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.duty_officer)
    letter = client.get("/bulletin/").content.decode().split('id="letter"')[1].split("</section>")[0]
    links = re.findall(r'href="(/bulletin/figures/[^"]+)">(\d+)</a>', letter)
    assert len(links) >= len(all_figures())
    for url, number in links:
        assert int(number) == client.get(url).context["page"].total


def test_a_township_sees_its_own_area_and_no_button(county: County, logged_in: LogIn) -> None:
    page = logged_in(county.stranger).get("/bulletin/").content.decode()
    assert "城关镇疫情防控简报" in page
    assert "出第 1 期" not in page
    assert not [name for name in ("柳河镇", "安平苑", "下湾村") if name in page]


def test_a_township_s_figures_keep_its_area_in_the_address(county: County, logged_in: LogIn) -> None:
    answer = logged_in(county.duty_officer).get("/bulletin/?in=0000")
    assert all(one["url"].endswith("?in=0000") for one in answer.context["figures"])
    assert "出第 1 期" not in answer.content.decode()


@pytest.mark.parametrize("text", ["2020-02-13T12:00", "2020-02-13T12:00:00+08:00", "2020-02-13T04:00:00Z"])
def test_an_earlier_moment_names_what_it_does_not_know(county: County, logged_in: LogIn, text: str) -> None:
    answer = logged_in(county.duty_officer).get("/bulletin/", {"at": text})
    assert answer.context["moment"].at == EVENING.replace(hour=12)
    known = [figure for figure in all_figures() if figure.knows_past]
    assert [one["key"] for one in answer.context["figures"]] == [figure.key for figure in known]
    missing = answer.context["missing"]
    assert len(missing) == len(all_figures()) - len(known)
    assert all(str(label) in answer.content.decode() for label in missing)
    assert "出第 1 期" not in answer.content.decode()


@pytest.mark.parametrize(
    "text", ["yesterday", "2020-02-13T18:00:01", "9999-12-31T23:59:59Z", "0001-01-01T00:00", "2020-13-40T99:00", "0"]
)
def test_a_moment_that_is_none_shows_now_and_says_so(county: County, logged_in: LogIn, text: str) -> None:
    answer = logged_in(county.duty_officer).get("/bulletin/", {"at": text})
    assert answer.status_code == 200
    if not answer.context["moment"].is_past:
        assert answer.context["moment"].at == EVENING
        assert "不是已过去的时刻" in answer.content.decode()


def test_the_moment_of_the_page_is_its_clock(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.duty_officer)
    with clock.stopped_at(EVENING.replace(hour=0)):
        assert "2020-02-13 00:00:00" in client.get("/bulletin/").content.decode()


def test_old_issues_lie_twenty_a_page(county: County, logged_in: LogIn) -> None:
    place, facts = county.places["临溪县"], {"n": {"cadres": 4}}
    for number in range(1, 23):
        make_brief(by=county.duty_officer, place=place, issue=Issue(number, EVENING, facts, b"%PDF"), at=EVENING)
    client = logged_in(county.duty_officer)
    first = client.get("/bulletin/").context
    assert [brief.number for brief in first["issues"]] == list(range(22, 2, -1))
    assert [brief.number for brief in client.get("/bulletin/" + first["older_url"]).context["issues"]] == [2, 1]


def test_it_costs_few_queries(county: County, logged_in: LogIn, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(58):
        logged_in(county.duty_officer).get("/bulletin/")


def test_the_wrong_method_is_refused(county: County, logged_in: LogIn) -> None:
    assert logged_in(county.duty_officer).get("/bulletin/briefs/").status_code == 405


def test_nobody_is_sent_to_the_log_in_page(county: County) -> None:
    for address in ("/bulletin/", "/bulletin/figures/cadres/", "/bulletin/figures/cadres.csv"):
        assert Client().get(address)["Location"] == f"/login/?next={address}"


def test_in_english_nothing_is_left_in_chinese(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.duty_officer)
    client.cookies["django_language"] = "en"
    page = client.get("/bulletin/").content.decode()
    body = re.sub(r"<[^>]+>", " ", page.split("<main")[1].split("</main>")[0])
    for name in ("临溪县", "县水利局"):
        body = body.replace(name, "")
    assert not re.findall("[\u4e00-\u9fff]+", body)

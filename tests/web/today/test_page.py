"""The page of today as its readers get it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.county import County
from yixian.web.access.models import Account

LogIn = Callable[[Account], Client]
pytestmark = pytest.mark.usefixtures("evening")
OTHERS = ("城关镇", "粮站家属院", "陈国平")


def page(client: Client, address: str = "/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_works(county: County, logged_in: LogIn) -> None:
    html = page(logged_in(county.duty_officer))
    for words in ("要你处理", "卡点与区域", "各乡镇", "等你发布", "接下来", "刚刚"):
        assert words in html
    assert "柳河镇" in html and "城关镇" in html


def test_the_address_of_the_page_has_a_name() -> None:
    assert reverse("today:today") == "/"


def test_a_foreign_township_is_nowhere(county: County, logged_in: LogIn) -> None:
    html = page(logged_in(county.township_officer))
    assert "柳河镇" in html
    assert not [name for name in OTHERS if name in html]


def test_a_foreign_area_in_the_address_shows_ones_own(county: County, logged_in: LogIn) -> None:
    html = page(logged_in(county.township_officer), "/?in=0001")
    assert not [name for name in OTHERS if name in html]


def test_headquarters_may_look_at_one_township(county: County, logged_in: LogIn) -> None:
    html = page(logged_in(county.duty_officer), "/?in=0000")
    assert "粮站家属院" not in html


def figure_urls(html: str) -> list[str]:
    return re.findall(r'href="(/bulletin/figures/[^"]+)"', html)


def test_every_figure_opens_its_rows(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.duty_officer)
    urls = figure_urls(page(client))
    assert 2 <= len(urls) <= 7
    assert {client.get(url).status_code for url in urls} == {200}


def test_in_a_township_its_figures_keep_the_area(county: County, logged_in: LogIn) -> None:
    urls = figure_urls(page(logged_in(county.township_officer)))
    assert urls and all(url.endswith("/?in=0000") for url in urls)


def test_in_english_nothing_is_left_in_chinese(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.duty_officer)
    client.cookies["django_language"] = "en"
    html = page(client)
    for words in ("For you to act on", "Waiting for you to publish", "Coming up", "Just now"):
        assert words in html
    assert "要你处理" not in html and "等你发布" not in html


def test_nothing_stands_inline(county: County, logged_in: LogIn) -> None:
    html = page(logged_in(county.duty_officer))
    assert " style=" not in html and "<style" not in html and " onclick=" not in html


def test_the_page_asks_the_database_little(
    county: County, logged_in: LogIn, django_assert_max_num_queries: Any
) -> None:
    client = logged_in(county.duty_officer)
    page(client)
    with django_assert_max_num_queries(33):
        page(client)


@pytest.mark.parametrize("address", ["/", "/today/map/"])
def test_the_wrong_method_is_refused(county: County, logged_in: LogIn, address: str) -> None:
    assert logged_in(county.duty_officer).post(address).status_code == 405

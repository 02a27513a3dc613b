"""The live parts: each answers alone what it showed on the page."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.county import County
from yixian.web.access.models import Account
from yixian.web.today.desk import PARTS

LogIn = Callable[[Account], Client]
pytestmark = pytest.mark.usefixtures("evening")
TOPICS = {"duty", "tasks", "plans", "field", "uploads", "register"}


def without_token(html: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)


@pytest.mark.parametrize("part", PARTS)
def test_it_works(county: County, logged_in: LogIn, part: str) -> None:
    client = logged_in(county.duty_officer)
    whole = without_token(client.get("/").content.decode())
    alone = without_token(client.get(f"/today/{part}/?in=").content.decode())
    assert f'id="{part}"' in alone
    assert alone.strip() in whole


def test_every_live_part_of_the_page_can_be_fetched(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    urls = re.findall(r'data-live-url="([^"]+)"', client.get("/").content.decode())
    assert len(urls) == len(PARTS)
    assert {client.get(url).status_code for url in urls} == {200}
    assert all(url.endswith("?in=0000") for url in urls)


def test_parts_wait_for_topics_that_exist(county: County, logged_in: LogIn) -> None:
    html = logged_in(county.duty_officer).get("/").content.decode()
    asked = {topic for topics in re.findall(r'data-live="([^"]+)"', html) for topic in topics.split()}
    assert asked <= TOPICS


def test_an_unknown_part_is_not_there(county: County, logged_in: LogIn) -> None:
    assert logged_in(county.duty_officer).get("/today/gossip/").status_code == 404


@pytest.mark.parametrize("part", PARTS)
def test_a_foreign_township_is_in_no_part(county: County, logged_in: LogIn, part: str) -> None:
    html = logged_in(county.township_officer).get(f"/today/{part}/?in=0001").content.decode()
    assert "城关镇" not in html and "粮站家属院" not in html

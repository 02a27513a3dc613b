"""Filters of the list of posts: all of them stand in the address."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tests.county import DAY, NIGHT, County
from tests.web.duty.rosters import task
from yixian.web import clock
from yixian.web.access.models import Account
from yixian.web.duty.actions import close_post, mark_ready
from yixian.web.duty.models import ReadinessItem
from yixian.web.tasks.models import TaskState

LogIn = Callable[[Account], Client]
NOW = NIGHT + timedelta(minutes=30)
GATE, SIDE, VILLAGE, SOUTH = "0001", "0002", "0003", "0004"


@pytest.fixture
def client(county: County, logged_in: LogIn) -> Client:
    """At half past ten one guard stands at the gate; the village's has not come."""
    task(county, "王建军", "安平苑北门", DAY, "night", state=TaskState.STARTED, started_at=NIGHT)
    task(county, "周凯", "下湾村口", DAY, "night", state=TaskState.SENT, late_at=NIGHT + timedelta(minutes=10))
    return logged_in(county.township_officer)


def html(client: Client, query: str = "") -> str:
    with clock.stopped_at(NOW):
        answer = client.get(f"/duty/posts/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def numbers(client: Client, query: str = "") -> list[str]:
    return re.findall(r'data-post="(\d+)"', html(client, query))


def test_it_works(client: Client) -> None:
    assert numbers(client) == [VILLAGE, GATE, SOUTH, SIDE]


@pytest.mark.parametrize(
    ("state", "found"),
    [("unmanned", [VILLAGE]), ("short", [GATE]), ("unreported", [SOUTH]), ("idle", [SIDE]), ("manned", [])],
)
def test_how_a_post_stands(client: Client, state: str, found: list[str]) -> None:
    assert numbers(client, f"?state={state}") == found


def test_two_filters_hold_together(client: Client) -> None:
    assert numbers(client, "?state=short&kind=main_gate") == [GATE]
    assert numbers(client, "?state=short&kind=village") == []


def test_a_filter_that_is_on_takes_itself_away(client: Client) -> None:
    links = re.findall(r'href="(\?[^"]*)" aria-current="true"', html(client, "?state=short&kind=main_gate"))
    assert links[-2:] == ["?kind=main_gate&amp;in=0000", "?state=short&amp;in=0000"]


def test_a_closed_post_is_shown_to_who_asks_for_it(client: Client, county: County) -> None:
    close_post(by=county.township_officer, post=county.posts["下湾村口"], at=NOW)
    assert VILLAGE not in numbers(client)
    assert numbers(client, "?state=closed") == [VILLAGE]


def test_readiness(client: Client, county: County) -> None:
    for item in ReadinessItem.objects.unscoped("test"):
        mark_ready(by=county.duty_officer, post=county.posts["安平苑北门"], item=item, evidence="已做", at=NOW)
    assert numbers(client, "?ready=yes") == [GATE]
    assert GATE not in numbers(client, "?ready=no")


def test_the_next_shift_stands_beside_this_one(client: Client, county: County) -> None:
    task(county, "于倩", "安平苑北门", DAY + timedelta(days=1), "early")
    page = html(client)
    row = re.search(r'data-post="0001".*?</tr>', page)
    assert row and "1 / 2</td>" in row[0]
    assert "06:00 起" in page


@pytest.mark.parametrize("query", ["?state=alarm", "?ready=maybe", "?kind=tower", "?page=0", "?page=99999999999"])
def test_what_is_no_choice_is_left_out(client: Client, query: str) -> None:
    assert numbers(client, query) == numbers(client)

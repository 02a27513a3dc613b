"""The list of posts, trouble first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tests.county import DAY, NIGHT, County
from tests.web.duty.rosters import task
from yixian.web import clock
from yixian.web.access.models import Account
from yixian.web.duty.models import Post
from yixian.web.duty.now import posts_now
from yixian.web.register.models import Place
from yixian.web.tasks.models import TaskState

LogIn = Callable[[Account], Client]
GATE, VILLAGE, SOUTH = "安平苑北门", "下湾村口", "金穗小区南门"
HALF_PAST_TEN = NIGHT.replace(minute=30)


@pytest.fixture(autouse=True)
def _night() -> Iterator[None]:
    with clock.stopped_at(HALF_PAST_TEN):
        yield


def page(client: Client, query: str = "") -> str:
    answer = client.get(f"/duty/posts/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def numbers(html: str) -> list[str]:
    return re.findall(r'data-post="(\d+)"', html)


def row(html: str, number: str) -> str:
    found = re.search(rf'<tr[^>]*data-post="{number}".*?</tr>', html, re.S)
    assert found is not None
    return found[0]


def some_night(county: County) -> None:
    """At the gate both have come, at the village nobody, at the south gate one of two."""
    for who in ("李建新", "王建军"):
        task(county, who, GATE, DAY, "night", state=TaskState.STARTED, started_at=NIGHT)
    task(county, "赵秀英", VILLAGE, DAY, "night", state=TaskState.SENT, late_at=HALF_PAST_TEN)
    task(county, "于倩", SOUTH, DAY, "night", state=TaskState.STARTED, started_at=NIGHT)


def test_it_works(county: County, logged_in: LogIn) -> None:
    some_night(county)
    html = page(logged_in(county.duty_officer))
    assert sorted(numbers(html)) == ["0001", "0002", "0003", "0004", "0005"]
    assert 'id="n-posts">5<' in html
    assert "安平苑北门" in row(html, "0001") and "柳河镇" in row(html, "0001")


def test_trouble_comes_first(county: County, logged_in: LogIn) -> None:
    some_night(county)
    shown = numbers(page(logged_in(county.township_officer)))
    assert shown[:2] == ["0003", "0004"]
    assert set(shown[2:]) == {"0001", "0002"}


def test_each_row_says_how_the_post_stands(county: County, logged_in: LogIn) -> None:
    some_night(county)
    html = page(logged_in(county.township_officer))
    words = {"0001": "在岗", "0003": "缺岗", "0004": "人手不足"}
    assert {number: word for number, word in words.items() if word in row(html, number)} == words


def test_where_nobody_is_needed_nobody_is_awaited(county: County, logged_in: LogIn) -> None:
    some_night(county)
    side = row(page(logged_in(county.township_officer)), "0002")
    assert "未报" not in side and "缺岗" not in side


def test_a_foreign_township_is_not_listed(county: County, logged_in: LogIn) -> None:
    html = page(logged_in(county.township_officer))
    assert "0005" not in numbers(html)
    assert "粮站家属院门" not in html and "城关镇" not in html


def test_a_foreign_area_in_the_address_shows_ones_own(county: County, logged_in: LogIn) -> None:
    assert numbers(page(logged_in(county.stranger), "?in=0000")) == ["0005"]


def test_headquarters_may_look_at_one_township(county: County, logged_in: LogIn) -> None:
    assert numbers(page(logged_in(county.duty_officer), "?in=0001")) == ["0005"]


def test_the_kind_is_a_filter(county: County, logged_in: LogIn) -> None:
    html = page(logged_in(county.duty_officer), "?kind=main_gate")
    assert sorted(numbers(html)) == ["0001", "0004", "0005"]
    assert 'id="n-posts">3<' in html


@pytest.mark.parametrize("words", ["下湾村口", "下湾", "3", "0003"])
def test_words_find_a_post(county: County, logged_in: LogIn, words: str) -> None:
    assert numbers(page(logged_in(county.duty_officer), f"?q={words}")) == ["0003"]


@pytest.mark.parametrize("query", ["?page=²", "?q=²", "?page=-1", "?page=99", "?page=x", "?state=x", "?kind=x"])
def test_nonsense_in_the_address_does_not_break_it(county: County, logged_in: LogIn, query: str) -> None:
    page(logged_in(county.duty_officer), query)


def test_nothing_found_says_what_to_do(county: County, logged_in: LogIn) -> None:
    html = page(logged_in(county.duty_officer), "?q=没有这里")
    assert not numbers(html)
    assert "/uploads/" in html


def test_a_closed_post_counts_no_more(county: County, logged_in: LogIn) -> None:
    Post.objects.unscoped("test").filter(number=3).update(is_open=False)
    task(county, "赵秀英", VILLAGE, DAY, "night", state=TaskState.SENT, late_at=HALF_PAST_TEN)
    assert "缺岗" not in re.sub(r"<(nav|form).*?</\1>", "", page(logged_in(county.township_officer)), flags=re.S)


def test_the_rows_can_be_fetched_alone(county: County, logged_in: LogIn) -> None:
    answer = logged_in(county.duty_officer).get("/duty/posts/", headers={"HX-Request": "true"})
    html = answer.content.decode()
    assert "<html" not in html
    assert len(numbers(html)) == 5


def test_who_sees_no_people_has_no_list(county: County, logged_in: LogIn) -> None:
    assert logged_in(county.admin).get("/duty/posts/").status_code == 403


def test_a_visitor_is_sent_to_the_log_in(county: County) -> None:
    assert Client().get("/duty/posts/").status_code == 302


def test_in_english(county: County, logged_in: LogIn) -> None:
    some_night(county)
    client = logged_in(county.township_officer)
    client.cookies["django_language"] = "en"
    with translation.override("en"):
        html = page(client)
    assert "Unmanned" in row(html, "0003")


def many_posts(county: County, n: int) -> None:
    parent = county.places["下湾村"]
    fields = {"kind": "post", "parent": parent, "lon": 113.1, "lat": 33.9}
    paths = [f"{parent.path}{number:04d}" for number in range(1000, 1000 + n)]
    Place.objects.bulk_create(Place(path=path, name=f"村道{path[-4:]}", **fields) for path in paths)
    places = Place.objects.unscoped("test").filter(path__in=paths)
    Post.objects.bulk_create(Post(place=one, number=int(one.path[-4:]), kind="road") for one in places)


def test_a_hundred_to_a_page(county: County, logged_in: LogIn) -> None:
    many_posts(county, 120)
    client = logged_in(county.duty_officer)
    first, second = numbers(page(client)), numbers(page(client, "?page=2"))
    assert (len(first), len(second)) == (100, 25)
    assert not set(first) & set(second)


def questions(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        page(client)
    return len(asked)


def test_more_posts_cost_no_more_questions(county: County, logged_in: LogIn) -> None:
    some_night(county)
    client = logged_in(county.duty_officer)
    few = questions(client)
    many_posts(county, 90)
    assert questions(client) == few <= 24


def test_all_posts_are_read_in_six_questions(county: County, django_assert_max_num_queries: Callable[..., Any]) -> None:
    some_night(county)
    many_posts(county, 90)
    account = county.duty_officer
    assert account.place_paths == ("",)
    with django_assert_max_num_queries(6):
        assert len(posts_now(account, "", HALF_PAST_TEN)) == 95

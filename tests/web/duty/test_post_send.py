"""The one press that sends stand-ins: from the alarm for many posts, from the list of candidates for one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.county import DAY, NIGHT, County
from tests.web.duty.rosters import task
from yixian.web import clock
from yixian.web.access.models import Account
from yixian.web.tasks.models import Task, TaskState

LogIn = Callable[[Account], Client]
GATE, VILLAGE = "安平苑北门", "下湾村口"
NOW = NIGHT + timedelta(minutes=15)


@pytest.fixture(autouse=True)
def _night() -> Iterator[None]:
    with clock.stopped_at(NOW):
        yield


def late(county: County, who: str, post: str) -> Task:
    return task(county, who, post, DAY, "night", state=TaskState.SENT, late_at=NIGHT + timedelta(minutes=10))


def pair(county: County, missing: Task, who: str) -> str:
    return f"{missing.pk}:{county.people[who].pk}"


def send(client: Client, pairs: str, **fields: str) -> HttpResponse:
    return client.post("/duty/stand-in/", {"pairs": pairs, **fields}, follow=True)  # type: ignore[return-value]


def sent() -> list[tuple[str, str]]:
    found = Task.objects.unscoped("test").filter(stands_in_for__isnull=False).order_by("pk")
    return [(one.place.name, one.person.name) for one in found.select_related("place", "person")]


def test_it_works(county: County, logged_in: LogIn) -> None:
    first, second = late(county, "李建新", GATE), late(county, "赵秀英", VILLAGE)
    pairs = f"{pair(county, first, '王建军')} {pair(county, second, '周凯')}"
    answer = send(logged_in(county.township_officer), pairs)
    assert sent() == [(GATE, "王建军"), (VILLAGE, "周凯")]
    assert "已派 2 人" in answer.content.decode()


def test_it_comes_back_to_the_page_it_was_pressed_on(county: County, logged_in: LogIn) -> None:
    missing = late(county, "李建新", GATE)
    answer = send(logged_in(county.township_officer), pair(county, missing, "王建军"), back="/duty/posts/1/")
    assert answer.redirect_chain[-1][0] == "/duty/posts/1/"  # type: ignore[attr-defined]


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example/"])
def test_it_leads_nobody_out_of_the_house(county: County, logged_in: LogIn, back: str) -> None:
    client = logged_in(county.township_officer)
    answer = client.post("/duty/stand-in/", {"pairs": "", "back": back})
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/"


def test_one_who_may_not_go_does_not_stop_the_others(county: County, logged_in: LogIn) -> None:
    first, second = late(county, "李建新", GATE), late(county, "于倩", "金穗小区南门")
    pairs = f"{pair(county, first, '赵秀英')} {pair(county, second, '周凯')}"
    html = send(logged_in(county.township_officer), pairs).content.decode()
    assert sent() == [("金穗小区南门", "周凯")]
    assert "赵秀英怀孕满 7 个月，不能上夜班" in html


def test_the_same_person_goes_to_one_post_only(county: County, logged_in: LogIn) -> None:
    first, second = late(county, "李建新", GATE), late(county, "赵秀英", VILLAGE)
    pairs = f"{pair(county, first, '王建军')} {pair(county, second, '王建军')}"
    html = send(logged_in(county.township_officer), pairs).content.decode()
    assert sent() == [(GATE, "王建军")]
    assert "王建军这段时间在别的班上" in html


def test_pressed_twice_sends_once(county: County, logged_in: LogIn) -> None:
    missing = late(county, "李建新", GATE)
    client = logged_in(county.township_officer)
    send(client, pair(county, missing, "王建军"))
    html = send(client, pair(county, missing, "王建军")).content.decode()
    assert sent() == [(GATE, "王建军")]
    assert "已经派了顶班的人" in html


def test_a_foreign_task_does_not_exist(county: County, logged_in: LogIn) -> None:
    missing = late(county, "李建新", GATE)
    pairs = pair(county, missing, "陈国平")
    assert logged_in(county.stranger).post("/duty/stand-in/", {"pairs": pairs}).status_code == 404
    assert not sent()


def test_a_foreign_person_does_not_exist(county: County, logged_in: LogIn) -> None:
    pairs = pair(county, late(county, "李建新", GATE), "陈国平")
    assert logged_in(county.township_officer).post("/duty/stand-in/", {"pairs": pairs}).status_code == 404
    assert not sent()


@pytest.mark.parametrize("pairs", ["", "x", "1", ":", "1:", "a:b", "²:³", "1:2:3"])
def test_nonsense_sends_nobody(county: County, logged_in: LogIn, pairs: str) -> None:
    late(county, "李建新", GATE)
    assert send(logged_in(county.township_officer), pairs).status_code == 200
    assert not sent()


@pytest.mark.parametrize("digits", [40, 5000])
def test_a_number_beyond_all_numbers_names_nobody(county: County, logged_in: LogIn, digits: int) -> None:
    answer = logged_in(county.township_officer).post("/duty/stand-in/", {"pairs": f"{'9' * digits}:1"}, follow=True)
    assert "没有写派谁" in answer.content.decode()
    assert not sent()


def test_without_the_right_it_is_refused(county: County, logged_in: LogIn) -> None:
    pairs = pair(county, late(county, "李建新", GATE), "王建军")
    assert logged_in(county.auditor).post("/duty/stand-in/", {"pairs": pairs}).status_code == 403
    assert not sent()


def test_looking_at_the_address_sends_nobody(county: County, logged_in: LogIn) -> None:
    assert logged_in(county.township_officer).get("/duty/stand-in/").status_code == 405
